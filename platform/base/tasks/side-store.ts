import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Pause } from './shapes.ts';
import { copiedTo } from './store.ts';
import type { Reader } from './reader.ts';

export type PauseRow = Omit<Pause, 'byName'>;

export async function findPauses(db: Db, task: string): Promise<PauseRow[]> {
  const { rows } = await sql<PauseRow>`
    select from_at as "from", to_at as "to", reason, basis, paused_by as by
    from tasks.pause where task = ${task} order by id`.execute(db);
  return rows;
}

export async function insertPause(tx: Db, task: string, pause: Omit<PauseRow, 'to'>): Promise<void> {
  await sql`insert into tasks.pause (task, from_at, reason, basis, paused_by)
    values (${task}, ${pause.from}, ${pause.reason}, ${pause.basis}, ${pause.by})`.execute(tx);
}

export async function endPause(tx: Db, task: string, at: string, by: string): Promise<void> {
  await sql`update tasks.pause set to_at = greatest(from_at, ${at}::timestamptz), resumed_by = ${by}
    where task = ${task} and to_at is null`.execute(tx);
}

export interface CopyRow {
  readonly kind: 'person' | 'organisation';
  readonly reader: string;
  readonly readAt: string | null;
}

export async function findCopies(db: Db, task: string): Promise<CopyRow[]> {
  const { rows } = await sql<CopyRow>`
    select reader_kind as kind, reader, read_at as "readAt" from tasks.copy
    where task = ${task} order by at, reader limit 200`.execute(db);
  return rows;
}

/** @returns false when the reader is kept informed already */
export async function insertCopy(
  tx: Db,
  task: string,
  copy: Pick<CopyRow, 'kind' | 'reader'> & { readonly by: string; readonly at: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into tasks.copy (task, reader_kind, reader, copied_by, at)
    values (${task}, ${copy.kind}, ${copy.reader}, ${copy.by}, ${copy.at})
    on conflict (task, reader_kind, reader) do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function markRead(tx: Db, reader: Reader, task: string, at: string): Promise<void> {
  await sql`update tasks.copy c set read_at = ${at} where c.task = ${task} and c.read_at is null
    and ${copiedTo(reader)}`.execute(tx);
}

export async function countUnread(db: Db, reader: Reader): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from tasks.copy c where c.read_at is null and ${copiedTo(reader)}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** When a person last urged a task. */
export async function lastUrge(db: Db, task: string, by: string): Promise<string | undefined> {
  const { rows } = await sql<{ at: string }>`
    select at from tasks.urge where task = ${task} and by = ${by}`.execute(db);
  return rows[0]?.at;
}

export async function noteUrge(tx: Db, task: string, by: string, at: string): Promise<void> {
  await sql`insert into tasks.urge (task, by, at) values (${task}, ${by}, ${at})
    on conflict (task, by) do update set at = excluded.at`.execute(tx);
}

export async function putSetting(tx: Db, name: string, value: unknown): Promise<void> {
  await sql`insert into tasks.setting (name, value) values (${name}, ${JSON.stringify(value)}::jsonb)
    on conflict (name) do update set value = excluded.value`.execute(tx);
}

/** A setting as JSON text, as it was put. */
export async function findSetting(db: Db, name: string): Promise<unknown> {
  const { rows } = await sql<{ value: unknown }>`
    select value from tasks.setting where name = ${name}`.execute(db);
  return rows[0]?.value;
}
