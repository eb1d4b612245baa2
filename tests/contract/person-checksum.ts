import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** Everything that is known of some persons, by their ids. */
export async function knownOf(db: Db, ids: readonly string[]): Promise<unknown> {
  const of = [...ids];
  const all = async (query: ReturnType<typeof sql<Record<string, unknown>>>) =>
    (await query.execute(db)).rows;
  return {
    persons:
      await all(sql`select to_jsonb(p) - 'revision' - 'valid_from' - 'recorded_at' - 'recorded_by' - 'source' - 'reason'
      - 'address_code' as row from registers.person p where id = any(${of}) order by id`),
    rows: await all(sql`select * from registers.member where entity = any(${of}) order by dataset, row_key`),
    moves: await all(
      sql`select * from registers.movement where person = any(${of}) order by dataset, row_key`,
    ),
    homes: await all(
      sql`select * from registers.household_member where person = any(${of}) order by person, position`,
    ),
    households: await all(sql`select number, head, members, division, address, state from registers.household
      where number in (select number from registers.household_member where person = any(${of})) order by number`),
    sides: await all(sql`select * from registers.side where person = any(${of})`),
  };
}
