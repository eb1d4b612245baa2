import { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { defineJob, type JobOutcome } from '#kernel/job';
import { writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import { ResourceOverlap } from './overlap-record.ts';
import * as store from './overlap-store.ts';

const atOnce = 5000;
/** Longest time for a piece: large boundaries take longer to cut than a statement may that somebody waits for. */
const pieceMs = 600_000;
const source = 'registers:overlaps';
const from = { source, basis: 'registers:resources' };

/** One task of each bureau, for as long as units that it keeps lie over others. */
async function tellKeepers(context: Context, tx: Db): Promise<void> {
  for (const { keeper, count, simulated } of await store.countByKeeper(tx)) {
    const of = { module: 'registers', record: 'resource-overlap', key: keeper };
    if (count === 0) {
      await closeTask(context, tx, of, { outcome: { zh: '重叠已全部消除', en: 'no overlap is left' } });
      continue;
    }
    await openTask(context, tx, {
      kind: 'registers.overlap',
      title: fill(
        { zh: '自然资源：{count} 处重叠待核对', en: 'Natural resources: {count} overlaps to check' },
        { count },
      ),
      owner: keeper,
      source: of,
      link: '/registers/resource-overlaps?state=open',
      count,
      simulated: simulated ?? false,
    });
  }
}

async function keep(context: Context, found: readonly store.Overlap[]): Promise<void> {
  if (found.length === 0) return;
  await context.transaction(async (tx) => {
    const since = await store.foundSince(
      tx,
      found.map(({ id }) => id),
    );
    const now = context.clock.now().toISOString();
    const rows = found.map((each) => ({
      ...each,
      state: 'open',
      foundAt: since.get(each.id) ?? now,
      goneAt: null,
    }));
    await writeRows(context, tx, ResourceOverlap, rows, from);
  });
}

/** Overlaps that nobody found any more are gone; what is left is told to whom it concerns. */
async function settle(context: Context, seen: ReadonlySet<string>): Promise<number> {
  return context.transaction(async (tx) => {
    const gone = (await store.openOverlaps(tx)).filter((id) => !seen.has(id));
    const goneAt = context.clock.now().toISOString();
    const rows = gone.map((id) => ({ id, state: 'gone', goneAt }));
    if (rows.length > 0) await writeRows(context, tx, ResourceOverlap, rows, from);
    await tellKeepers(context, tx);
    return gone.length;
  });
}

/**
 * Holds the natural resources against each other, piece by piece in the order of their codes: what overlaps by more than the
 * city's tolerance is a finding for the bureaus of both, what no longer does is gone. Run again it changes nothing.
 */
export const findOverlaps = defineJob({
  name: 'registers.find-overlaps',
  title: { zh: '核对自然资源重叠', en: 'Find overlaps of natural resources' },
  input: z.object({}),
  attempts: 3,
  lane: () => 'registers-overlaps',
  async run(_input, run, context): Promise<JobOutcome> {
    const tolerance = await store.findTolerances(context.db);
    if (!tolerance) return { summary: { zh: '没有容差', en: 'No tolerances are known' } };
    await store.beginRound(context.db);
    const seen = new Set<string>();
    for (let after = ''; ;) {
      run.signal.throwIfAborted();
      const last = await store.nextCode(context.db, after, atOnce);
      if (last === undefined) break;
      const piece = { after, last };
      const found = await context.transaction((tx) => store.overlapsOf(tx, piece, tolerance), {
        timeoutMs: pieceMs,
      });
      for (const { id } of found) seen.add(id);
      await keep(context, found);
      after = last;
    }
    const gone = await settle(context, seen);
    return {
      summary: fill(
        { zh: '重叠 {found} 处，消除 {gone} 处', en: '{found} overlaps, {gone} gone' },
        { found: seen.size, gone },
      ),
      data: { found: seen.size, gone },
    };
  },
});
