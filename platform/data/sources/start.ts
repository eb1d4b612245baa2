import { randomUUID } from 'node:crypto';
import type { Actor } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { jobIsOpen } from '#kernel/job-state';
import { runJob } from './jobs.ts';
import type { Cause } from './names.ts';
import { changeRun, findGoing, insertRun } from './run-store.ts';
import type { SourceRow } from './store.ts';

export interface Starting {
  readonly cause: Cause;
  readonly actor: Actor;
  readonly days?: { readonly from: string; readonly to: string } | undefined;
}

/**
 * Puts a run of a source into the queue.
 * @returns its id and job; undefined when one is under way already
 */
export async function startRun(
  context: Context,
  tx: Db,
  source: SourceRow,
  { cause, actor, days }: Starting,
): Promise<{ readonly run: string; readonly job: string } | undefined> {
  await oneAtATime(tx, `sources.run ${source.code}`);
  const at = context.clock.now().toISOString();
  const going = await findGoing(tx, source.code);
  if (going?.job && (await jobIsOpen(tx, going.job))) return undefined;
  // Its job was cancelled before it began, or gave up: nobody goes on with it.
  if (going) await changeRun(tx, going.id, { state: 'cancelled', finishedAt: at });
  const run = `R${at.slice(0, 10).replaceAll('-', '')}-${randomUUID().slice(0, 13)}`;
  const { code, owner, dataset, titleZh, titleEn, simulated } = source;
  await insertRun(tx, {
    id: run,
    source: code,
    owner,
    dataset,
    titleZh,
    titleEn,
    cause,
    days,
    by: actor.id,
    at,
    simulated,
  });
  const job = await context.startJob(tx, runJob, { run, source: code }, { actor });
  await changeRun(tx, run, { job });
  return { run, job };
}
