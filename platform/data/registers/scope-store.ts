import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';

/** Whether a row of a record's table stands and lies within what somebody may see; undefined: all of them. */
export async function existsWithin(
  db: Db,
  { table, key }: { readonly table: string; readonly key: string },
  within: RawBuilder<unknown> | undefined,
): Promise<boolean> {
  const { rows } = await sql`
    select from ${sql.table(table)} t where t.id = ${key} and t.withdrawn_at is null and ${within ?? sql`true`}`.execute(
    db,
  );
  return rows.length > 0;
}
