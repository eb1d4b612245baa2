import { z } from 'zod';
import { createReadStream } from 'node:fs';
import { system } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { defineJob } from '#kernel/job';
import { Problem } from '#kernel/problem';
import { fill, type Text } from '#kernel/texts';
import { collectFile } from '#platform/data/ingestion';
import { openDeskTask } from './desk-task.ts';
import { note } from './scope.ts';
import { findHandOver, findLeft, lockHandOver, type HandOverRow } from './store.ts';
import { texts } from './texts.ts';

/** The platform hands in for the bureau: the slip says whose it is. */
const asPlatform = (context: Context): Context => ({ ...context, actor: system });

/** Hands the file to the usual intake. @returns the batch, or why its columns do not fit */
async function handIn(context: Context, row: HandOverRow): Promise<{ batch: string } | { why: Text }> {
  const { dataset, simulated, filename, receivedDigest } = row;
  const path = await context.files.path(receivedDigest ?? '');
  try {
    const given = { dataset, filename: filename ?? row.number, mode: 'update', simulated } as const;
    return await collectFile(asPlatform(context), given, createReadStream(path));
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 422) throw error;
    const errors = (error.errors ?? []).slice(0, 5).map(({ detail }) => detail);
    return {
      why: {
        zh: [error.detail.zh, errors.map(({ zh }) => zh).join('；')].filter(Boolean).join(''),
        en: [error.detail.en, errors.map(({ en }) => en).join('; ')].filter(Boolean).join(' '),
      },
    };
  }
}

/**
 * Takes a file that agrees into the usual intake, as one batch however often this is done. One whose columns nobody can
 * match goes back to quarantine.
 */
export async function takeIn(context: Context, number: string): Promise<HandOverRow | undefined> {
  const row = await findHandOver(context.db, number);
  if (row?.state !== 'agreed') return row;
  const outcome = await handIn(context, row);
  return context.transaction(async (tx) => {
    const now = await lockHandOver(tx, number);
    if (now?.state !== 'agreed') return now;
    const change =
      'batch' in outcome
        ? { state: 'taken' as const, batch: outcome.batch, noteZh: null, noteEn: null }
        : {
            state: 'quarantined' as const,
            differences: ['columns'] as const,
            noteZh: outcome.why.zh,
            noteEn: outcome.why.en,
          };
    await note(context, tx, { number, ...change }, 'handover:receive');
    await openDeskTask(context, tx, now, { about: 'batch' in outcome ? 'medium' : 'difference' });
    return { ...now, ...change };
  });
}

/** Takes in what agreed and was left when the process ended. */
export const takeLeft = defineJob({
  name: 'handover.take-left',
  title: texts.takeLeft,
  input: z.object({}),
  attempts: 3,
  lane: () => 'handover.take-left',
  async run(_input, run, context) {
    const before = new Date(context.clock.now().getTime() - 5 * 60_000).toISOString();
    const left = await findLeft(context.db, before);
    for (const number of left) {
      run.signal.throwIfAborted();
      await takeIn(context, number);
    }
    return { summary: fill(texts.tookLeft, { count: left.length }), data: { count: left.length } };
  },
});
