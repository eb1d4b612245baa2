import path from 'node:path';
import type { Context } from '#kernel/context';
import { endedJobs } from '#kernel/job';
import { lineagePoint, type EndedJob, type LineageStep } from '#kernel/lineage';
import * as store from './store.ts';
import { eventsOf } from './to-openlineage.ts';

const pieces = 200;
/** A job that ended this long before another may be seen after it. */
const lateMs = 10 * 60_000;
const ever = '1970-01-01T00:00:00.000Z';

/** Jobs and datasets of this platform: the city that it runs. */
export const namespaceOf = ({ config }: Pick<Context, 'config'>): string =>
  `yaojiang://${path.basename(config.CITY)}`;

async function tell(context: Context, step: LineageStep, job: EndedJob): Promise<void> {
  const traces = await step.trace(job, context);
  const now = context.clock.now().toISOString();
  await context.transaction(async (tx) => {
    for (const trace of traces)
      for (const event of eventsOf(namespaceOf(context), job, trace))
        await store.putEvent(tx, event, { receivedAt: now, own: true });
    await store.noteTold(tx, job.id, job.endedAt);
  });
}

/** @returns whether it was told of: what one job made cannot be said, and the others are told all the same */
async function toldOf(
  context: Context,
  step: Parameters<typeof tell>[1] | undefined,
  job: Parameters<typeof tell>[2],
): Promise<boolean> {
  if (!step) return false;
  try {
    await tell(context, step, job);
    return true;
  } catch (error) {
    context.log.error({ err: error, job: job.id }, 'lineage: a job could not be told of');
    return false;
  }
}

/**
 * Tells of every job that has ended since, as the modules say what each made of what. Asked for before lineage is read,
 * so that it is never behind; several at once tell each job once.
 * @returns how many jobs were told
 */
export async function gather(context: Context, signal?: AbortSignal): Promise<number> {
  const steps = new Map(context.contributions(lineagePoint).map((step) => [step.job as string, step]));
  const last = await store.lastTold(context.db);
  let from = last === undefined ? ever : new Date(Date.parse(last) - lateMs).toISOString();
  let after: string | undefined;
  let told = 0;
  for (;;) {
    signal?.throwIfAborted();
    const jobs = await endedJobs(context.db, {
      names: [...steps.keys()],
      from,
      limit: pieces,
      ...(after !== undefined && { after }),
    });
    const known = await store.alreadyTold(context.db, jobs);
    for (const job of jobs.filter(({ id }) => !known.has(id)))
      if (await toldOf(context, steps.get(job.name), job)) told += 1;
    const end = jobs.at(-1);
    if (jobs.length < pieces || !end) return told;
    [from, after] = [end.endedAt, end.id];
  }
}
