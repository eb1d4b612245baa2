import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Origin } from './contract.ts';
import { snake, type MemberRow } from './store.ts';
import type { Subject } from './subjects.ts';

/** Of whom a row is part, and how it came. */
export type Joined = Pick<MemberRow, 'entity' | 'side' | 'how'>;

/** How these rows of a dataset joined, by their keys: null by their number. */
export async function howJoined(
  db: Db,
  dataset: string,
  keys: readonly string[],
): Promise<Map<string, Joined>> {
  const { rows } = await sql<Joined & Pick<MemberRow, 'row_key'>>`
    select row_key, entity, side, how from registers.member
    where dataset = ${dataset} and row_key = any(${sql.val([...keys])}::text[])`.execute(db);
  return new Map(rows.map(({ row_key: key, ...joined }) => [key, joined]));
}

/** Keys of the rows of a dataset that an equal number joined. */
export async function keysJoinedByNumber(db: Db, dataset: string): Promise<Set<string>> {
  const { rows } = await sql<{ row_key: string }>`
    select row_key from registers.member where dataset = ${dataset} and how is null`.execute(db);
  return new Set(rows.map(({ row_key: key }) => key));
}

/** Versions in which a person was several are no word of theirs alone. */
const united = ({ name }: Subject) => (name === 'person' ? sql`other_ids is null` : sql`true`);

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
    select value, origin from (
      select ${sql.ref(snake(attribute))}::text as value, origins -> ${attribute} as origin, 0 as later, revision
      from ${sql.table(`${subject.table}_history`)} where id = ${id} and ${united(subject)}
      union all
      select golden -> 'values' ->> ${attribute}, golden -> 'origins' -> ${attribute}, 1, revision
      from registers.side_version where side = ${id}) v
    where not exists (
      select from json_to_recordset(${JSON.stringify(given.map(([batch, row]) => ({ batch, row })))}::json) as g (batch text, row integer)
      where origin ->> 'batch' = g.batch and (origin ->> 'row')::int = g.row)
    order by later desc, revision desc limit 1`.execute(db);
  return rows[0];
}

/** Batches that have joined wholly, in order: the state in which the registers are. */
export async function joinedBatches(db: Db): Promise<string[]> {
  const { rows } = await sql<{ batch: string }>`
    select batch from registers.join_run where finished_at is not null order by batch`.execute(db);
  return rows.map(({ batch }) => batch);
}
