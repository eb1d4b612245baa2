import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** Notes a delivery. @returns whether it was seen for the first time */
export async function isFirstLook(
  db: Db,
  { dataset, batch }: { readonly dataset: string; readonly batch: string },
): Promise<boolean> {
  const { rows } = await sql`
    insert into indicators.seen_batch (dataset, batch) values (${dataset}, ${batch})
    on conflict do nothing returning batch`.execute(db);
  return rows.length > 0;
}
