import { sql } from 'kysely';
import { literal, quoted } from '#engines/duckdb-text';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Dataset } from '#platform/data/catalogue';
import type { Member } from '../drafts.ts';
import type { Subject } from '../subjects.ts';

/** A row of a batch by its number and key. */
export interface RowOfBatch {
  readonly row: number;
  readonly key: string;
}

/** Rows of a checked batch that a blocking rule holds back now, in their order, after a row; those without a key are left out. */
export async function heldRows(
  context: Context,
  { dataset, batch }: { readonly dataset: Dataset; readonly batch: string },
  { after, size }: { readonly after: number; readonly size: number },
): Promise<RowOfBatch[]> {
  const path = literal(await context.lake.path('checked', dataset.code, `${batch}.parquet`));
  const key = quoted(dataset.key);
  const rows = await context.lake.session((session) =>
    session.rows(`select _row, ${key} as _key from read_parquet(${path})
      where _blocked and ${key} is not null and _row > ${after} order by _row limit ${size}`),
  );
  return rows.map((row) => ({ row: Number(row['_row']), key: String(row['_key']) }));
}

interface Delivery {
  readonly dataset: string;
  readonly batch: string;
}

/** Which entity or side these rows of a dataset are part of by their number, of those that joined out of this batch. */
export async function joinedBy(
  db: Db,
  { dataset, batch }: Delivery,
  rows: readonly RowOfBatch[],
): Promise<string[]> {
  const { rows: found } = await sql<{ id: string }>`
    select distinct coalesce(m.side, m.entity) as id
    from registers.member m join json_to_recordset(${JSON.stringify(rows)}::json) as g (key text, row integer) on m.row_key = g.key
    where m.dataset = ${dataset} and m.how is null and m.batch = ${batch} and m.row = g.row order by 1`.execute(
    db,
  );
  return found.map(({ id }) => id);
}

/**
 * Of these rows of a batch, those that neither joined nor are in conflict. Of two rows with one key the later one stands for
 * both: the earlier one has joined, and spoken before it.
 */
export async function notJoined<R extends RowOfBatch>(
  db: Db,
  { dataset, batch }: Delivery,
  rows: readonly R[],
): Promise<R[]> {
  const keys = sql.val(rows.map(({ key }) => key));
  const { rows: done } = await sql<{ key: string; row: number | null }>`
    select row_key as key, row from registers.member
      where dataset = ${dataset} and batch = ${batch} and how is null and row_key = any(${keys}::text[])
    union all
    select row_key, null from registers.claim
      where dataset = ${dataset} and batch = ${batch} and row_key = any(${keys}::text[])`.execute(db);
  const joined = new Map<string, number>();
  for (const { key, row } of done)
    joined.set(key, Math.max(row ?? Number.POSITIVE_INFINITY, joined.get(key) ?? 0));
  return rows.filter(({ key, row }) => row > (joined.get(key) ?? 0));
}

/** Writes which delivery stands for rows that are part of an entity, and what they confirm by themselves. */
export async function standBy(db: Db, members: readonly Member[]): Promise<void> {
  if (members.length === 0) return;
  await sql`
    update registers.member m set batch = g.batch, row = g.row, at = g.at, confirms = g.confirms
    from json_to_recordset(${JSON.stringify(members)}::json)
      as g (dataset text, key text, batch text, row integer, at timestamptz, confirms jsonb)
    where m.dataset = g.dataset and m.row_key = g.key`.execute(db);
}

/** Notes rows of a batch as taken back, and that what they told of moves was never said. */
export async function noteTakenBack(
  db: Db,
  { dataset, batch }: Delivery,
  rows: readonly RowOfBatch[],
): Promise<void> {
  await sql`insert into registers.taken_back (batch, row)
    select ${batch}, unnest(${sql.val(rows.map(({ row }) => row))}::integer[]) on conflict do nothing`.execute(
    db,
  );
  await sql`delete from registers.movement where dataset = ${dataset} and batch = ${batch}
    and row_key = any(${sql.val(rows.map(({ key }) => key))}::text[])`.execute(db);
}

/** Rows of a batch that are good again. */
export async function dropTakenBack(db: Db, batch: string, rows: readonly RowOfBatch[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`delete from registers.taken_back
    where batch = ${batch} and row = any(${sql.val(rows.map(({ row }) => row))}::integer[])`.execute(db);
}

/** Of these entities, those to whom no row belongs any more and who stand in the register. */
export async function emptied(db: Db, { table }: Subject, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select e.id from ${sql.table(table)} e where e.id = any(${sql.val([...ids])}::text[]) and e.withdrawn_at is null
      and not exists (select from registers.member m where m.entity = e.id) order by 1`.execute(db);
  return rows.map(({ id }) => id);
}

/** Takes entities out of their register; what was known stays readable, and their ids wait for their numbers. */
export async function leave(
  db: Db,
  { table }: Subject,
  ids: readonly string[],
  by: { readonly now: string; readonly source: string; readonly reason: string },
): Promise<void> {
  await sql`
    update ${sql.table(table)} set revision = revision + 1, valid_from = ${by.now}, recorded_at = ${by.now},
      recorded_by = 'system', source = ${by.source}, reason = ${by.reason}, withdrawn_at = ${by.now}
    where id = any(${sql.val([...ids])}::text[]) and withdrawn_at is null`.execute(db);
  if (table === 'registers.person')
    await sql`delete from registers.side where person = any(${sql.val([...ids])}::text[])`.execute(db);
}

/** Ids under which entities with these numbers stood in the register before they left it for want of a row. */
export async function idsOfLeft(
  db: Db,
  { name, table, column }: Subject,
  numbers: readonly string[],
): Promise<Map<string, string>> {
  if (numbers.length === 0) return new Map();
  const itself = name === 'person' ? sql`e.merged_into is null` : sql`true`;
  const { rows } = await sql<{ number: string; id: string }>`
    select distinct on (e.${sql.ref(column)}) e.${sql.ref(column)} as number, e.id from ${sql.table(table)} e
    where e.${sql.ref(column)} = any(${sql.val([...numbers])}::text[]) and e.withdrawn_at is not null and ${itself}
    order by e.${sql.ref(column)}, e.withdrawn_at desc`.execute(db);
  return new Map(rows.map(({ number, id }) => [number, id]));
}
