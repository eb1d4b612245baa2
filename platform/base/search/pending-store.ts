import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** SQL of the sources whose rows were written in bulk and are still to be looked at. */

/** Rows of a source wait to be looked at; said again before they were, it is one. */
export async function putPending(tx: Db, kind: string, source: string): Promise<void> {
  await sql`insert into search.pending (kind, source) values (${kind}, ${source})
    on conflict (kind, source) do update set times = pending.times + 1, said_at = now()`.execute(tx);
}

export interface Pending {
  readonly kind: string;
  readonly source: string;
  /** How often it was said. */
  readonly times: number;
}

/**
 * The sources that wait now.
 * @param settled without those that are still being written, unless they were not looked at for ten minutes: each look goes
 *   over all that the source has
 */
export async function findPending(db: Db, settled = false): Promise<Pending[]> {
  const { rows } = await sql<Pending>`
    select kind, source, times::float8 as times from search.pending
    where not ${settled}::boolean or said_at < now() - interval '20 seconds' or looked_at < now() - interval '10 minutes'
    order by kind, source limit 1000`.execute(db);
  return rows;
}

/** A source was looked at whole; said again since, it waits on. */
export async function dropPending(tx: Db, { kind, source, times }: Pending): Promise<void> {
  await sql`delete from search.pending where kind = ${kind} and source = ${source} and times = ${times}`.execute(
    tx,
  );
  await sql`update search.pending set looked_at = now() where kind = ${kind} and source = ${source}`.execute(
    tx,
  );
}

export async function countPending(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from search.pending`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
