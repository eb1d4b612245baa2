import { system } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { JobKind } from '#kernel/job';
import { Problem } from '#kernel/problem';
import { failedJobs, workLeft } from './work-store.ts';

/** The jobs between a file and the figures, in their order. Others (mail, sweeps of the minute) are not waited for. */
export const chain = [
  'ingestion.collect-batch',
  'quality.check-batch',
  'registers.join-batch',
  'registers.place-addresses',
  'registers.keep-households',
  'registers.take-movements',
  'reconciliation.run',
  'linkage.run',
  'search.catch-up',
  'search.rebuild',
  'indicators.compute',
] as const;

const lookEveryMs = 200;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** @throws Problem 500 `simulator.run-failed` when a job of the chain has failed for good */
export async function assertNoneFailed(context: Context): Promise<void> {
  const [failed] = await failedJobs(context.db, chain);
  if (!failed) return;
  const { zh, en } = failed.problem?.detail ?? { zh: failed.name, en: failed.name };
  throw new Problem(500, 'simulator.run-failed', {
    zh: `模拟城市没有建成（${failed.name}）：${zh} 已收下的部分保留，再次运行会继续。`,
    en: `The simulated city is not complete (${failed.name}): ${en} What was taken is kept; the next run goes on.`,
  });
}

/**
 * Waits until nothing of the chain is left to do: no job, no event that somebody has not heard.
 * @param stopping asked between two looks; true ends the waiting
 * @throws Problem 500 `simulator.run-failed`
 */
export async function untilQuiet(context: Context, stopping: () => boolean): Promise<void> {
  const subscribers = context.modules.flatMap((module) =>
    (module.subscriptions ?? []).map(({ name }) => name),
  );
  while (!stopping()) {
    await assertNoneFailed(context);
    if (!(await workLeft(context.db, { kinds: chain, subscribers }))) return;
    await pause(lookEveryMs);
  }
}

const kindOf = (context: Context, name: string): JobKind | undefined =>
  context.modules.flatMap((module) => module.jobs ?? []).find((kind) => kind.name === name);

/** What else would come by the clock is asked for now: the rest of the search index, every figure anew. */
export async function finishNow(context: Context, stopping: () => boolean): Promise<void> {
  await untilQuiet(context, stopping);
  for (const name of ['search.catch-up', 'indicators.compute']) {
    const kind = kindOf(context, name);
    if (!kind || stopping()) continue;
    await context.startJob(context.db, kind, {}, { actor: system });
    await untilQuiet(context, stopping);
  }
}
