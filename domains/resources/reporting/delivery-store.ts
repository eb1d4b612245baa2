import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { AnswersOf } from './sheet-store.ts';

export interface Undelivered {
  readonly id: string;
  readonly return: string;
  readonly company: string;
  readonly period: string;
  readonly late: boolean;
  readonly handedInAt: string;
  readonly answers: AnswersOf;
  readonly simulated: boolean;
}

/** Handed in, or corrected, since it was last delivered. */
export async function undelivered(db: Db, limit = 5000): Promise<Undelivered[]> {
  const { rows } = await sql<Undelivered>`
    select id, return, company, period, late, handed_in_at as "handedInAt", answers, simulated
    from reporting.filing
    where withdrawn_at is null and state = 'handed-in' and (delivered_at is null or delivered_at < handed_in_at)
    order by return, simulated, id limit ${limit}`.execute(db);
  return rows;
}

/** Marks what one batch carried; what was handed in anew meanwhile stays to be delivered. */
export async function markDelivered(
  tx: Db,
  given: readonly Pick<Undelivered, 'id' | 'handedInAt'>[],
  { batch, at }: { readonly batch: string; readonly at: string },
): Promise<void> {
  const ids = given.map(({ id }) => id);
  const times = given.map(({ handedInAt }) => new Date(handedInAt).toISOString());
  await sql`
    update reporting.filing f set batch = ${batch}, delivered_at = ${at}
    from unnest(${ids}::text[], ${times}::timestamptz[]) as g(id, handed_in_at)
    where f.id = g.id and f.handed_in_at = g.handed_in_at`.execute(tx);
}
