import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** Identifiers that a register holds, in pieces, in their order. */
export async function* identifiersOf(
  db: Db,
  { table, column }: { readonly table: 'registers.person' | 'registers.company'; readonly column: string },
  piece = 20_000,
): AsyncIterable<string[]> {
  // A number that leads to a person is one of the register, whichever stands with them.
  const ofSides =
    table === 'registers.person'
      ? sql`union select number from registers.side where number is not null`
      : sql``;
  for (let after = ''; ;) {
    const { rows } = await sql<{ value: string }>`
      select value from (
        select ${sql.ref(column)} as value from ${sql.table(table)} where withdrawn_at is null ${ofSides}) known
      where value > ${after} order by 1 limit ${piece}`.execute(db);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ value }) => value);
    after = last.value;
  }
}
