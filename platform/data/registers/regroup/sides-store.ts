import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Origins } from '../contract.ts';

/** What the rows under one id said by themselves, as it is kept. */
export interface Kept {
  readonly values: Readonly<Record<string, string | null>>;
  readonly origins: Origins;
}

export interface SideRow {
  readonly id: string;
  readonly person: string;
  readonly number: string | null;
  readonly golden: Kept;
  readonly simulated: boolean;
}

/** Sides of these persons, in the order of their ids. */
export async function sidesOf(db: Db, persons: readonly string[]): Promise<SideRow[]> {
  const { rows } = await sql<SideRow>`
    select id, person, number, golden, simulated from registers.side
    where person = any(${sql.val([...persons])}::text[]) order by id`.execute(db);
  return rows;
}

/** Writes sides as they are now; each state of them stays readable. */
export async function putSides(db: Db, sides: readonly SideRow[]): Promise<void> {
  if (sides.length === 0) return;
  await sql`
    with g as (select * from json_to_recordset(${JSON.stringify(sides)}::json)
        as g (id text, person text, number text, golden jsonb, simulated boolean)),
    written as (
      insert into registers.side as s (id, person, number, golden, simulated, revision)
      select g.id, g.person, g.number, g.golden, g.simulated,
        coalesce((select max(v.revision) from registers.side_version v where v.side = g.id), 0) + 1 from g
      on conflict (id) do update set person = excluded.person, number = excluded.number, golden = excluded.golden,
        simulated = s.simulated or excluded.simulated, revision = excluded.revision
      returning id, revision, golden)
    insert into registers.side_version (side, revision, golden) select id, revision, golden from written`.execute(
    db,
  );
}

/** Gives sides to another person; what they say stays. */
export async function giveSides(db: Db, ids: readonly string[], person: string): Promise<void> {
  await sql`update registers.side set person = ${person} where id = any(${sql.val([...ids])}::text[])`.execute(
    db,
  );
}

/** A person with one side alone needs none; its states before stay. */
export async function dropSide(db: Db, id: string): Promise<void> {
  await sql`delete from registers.side where id = ${id}`.execute(db);
  await sql`update registers.member set side = null where entity = ${id} and side = ${id}`.execute(db);
}

/** All rows of two persons become the first's, each still with its side; so does what was registered of moves. */
export async function joinMembers(db: Db, stays: string, goes: string): Promise<void> {
  await sql`update registers.member set side = coalesce(side, entity), entity = ${stays}
    where entity in (${stays}, ${goes})`.execute(db);
  await followMovements(db, [stays, goes]);
}

/** The rows of some sides become a person's. */
export async function giveMembers(db: Db, sides: readonly string[], person: string): Promise<void> {
  await sql`update registers.member set entity = ${person}
    where side = any(${sql.val([...sides])}::text[]) and entity <> ${person}`.execute(db);
}

/** What was registered of moves follows the rows that told of it. */
export async function followMovements(db: Db, persons: readonly string[]): Promise<void> {
  await sql`
    update registers.movement v set person = m.entity from registers.member m
    where m.dataset = v.dataset and m.row_key = v.row_key and m.entity <> v.person
      and (v.person = any(${sql.val([...persons])}::text[]) or m.entity = any(${sql.val([...persons])}::text[]))`.execute(
    db,
  );
}

export interface RowOfSide {
  readonly dataset: string;
  readonly key: string;
  readonly side: string;
}

/** Gives rows to a side of their person. */
export async function moveRows(db: Db, rows: readonly RowOfSide[]): Promise<void> {
  await sql`
    update registers.member m set side = g.side
    from json_to_recordset(${JSON.stringify(rows)}::json) as g (dataset text, key text, side text)
    where m.dataset = g.dataset and m.row_key = g.key`.execute(db);
}

/** Rows that stay with whom people gave them to, as long as they bear the number that says otherwise. */
export async function putPins(
  db: Db,
  pins: readonly (RowOfSide & { readonly number: string })[],
): Promise<void> {
  await sql`
    insert into registers.pinned (dataset, row_key, person, number)
    select dataset, key, side, number
    from json_to_recordset(${JSON.stringify(pins)}::json) as g (dataset text, key text, side text, number text)
    on conflict (dataset, row_key) do update set person = excluded.person, number = excluded.number`.execute(
    db,
  );
}

/** Of rows of a dataset, to whom people gave them and under which number. */
export async function pinsOf(
  db: Db,
  dataset: string,
  keys: readonly string[],
): Promise<Map<string, { readonly person: string; readonly number: string }>> {
  const { rows } = await sql<{ key: string; person: string; number: string }>`
    select row_key as key, person, number from registers.pinned
    where dataset = ${dataset} and row_key = any(${sql.val([...keys])}::text[])`.execute(db);
  return new Map(rows.map(({ key, ...pin }) => [key, pin]));
}

export async function dropPins(db: Db, dataset: string, keys: readonly string[]): Promise<void> {
  await sql`delete from registers.pinned
    where dataset = ${dataset} and row_key = any(${sql.val([...keys])}::text[])`.execute(db);
}

/** From which datasets the rows of a person come, and from which side each. */
export async function rowsOfPersons(
  db: Db,
  persons: readonly string[],
): Promise<{ entity: string; side: string; dataset: string; key: string }[]> {
  const { rows } = await sql<{ entity: string; side: string; dataset: string; key: string }>`
    select entity, coalesce(side, entity) as side, dataset, row_key as key from registers.member
    where entity = any(${sql.val([...persons])}::text[]) order by dataset, row_key`.execute(db);
  return rows;
}
