import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { SharingLimit } from './limits.ts';

const rowsOf = async (db: Db, dataset: string | undefined): Promise<SharingLimit[]> => {
  const { rows } = await sql<SharingLimit>`
    select dataset, origin, onward, basis from catalogue.sharing_limit
    where ${dataset === undefined ? sql`true` : sql`dataset = ${dataset}`} order by dataset, onward desc, origin`.execute(
    db,
  );
  return rows;
};

/** What holds datasets back, each by its code. */
export async function limitsOf(db: Db, dataset?: string): Promise<ReadonlyMap<string, SharingLimit[]>> {
  return Map.groupBy(await rowsOf(db, dataset), (each) => each.dataset);
}

/** Places a limit, or changes the one of the same origin. */
export async function putLimit(tx: Db, limit: SharingLimit, at: string): Promise<void> {
  await sql`
    insert into catalogue.sharing_limit (dataset, origin, onward, basis, placed_at)
    values (${limit.dataset}, ${limit.origin}, ${limit.onward}, ${limit.basis}, ${at})
    on conflict (dataset, origin) do update set onward = excluded.onward, basis = excluded.basis`.execute(tx);
}

/** The datasets that an origin holds back. */
export async function limitedBy(db: Db, origin: string): Promise<string[]> {
  const { rows } = await sql<{ dataset: string }>`
    select dataset from catalogue.sharing_limit where origin = ${origin} order by dataset`.execute(db);
  return rows.map(({ dataset }) => dataset);
}
