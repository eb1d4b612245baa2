import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { warningKinds } from '../kinds.ts';
import type { TaskRead } from './times.ts';

type Row = Omit<TaskRead, 'pauses' | 'earlier'>;
const pageSize = 20_000;

/** Milliseconds of a column of instants. */
const ms = (column: string) => sql`(extract(epoch from ${sql.raw(column)}) * 1000)::float8`;

async function pausesOf(db: Db, since: string): Promise<Map<string, TaskRead['pauses'][number][]>> {
  const { rows } = await sql<{ task: string; from: number; to: number | null }>`
    select p.task, ${ms('p.from_at')} as "from", ${ms('p.to_at')} as "to"
    from tasks.pause_v1 p join tasks.task_v1 t on t.id = p.task
    where t.closed_at is null or t.closed_at >= ${since}::timestamptz
    order by p.task, p.from_at`.execute(db);
  return Map.groupBy(rows, ({ task }) => task);
}

async function earlierOf(db: Db, since: string): Promise<Map<string, TaskRead['earlier'][number][]>> {
  const { rows } = await sql<{ task: string; owner: string; due: number | null; until: number }>`
    select e.task, e.owner, ${ms('e.due_at')} as due, ${ms('e.until')} as until
    from tasks.earlier_v1 e join tasks.task_v1 t on t.id = e.task
    where t.closed_at is null or t.closed_at >= ${since}::timestamptz
    order by e.task, e.until`.execute(db);
  return Map.groupBy(rows, ({ task }) => task);
}

const none: [] = [];

/**
 * The tasks that go on, or were closed since an instant, in pages: hundreds of thousands are no one statement.
 * @param kind only this one
 */
export async function readCases(
  db: Db,
  { since, at, kind }: { readonly since: string; readonly at: string; readonly kind?: string | undefined },
): Promise<TaskRead[]> {
  const pauses = await pausesOf(db, since);
  const earlier = await earlierOf(db, since);
  const found: TaskRead[] = [];
  for (let after = ''; ;) {
    const { rows } = await sql<Row>`
      select id, kind, owner, ${ms('opened_at')} as opened, ${ms('due_at')} as due, ${ms('closed_at')} as closed,
        coalesce(clock_unit in ('hours', 'calendar-days'), false) as "byClock", simulated
      from tasks.task_v1
      where id > ${after} and (closed_at is null or closed_at >= ${since}::timestamptz) and opened_at <= ${at}::timestamptz
        and kind <> all(${warningKinds}::text[]) and ${kind === undefined ? sql`true` : sql`kind = ${kind}`}
      order by id limit ${pageSize}`.execute(db);
    for (const row of rows)
      found.push({ ...row, pauses: pauses.get(row.id) ?? none, earlier: earlier.get(row.id) ?? none });
    after = rows.at(-1)?.id ?? '';
    if (rows.length < pageSize) return found;
  }
}

/** Whether there ever was a task of a kind. */
export async function knowsKind(db: Db, kind: string): Promise<boolean> {
  const { rows } = await sql`select from tasks.task_v1 where kind = ${kind} limit 1`.execute(db);
  return rows.length > 0;
}

/** How a case stands of which was warned; instants as ISO texts. */
export interface CaseNow {
  readonly warning: string;
  readonly dueAt: string | null;
  readonly closedAt: string | null;
}

/**
 * Warnings about cases of which it is decided what came of them: they were closed, or their date is past.
 * @param task only those about this one
 */
export async function listDecided(db: Db, now: string, task?: string): Promise<CaseNow[]> {
  const { rows } = await sql<CaseNow>`
    select w.id as warning, t.due_at as "dueAt", t.closed_at as "closedAt"
    from decision_support.warning w join tasks.task_v1 t on t.id = w.subject
    where w.subject is not null and w.outcome is null and w.withdrawn_at is null
      and (t.closed_at is not null or t.due_at < ${now}::timestamptz)
      and ${task === undefined ? sql`true` : sql`w.subject = ${task}`}
    order by w.id for update of w`.execute(db);
  return rows;
}

/** Whether a case still goes on and its date is not past: it may have been closed since it was judged. */
export async function goesOnNow(tx: Db, task: string, now: string): Promise<boolean> {
  const { rows } = await sql`
    select from tasks.task_v1 where id = ${task} and closed_at is null and due_at >= ${now}::timestamptz`.execute(
    tx,
  );
  return rows.length > 0;
}

/** Ids of the warnings of a rule about cases that are not decided, kept from people's steps until the transaction ends. */
export async function listUndecided(tx: Db, rule: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from decision_support.warning
    where rule = ${rule} and subject is not null and outcome is null and withdrawn_at is null
    order by id for update`.execute(tx);
  return rows.map(({ id }) => id);
}
