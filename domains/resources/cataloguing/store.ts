import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Context } from '#kernel/context';
import { readRows } from '#kernel/record-server';
import type { Row } from '#kernel/record';
import { Item, type Description } from './records.ts';

export type DescriptionRow = Row<typeof Description>;
export type ItemRow = Row<typeof Item>;

export async function putOffice(db: Db, office: string): Promise<void> {
  await sql`insert into cataloguing.setting (name, value) values ('office', ${office})
    on conflict (name) do update set value = excluded.value`.execute(db);
}

/** The data office; whoever reviews. */
export async function findOffice(db: Db): Promise<string | undefined> {
  const { rows } = await sql<{
    value: string;
  }>`select value from cataloguing.setting where name = 'office'`.execute(db);
  return rows[0]?.value;
}

/** The items of a description, in their order. */
export async function itemsOf(context: Context, db: Db, resource: string): Promise<ItemRow[]> {
  const { rows } = await sql<{ code: string }>`
    select code from cataloguing.item where resource = ${resource} and withdrawn_at is null`.execute(db);
  const items = await readRows(
    context,
    db,
    Item,
    rows.map(({ code }) => code),
  );
  return items.toSorted((a, b) => a.position - b.position || (a.code < b.code ? -1 : 1));
}

/**
 * The next serial under a classification, above those that the catalogue has: two who ask at once wait for each other.
 */
export async function nextSerial(tx: Db, classification: string): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    with given as (
      select coalesce(max(split_part(resource_code, '/', 2)::int), 0) as last from catalogue.resource_code_v1
      where starts_with(resource_code, ${`${classification}/`})
    )
    insert into cataloguing.serial (class, last) select ${classification}, last + 1 from given
    on conflict (class) do update set last = greatest(cataloguing.serial.last, excluded.last - 1) + 1
    returning last`.execute(tx);
  return rows[0]?.last ?? 1;
}

/** The description as it was handed in: what is registered and published is what was handed in and looked at. */
export async function putHandedIn(tx: Db, code: string, definition: unknown): Promise<void> {
  await sql`insert into cataloguing.handed_in (code, definition) values (${code}, ${JSON.stringify(definition)}::jsonb)
    on conflict (code) do update set definition = excluded.definition`.execute(tx);
}

/** Whether it is still what was handed in. */
export async function isHandedIn(tx: Db, code: string, definition: unknown): Promise<boolean> {
  const { rows } = await sql`select 1 from cataloguing.handed_in
    where code = ${code} and definition = ${JSON.stringify(definition)}::jsonb`.execute(tx);
  return rows.length > 0;
}
