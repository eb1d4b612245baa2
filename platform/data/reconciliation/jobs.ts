import { z } from 'zod';
import { system } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { defineJob, type JobOutcome } from '#kernel/job';
import type { Schedule } from '#kernel/job';
import { fill } from '#kernel/texts';
import { periodOf } from './period.ts';
import { attempts, prepare, runOnce } from './run.ts';
import * as store from './store.ts';

const outcome = {
  waiting: {
    zh: '有一方还没有数据，没有比对。',
    en: 'A side has no data yet; nothing was compared.',
  },
  before: {
    zh: '双方数据和上次一样，结果不变。',
    en: 'Both sides are as they were; the last result holds.',
  },
  done: {
    zh: '比对 {compared} 对，{differs} 对不一致；仅一方有 {only} 行；新问题 {findings} 个，销号 {closed} 个',
    en: '{compared} pairs compared, {differs} differ; {only} rows on one side only; {findings} new findings, {closed} closed',
  },
};

/** Runs a comparison over both datasets as they stand. */
export const runComparison = defineJob({
  name: 'reconciliation.run',
  title: { zh: '数据比对', en: 'Compare two datasets' },
  input: z.object({ comparison: z.string() }),
  attempts,
  lane: ({ comparison }) => `reconciliation:${comparison}`,
  async run({ comparison }, run, context): Promise<JobOutcome> {
    const prepared = await prepare(context, comparison);
    if (!prepared) return { summary: outcome.waiting };
    const ran = await runOnce(context, prepared, run);
    const { compared, kinds } = ran.summary;
    const only = kinds['only-left'] + kinds['only-right'];
    const { findings, closed } = ran;
    return {
      summary: ran.before
        ? outcome.before
        : fill(outcome.done, { compared, differs: kinds.differs, only, findings, closed }),
      data: { run: ran.id, before: ran.before },
    };
  },
});

/** Starts a run; with a key once only. */
export const startRun = (context: Context, comparison: string, key?: string): Promise<string> =>
  context.startJob(
    context.db,
    runComparison,
    { comparison },
    key === undefined ? { actor: context.actor } : { actor: system, key },
  );

/**
 * Starts what has its day: once a day, week or month. Each night again while the period has no result: a side was not
 * there yet, the run failed, or the platform was down.
 */
export const startDue = defineJob({
  name: 'reconciliation.start-due',
  title: { zh: '按时比对', en: 'Comparisons that are due' },
  input: z.object({}),
  attempts: 3,
  async run(_input, _run, context): Promise<JobOutcome> {
    const scheduled = await store.scheduledComparisons(context.db);
    const now = context.clock.now();
    const { TIME_ZONE: zone } = context.config;
    let count = 0;
    for (const { code, rhythm, doneAt } of scheduled) {
      const period = periodOf(rhythm, now, zone);
      if (doneAt !== null && periodOf(rhythm, new Date(doneAt), zone) === period) continue;
      await startRun(context, code, `reconciliation:${code}@${periodOf('daily', now, zone)}`);
      count += 1;
    }
    return {
      summary: fill({ zh: '{count} 项按时比对', en: '{count} comparisons by the calendar' }, { count }),
    };
  },
});

export const schedules: readonly Schedule[] = [
  { name: 'reconciliation.nightly', cron: '30 2 * * *', job: 'reconciliation.start-due', input: {} },
];
