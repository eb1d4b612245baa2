import { randomUUID } from 'node:crypto';
import { setInterval } from 'node:timers';
import type { Context } from '#kernel/context';
import { claimLook, lookSeconds, releaseLook, renewLook } from './store.ts';

type In = Pick<Context, 'db' | 'clock' | 'log'>;

const until = ({ clock }: In) => {
  const now = clock.now();
  const end = new Date(now.getTime() + lookSeconds * 1000);
  return { now: now.toISOString(), until: end.toISOString() };
};

/**
 * Does some work as the only one over all processes that compares the rows of an agreement. The claim is renewed for as long as
 * the work goes on, however long that is; of a process that was lost it ends by itself.
 * @param everyMs how often it is renewed: several times within the time for which it holds
 * @returns undefined when another is at it
 */
export async function inLookTurn<T>(
  context: In,
  agreement: string,
  work: () => Promise<T>,
  everyMs = (lookSeconds * 1000) / 4,
): Promise<{ readonly done: T } | undefined> {
  const by = randomUUID();
  if (!(await claimLook(context.db, { agreement, by, ...until(context) }))) return undefined;
  const renewing = setInterval(() => {
    renewLook(context.db, { agreement, by, ...until(context) }).catch((error: unknown) =>
      context.log.warn({ agreement, error }, 'claim to compare not renewed'),
    );
  }, everyMs);
  renewing.unref();
  try {
    return { done: await work() };
  } finally {
    clearInterval(renewing);
    await releaseLook(context.db, agreement, by);
  }
}
