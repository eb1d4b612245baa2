import { z } from 'zod';
import type { Context } from '../context.ts';
import { defineJob, type JobRun } from '../job.ts';
import { fill } from '../texts.ts';
import { cleanImports, removeEvents, removeJobs } from './store.ts';

const dayMs = 86_400_000;

const daysAgo = ({ clock }: Context, days: number): string =>
  new Date(clock.now().getTime() - days * dayMs).toISOString();

/** Piece by piece, each its own transaction, until one finds nothing. */
async function untilNone(run: JobRun, piece: () => Promise<number>): Promise<number> {
  let all = 0;
  for (;;) {
    run.signal.throwIfAborted();
    const some = await piece();
    all += some;
    if (some === 0) return all;
    run.progress({ done: all, unit: { zh: '条', en: 'rows' } });
  }
}

/** Jobs go first: once they are gone nothing names their files, and a crash in between leaves a file, never a dead link. */
async function cleanJobs(context: Context, run: JobRun): Promise<{ jobs: number; files: number }> {
  const { KEEP_JOBS_DAYS, KEEP_EVENTS_DAYS } = context.config;
  const limits = {
    before: daysAgo(context, KEEP_JOBS_DAYS),
    keyedBefore: daysAgo(context, Math.max(KEEP_JOBS_DAYS, KEEP_EVENTS_DAYS)),
  };
  let removed = 0;
  const jobs = await untilNone(run, async () => {
    const { jobs: gone, files } = await context.transaction((tx) => removeJobs(tx, limits));
    for (const file of files) if (await context.files.removeUnshared(file)) removed += 1;
    return gone;
  });
  return { jobs, files: removed };
}

/** Days for which a file that was only looked at stays. */
const previewDays = 2;

async function cleanAllImports(context: Context, run: JobRun): Promise<{ imports: number; files: number }> {
  const limits = {
    previewsBefore: daysAgo(context, previewDays),
    before: daysAgo(context, context.config.KEEP_JOBS_DAYS),
    now: daysAgo(context, 0),
  };
  let removed = 0;
  const imports = await untilNone(run, async () => {
    const cleaned = await context.transaction((tx) => cleanImports(tx, limits));
    for (const file of cleaned.files) if (await context.files.removeUnshared(file)) removed += 1;
    return cleaned.imports;
  });
  return { imports, files: removed };
}

/** Takes away what has been delivered and done for long enough; the days stand in the configuration. */
export const cleanJob = defineJob({
  name: 'retention.clean',
  title: { zh: '清理过期的事件和任务', en: 'Clean old events and jobs' },
  input: z.object({}),
  attempts: 2,
  lane: () => 'retention',
  async run(_input, run, context) {
    const before = daysAgo(context, context.config.KEEP_EVENTS_DAYS);
    const events = await untilNone(run, () => context.transaction((tx) => removeEvents(tx, before)));
    const jobs = await cleanJobs(context, run);
    const imports = await cleanAllImports(context, run);
    const done = { events, ...jobs, imports: imports.imports, files: jobs.files + imports.files };
    return {
      summary: fill(
        {
          zh: '清理了 {events} 个事件、{jobs} 个任务、{imports} 次导入的数据、{files} 个文件',
          en: '{events} events, {jobs} jobs, the data of {imports} imports and {files} files removed',
        },
        done,
      ),
      data: done,
    };
  },
});
