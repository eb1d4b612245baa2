import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Asks } from './names.ts';
import type { AnswersOf } from './sheet-store.ts';

export interface Undelivered {
  readonly id: string;
  readonly return: string;
  readonly asks: Asks;
  readonly respondent: string;
  readonly period: string;
  readonly late: boolean;
  readonly handedInAt: string;
  /** All of them: the dataset's own classes keep what is sensitive. */
  readonly answers: AnswersOf;
  readonly simulated: boolean;
}

/** Handed in, or corrected, since it was last delivered. */
const waits = sql`f.withdrawn_at is null and f.state = 'handed-in'
  and (f.delivered_at is null or f.delivered_at < f.handed_in_at)`;

/** What is delivered together: of one return, invented filings apart. */
export interface Group {
  readonly return: string;
  readonly simulated: boolean;
}

/** Returns of which something waits, as far as the catalogue has a dataset to bring it to. */
export async function waitingGroups(db: Db): Promise<Group[]> {
  const { rows } = await sql<Group>`
    select f.return, f.simulated from reporting.filing f
    where ${waits} and exists (select from catalogue.entry_v1 e where e.code = f.return and e.kind = 'dataset')
    group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}

/** Some filings of a group in order of their ids. @param after the last one seen, '' for the first */
export async function undelivered(
  db: Db,
  { return: code, simulated }: Group,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<Undelivered[]> {
  const { rows } = await sql<Undelivered>`
    select f.id, f.return, f.asks, f.respondent, f.period,
      f.late, f.handed_in_at as "handedInAt", f.answers || coalesce(f.sensitive_answers, '{}') as answers, f.simulated
    from reporting.filing f
    where ${waits} and f.return = ${code} and f.simulated = ${simulated} and f.id > ${after}
    order by f.id limit ${limit}`.execute(db);
  return rows;
}

/**
 * Rows of the dataset under which filings are delivered, from now on for good: whoever moves it meanwhile takes it along. Where
 * another's has the row that would be its own, it is one of its own besides.
 */
export async function keepRows(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; rowKey: string }>`
    update reporting.filing f set row_key = coalesce(f.row_key,
      case when exists (select from reporting.filing o where o.row_key = f.id) then f.id || '.' || f.revision else f.id end)
    where f.id = any(${[...ids]}::text[]) returning f.id, f.row_key as "rowKey"`.execute(db);
  return new Map(rows.map(({ id, rowKey }) => [id, rowKey]));
}

/** Marks what one batch carried; what was handed in anew meanwhile stays to be delivered. @returns ids of the marked */
export async function markDelivered(
  tx: Db,
  given: readonly Pick<Undelivered, 'id' | 'handedInAt'>[],
  { batch, at }: { readonly batch: string; readonly at: string },
): Promise<string[]> {
  const ids = given.map(({ id }) => id);
  const times = given.map(({ handedInAt }) => new Date(handedInAt).toISOString());
  const { rows } = await sql<{ id: string }>`
    update reporting.filing f set batch = ${batch}, delivered_at = ${at}
    from unnest(${ids}::text[], ${times}::timestamptz[]) as g(id, handed_in_at)
    where f.id = g.id and f.handed_in_at = g.handed_in_at returning f.id`.execute(tx);
  return rows.map(({ id }) => id);
}
