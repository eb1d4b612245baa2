import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { countCall, reserveRows } from './meter-store.ts';
import type { InForce } from './standing.ts';
import { texts } from './texts.ts';

function tooMany(code: string, detail: Problem['detail'], seconds: number): Problem {
  return new Problem(429, `exchange.${code}`, detail, { retryAfter: seconds });
}

/** Counts a call, of whichever kind, by an agreement. @throws Problem 429 `exchange.rate-limited` */
export async function requireRate(context: Context, { terms }: InForce): Promise<void> {
  const now = context.clock.now();
  const { id, callsPerMinute: calls } = terms;
  if (await countCall(context.db, id, now.toISOString(), calls)) return;
  throw tooMany('rate-limited', fill(texts.rateLimited, { calls }), 60 - now.getUTCSeconds());
}

/** Seconds until the city's day ends, by which quotas are counted. */
function untilMidnight(context: Context): number {
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone: context.config.TIME_ZONE, timeStyle: 'medium' });
  const [hours = 0, minutes = 0, seconds = 0] = time.format(context.clock.now()).split(':').map(Number);
  return 86_400 - (hours * 3600 + minutes * 60 + seconds);
}

/**
 * Sets rows of today's quota aside, and counts the call.
 * @returns how many: as many as were asked for, or what is left
 * @throws Problem 429 `exchange.quota-used` when nothing is left of what is wanted
 */
export async function setAside(context: Context, { terms }: InForce, rows: number): Promise<number> {
  const { id, rowsPerDay: quota } = terms;
  const at = context.clock.now().toISOString();
  const used = { agreement: id, day: dayOf(context) };
  const room = await context.transaction((tx) => reserveRows(tx, used, { rows, quota, at }));
  if (room === 0 && rows > 0)
    throw tooMany('quota-used', fill(texts.quotaUsed, { rows: quota }), untilMidnight(context));
  return room;
}
