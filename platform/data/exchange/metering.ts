import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { askingTogether } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { comeIn } from './meter-store.ts';
import type { Terms } from './odrl.ts';
import { requireInForce, type InForce } from './standing.ts';
import { texts } from './texts.ts';

function tooMany(code: string, detail: Problem['detail'], seconds: number): Problem {
  return new Problem(429, `exchange.${code}`, detail, { retryAfter: seconds });
}

/** Seconds until the city's day ends, by which quotas are counted. */
function untilMidnight(context: Context): number {
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone: context.config.TIME_ZONE, timeStyle: 'medium' });
  const [hours = 0, minutes = 0, seconds = 0] = time.format(context.clock.now()).split(':').map(Number);
  return 86_400 - (hours * 3600 + minutes * 60 + seconds);
}

export const quotaUsed = (context: Context, { rowsPerDay }: Terms): Problem =>
  tooMany('quota-used', fill(texts.quotaUsed, { rows: rowsPerDay }), untilMidnight(context));

const together = askingTogether(comeIn, { lanes: 1, most: 200 });

export interface Entered {
  readonly agreement: InForce;
  /** Rows that may still be read today. */
  readonly left: number;
}

/**
 * A call, of whichever kind, by an agreement that stands at this moment: it is counted, together with all that come at once.
 * @param requireFit what else the caller must be, before it is told how often it may call
 * @throws Problem as `requireInForce`; 429 `exchange.rate-limited`
 */
export async function enter(
  context: Context,
  id: string,
  requireFit: (context: Context, terms: Terms) => void,
): Promise<Entered> {
  const now = context.clock.now();
  const consumer = context.actor.organisation ?? '';
  const found = await together(context.db, {
    agreement: id,
    consumer,
    at: now.toISOString(),
    day: dayOf(context),
  });
  const agreement = requireInForce(context, id, found);
  const { terms } = agreement;
  requireFit(context, terms);
  const { callsPerMinute: calls, rowsPerDay } = terms;
  if (!found || found.calls > calls)
    throw tooMany('rate-limited', fill(texts.rateLimited, { calls }), 60 - now.getUTCSeconds());
  return { agreement, left: Math.max(0, rowsPerDay - found.used) };
}
