import { z } from 'zod';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { chain } from '#simulator';

/** The jobs that a delivery goes through until it has joined, in their order. */
const names = ['ingestion.collect-batch', 'quality.check-batch', 'registers.join-batch'] as const;

const Jobs = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      progress: z.object({ done: z.number(), total: z.number().optional() }).nullable(),
      problem: z
        .object({ code: z.string(), detail: z.object({ zh: z.string(), en: z.string() }) })
        .nullable(),
    }),
  ),
});

/** Asks the jobs of this platform as their page does. */
async function ask(context: Context, operation: 'list' | 'retry', input: object): Promise<unknown> {
  const handler = context.modules.find(({ id }) => id === 'jobs')?.mounted?.handlers[operation];
  if (!handler) throw new Error(`jobs.${operation} is missing`);
  return handler(input as Parameters<typeof handler>[0], context);
}

async function jobsOf(context: Context, name: string, status: 'running' | 'failed') {
  const answer = await ask(context, 'list', { query: { whose: 'all', name, status, limit: 10 } });
  return Jobs.parse(answer).items;
}

/** How far the batch that joins the registers just now has come: they join one after the other. */
export async function joiningShare(context: Context): Promise<number> {
  const [job] = await jobsOf(context, names[2], 'running');
  const { done = 0, total = 0 } = job?.progress ?? {};
  return total > 0 ? Math.min(1, done / total) : 0;
}

/** Why a delivery does not come through, when a job of it has failed for good. */
export async function seedingFault(context: Context): Promise<Problem | undefined> {
  for (const name of names) {
    const [failed] = await jobsOf(context, name, 'failed');
    if (!failed) continue;
    const { zh = name, en = name } = failed.problem?.detail ?? {};
    return new Problem(500, 'simulator.seed-failed', {
      zh: `模拟城市没有建成：${zh} 已收下的部分保留，再次启动会继续。`,
      en: `The simulated city is not complete: ${en} What was taken is kept; the next start goes on.`,
    });
  }
  return undefined;
}

/** Gives what failed before another try, at a new start. */
export async function retryFailed(context: Context): Promise<void> {
  for (const name of chain)
    for (const { id } of await jobsOf(context, name, 'failed'))
      await ask(context, 'retry', { params: { id } });
}
