import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { askingTogether, type Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { datasetFacts, type DatasetFacts } from './dataset-facts.ts';
import { comeIn, findUsed, type Came, type Coming } from './meter-store.ts';
import type { Terms } from './odrl.ts';
import { datasetIn, requireInForce, type InForce } from './standing.ts';
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

/** Rows that may still be read today, as it is now. */
export async function leftToday(context: Context, { id, rowsPerDay }: Terms): Promise<number> {
  return Math.max(0, rowsPerDay - (await findUsed(context.db, { agreement: id, day: dayOf(context) })));
}

interface Caller {
  readonly context: Context;
  readonly id: string;
}

interface Welcome {
  readonly found: Came | undefined;
  /** Of its dataset; as a promise, since the catalogue may have it no longer. */
  readonly facts: Promise<DatasetFacts> | undefined;
}

const comingOf = ({ context, id }: Caller): Coming => ({
  agreement: id,
  consumer: context.actor.organisation ?? '',
  at: context.clock.now().toISOString(),
  day: dayOf(context),
});

/** All who come at once are counted together, and each dataset is asked about once for all of them. */
async function welcome(db: Db, callers: readonly Caller[]): Promise<Welcome[]> {
  const came = await comeIn(db, callers.map(comingOf));
  const datasets = new Map<string, Promise<DatasetFacts>>();
  const factsFor = ({ context }: Caller, found: Came): Promise<DatasetFacts> | undefined => {
    const code = datasetIn(found);
    if (code === undefined) return undefined;
    // The document says which dataset is read, whatever stands in the row beside it.
    const known = found.dataset === code ? found : undefined;
    const facts = datasets.get(code) ?? datasetFacts(context, code, known);
    datasets.set(code, facts);
    return facts;
  };
  const answers = callers.map((caller, index) => {
    const found = came[index];
    return { found, facts: found && factsFor(caller, found) };
  });
  await Promise.allSettled(datasets.values());
  return answers;
}

const together = askingTogether(welcome, { lanes: 1, most: 200 });

export interface Entered {
  readonly agreement: InForce;
  readonly facts: DatasetFacts;
  /** Rows that may still be read today. */
  readonly left: number;
}

/**
 * A call, of whichever kind, by an agreement that stands at this moment: it is counted, together with all that come at once.
 * @param requireFit what else the caller must be, before it is told how often it may call
 * @throws Problem as `requireInForce`; 429 `exchange.rate-limited`; 404 when the catalogue has the dataset no longer
 */
export async function enter(
  context: Context,
  id: string,
  requireFit: (context: Context, terms: Terms) => void,
): Promise<Entered> {
  const { found, facts } = await together(context.db, { context, id });
  const agreement = requireInForce(context, id, found);
  const { terms } = agreement;
  requireFit(context, terms);
  const { callsPerMinute: calls, rowsPerDay } = terms;
  if (!found || found.calls > calls)
    throw tooMany(
      'rate-limited',
      fill(texts.rateLimited, { calls }),
      60 - context.clock.now().getUTCSeconds(),
    );
  return {
    agreement,
    facts: await (facts ?? datasetFacts(context, terms.dataset)),
    left: Math.max(0, rowsPerDay - found.used),
  };
}
