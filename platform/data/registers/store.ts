import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Origins } from './contract.ts';
import type { Subject } from './subjects.ts';

interface MemberRow {
  dataset: string;
  row_key: string;
  entity: string;
  batch: string;
  row: number;
  at: string;
}

interface JoinRunRow {
  batch: string;
  dataset: string;
  created: number;
  changed: number;
  unchanged: number;
  conflicts: number;
  through_row: number;
  finished_at: string | null;
}

type Tables = {
  'registers.member': MemberRow;
  'registers.join_run': JoinRunRow;
};

const tables = (db: Db) => db.withTables<Tables>();

/** An entity as it stands, attribute by attribute, by the names of the record's fields. */
export interface Standing {
  readonly id: string;
  readonly identifier: string;
  readonly values: Readonly<Record<string, string | null>>;
  readonly origins: Origins;
  /** Datasets of which rows are part of it. */
  readonly datasets: readonly string[];
  readonly simulated: boolean;
}

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Entities that carry one of these identifiers. */
export async function findByIdentifiers(
  db: Db,
  subject: Subject,
  identifiers: readonly string[],
): Promise<Standing[]> {
  if (identifiers.length === 0) return [];
  const { rows } = await sql<
    Record<string, string | null> & { origins: Origins; datasets: string[]; simulated: boolean }
  >`
    select id, ${sql.join(subject.attributes.map((name) => sql`${sql.ref(snake(name))}::text as ${sql.ref(name)}`))}, origins, simulated,
      array(select distinct m.dataset from registers.member m where m.entity = e.id) as datasets
    from ${sql.table(subject.table)} e
    where withdrawn_at is null and ${sql.ref(subject.column)} = any(${sql.val([...identifiers])}::text[])`.execute(
    db,
  );
  return rows.map((row) => ({
    id: row['id'] ?? '',
    identifier: row[subject.identifier] ?? '',
    values: Object.fromEntries(subject.attributes.map((name) => [name, row[name] ?? null])),
    origins: row.origins,
    datasets: row.datasets,
    simulated: row.simulated,
  }));
}

/** Gives `count` new ids, in order. */
export async function newIds(db: Db, letter: string, count: number): Promise<string[]> {
  if (count === 0) return [];
  const { rows } = await sql<{ number: number }>`
    select nextval('registers.entity_number') as number from generate_series(1, ${count})`.execute(db);
  return rows.map(({ number }) => `${letter}${String(number).padStart(9, '0')}`);
}

/** Notes which entity each row is part of; the newest delivery of a row wins, a late one changes nothing. */
export async function putMembers(db: Db, members: readonly MemberRow[]): Promise<void> {
  if (members.length === 0) return;
  await sql`
    insert into registers.member (dataset, row_key, entity, batch, row, at)
    select dataset, row_key, entity, batch, row, at
    from jsonb_to_recordset(${JSON.stringify(members)}::jsonb)
      as given (dataset text, row_key text, entity text, batch text, row integer, at timestamptz)
    on conflict (dataset, row_key) do update
      set entity = excluded.entity, batch = excluded.batch, row = excluded.row, at = excluded.at
      where registers.member.at <= excluded.at`.execute(db);
}

export const membersOf = (db: Db, entity: string): Promise<MemberRow[]> =>
  tables(db)
    .selectFrom('registers.member')
    .selectAll()
    .where('entity', '=', entity)
    .orderBy('dataset')
    .orderBy('row_key')
    .execute();

export const findJoinRun = (db: Db, batch: string): Promise<JoinRunRow | undefined> =>
  tables(db).selectFrom('registers.join_run').selectAll().where('batch', '=', batch).executeTakeFirst();

/** Writes how far a batch has joined; figures are totals of the whole batch. */
export async function putJoinRun(db: Db, run: JoinRunRow): Promise<void> {
  const { batch, ...figures } = run;
  await tables(db)
    .insertInto('registers.join_run')
    .values(run)
    .onConflict((conflict) => conflict.column('batch').doUpdateSet({ batch, ...figures }))
    .execute();
}

/** The entity whose identifier is this one. */
export async function findIdByIdentifier(
  db: Db,
  subject: Subject,
  identifier: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(subject.table)} where withdrawn_at is null and ${sql.ref(subject.column)} = ${identifier}`.execute(
    db,
  );
  return rows[0]?.id;
}
