import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Dataset } from '#platform/data/catalogue';
import { countGranted, readGranted, type GivenRow, type Source } from './granted-rows.ts';
import { giveBack } from './meter-store.ts';
import { setAside } from './metering.ts';
import { inForce, type InForce } from './standing.ts';

export interface Reading {
  readonly agreement: InForce;
  readonly dataset: Dataset;
  readonly source: Source;
  /** Place of the last row of the page before. */
  readonly after: string | null;
  readonly limit: number;
  readonly receipt: string;
}

export interface Taken {
  readonly rows: readonly GivenRow[];
  /** Place at which the next page begins after this one; null when there is none. */
  readonly last: string | null;
}

/**
 * Reads within the quota of the day, enters it in the ledger, and only then lets anything leave: one entry a read, about
 * everybody whose row it was.
 * @throws Problem 429 `exchange.quota-used`
 */
export async function take(context: Context, reading: Reading): Promise<Taken> {
  const { agreement, dataset, source, after, limit, receipt } = reading;
  const { id, version } = agreement.terms;
  const used = { agreement: id, day: dayOf(context) };
  // No more is set aside than there is to read, so that one read does not keep another from what is left of the day.
  const there = await context.lake.session((session) => countGranted(session, source, after));
  const room = await setAside(context, agreement, Math.min(there, limit));
  let rows: readonly GivenRow[] = [];
  try {
    rows = await context.lake.session((session) => readGranted(session, source, { after, limit: room }));
    // A recall while the rows were read holds for them too.
    await inForce(context, id);
    await context.ledger(context.db, {
      action: 'share',
      resource: `ingestion.${dataset.code}`,
      basis: `agreement:${id}`,
      subjects: rows.map(({ key }) => `${dataset.code}:${key}`),
      detail: { rows: rows.length, version, items: source.shows.size, receipt },
    });
  } catch (error) {
    await giveBack(context.db, used, room);
    throw error;
  }
  await giveBack(context.db, used, room - rows.length);
  return { rows, last: rows.length < there ? (rows.at(-1)?.place ?? null) : null };
}
