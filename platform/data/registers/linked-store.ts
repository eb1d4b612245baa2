import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Origin } from './contract.ts';
import { snake, type MemberRow } from './store.ts';
import type { Subject } from './subjects.ts';

/** How these rows of a dataset joined, by their keys: null by their number. */
export async function howJoined(
  db: Db,
  dataset: string,
  keys: readonly string[],
): Promise<Map<string, Pick<MemberRow, 'entity' | 'how'>>> {
  const { rows } = await sql<Pick<MemberRow, 'row_key' | 'entity' | 'how'>>`
    select row_key, entity, how from registers.member
    where dataset = ${dataset} and row_key = any(${sql.val([...keys])}::text[])`.execute(db);
  return new Map(rows.map(({ row_key: key, entity, how }) => [key, { entity, how }]));
}

/** Keys of the rows of a dataset that an equal number joined. */
export async function keysJoinedByNumber(db: Db, dataset: string): Promise<Set<string>> {
  const { rows } = await sql<{ row_key: string }>`
    select row_key from registers.member where dataset = ${dataset} and how is null`.execute(db);
  return new Set(rows.map(({ row_key: key }) => key));
}

/** What an attribute of a person was before some rows gave it: the newest version that has it from elsewhere. */
export async function wordBefore(
  db: Db,
  subject: Subject,
  of: {
    readonly id: string;
    readonly attribute: string;
    readonly rows: readonly (readonly [string, number])[];
  },
): Promise<{ value: string | null; origin: Origin | null } | undefined> {
  const { id, attribute, rows: given } = of;
  const { rows } = await sql<{ value: string | null; origin: Origin | null }>`
    select ${sql.ref(snake(attribute))}::text as value, origins -> ${attribute} as origin
    from ${sql.table(`${subject.table}_history`)}
    where id = ${id} and not exists (
      select from json_to_recordset(${JSON.stringify(given.map(([batch, row]) => ({ batch, row })))}::json) as g (batch text, row integer)
      where origins -> ${attribute} ->> 'batch' = g.batch and (origins -> ${attribute} ->> 'row')::int = g.row)
    order by revision desc limit 1`.execute(db);
  return rows[0];
}

/** Batches that have joined wholly, in order: the state in which the registers are. */
export async function joinedBatches(db: Db): Promise<string[]> {
  const { rows } = await sql<{ batch: string }>`
    select batch from registers.join_run where finished_at is not null order by batch`.execute(db);
  return rows.map(({ batch }) => batch);
}
