import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** Where ids lead that others were merged into: each id that is another's now, with whose it is. */
export async function leadsTo(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; now: string }>`
    with recursive way (id, now) as (
      select p.id, p.merged_into from registers.person p
        where p.id = any(${sql.val([...ids])}::text[]) and p.merged_into is not null
      union
      select way.id, p.merged_into from way join registers.person p on p.id = way.now where p.merged_into is not null
    ) select way.id, way.now from way join registers.person p on p.id = way.now and p.merged_into is null`.execute(
    db,
  );
  return new Map(rows.map(({ id, now }) => [id, now]));
}

/** All ids that lead to a person, itself first. */
export async function idsOf(db: Db, person: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive led (id) as (
      select ${person}::text union select p.id from led join registers.person p on p.merged_into = led.id
    ) select id from led order by id <> ${person}, id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Citizen identity numbers under which these ids stand, or stood before they were merged. */
export async function numbersOf(db: Db, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    select distinct citizen_id as number from registers.person
    where id = any(${sql.val([...ids])}::text[]) and citizen_id is not null order by 1`.execute(db);
  return rows.map(({ number }) => number);
}

/** Every id of the register that leads to another, with whose it is now. */
export async function allAliases(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string }>`
    select id from registers.person where merged_into is not null order by id`.execute(db);
  return leadsTo(
    db,
    rows.map(({ id }) => id),
  );
}

/** The person whom an id stands for now: itself unless it was merged into another. */
export async function personNow(db: Db, id: string): Promise<string> {
  return (await leadsTo(db, [id])).get(id) ?? id;
}

/** Into whom somebody was merged; undefined for an id that leads nowhere else. */
export async function mergedInto(db: Db, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ into: string }>`
    select merged_into as into from registers.person where id = ${id} and merged_into is not null`.execute(
    db,
  );
  return rows[0]?.into;
}
