import type { Context } from '#kernel/context';
import { storeProblem } from '#kernel/db';
import { interruptionOf, type JobRun } from '#kernel/job';
import { Problem } from '#kernel/problem';
import * as store from './store.ts';

/** Whether this was the job's last word on the batch: cancelled, refused for good, or out of tries. */
function ending(error: unknown, run: JobRun, attempts: number): 'cancelled' | 'failed' | undefined {
  if (run.signal.aborted) return interruptionOf(run.signal) === 'cancelled' ? 'cancelled' : undefined;
  const refused = error instanceof Problem && error.status < 500;
  return refused || run.attempt >= attempts ? 'failed' : undefined;
}

const failed = {
  code: 'ingestion.failed',
  detail: { zh: '平台出错，已记录。', en: 'The platform failed and has logged it.' },
};

/** What a batch keeps of why it failed: what the platform or the store says of it, no inner words. */
function problemOf(error: unknown): typeof failed {
  if (error instanceof Problem) return { code: error.code, detail: error.detail };
  const ofStore = storeProblem(error);
  return ofStore ? { code: ofStore.code, detail: ofStore.message } : failed;
}

/**
 * Does a job's work on a batch; when it ends for good without success the batch says so, with the problem, and can be
 * collected again. A stop of the platform is no failure.
 */
export async function notingFailure<T>(
  context: Context,
  on: { readonly batch: string; readonly run: JobRun; readonly attempts: number },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const status = ending(error, on.run, on.attempts);
    const problem = problemOf(error);
    if (status) await store.changeBatch(context.db, on.batch, { status, problem });
    throw error;
  }
}
