import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#kernel/actor';
import { scopeOf } from '#kernel/actor';
import type { Db } from '#kernel/db';
import type { Note, Source, Status } from './contract.ts';
import type { Lamp } from './rules.ts';

export interface TaskRow {
  readonly id: string;
  readonly kind: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly owner: string;
  readonly assignee: string | null;
  readonly module: string;
  readonly record: string;
  readonly key: string;
  readonly link: string;
  readonly openedAt: string;
  readonly dueAt: string | null;
  readonly amberAt: string | null;
  readonly closedAt: string | null;
  readonly status: Status;
  readonly outcomeZh: string | null;
  readonly outcomeEn: string | null;
  readonly count: number | null;
  readonly simulated: boolean;
}

const columns = sql`t.id, t.kind, t.title_zh as "titleZh", t.title_en as "titleEn", t.owner, t.assignee,
  t.source_module as module, t.source_record as record, t.source_key as key, t.link, t.opened_at as "openedAt",
  t.due_at as "dueAt", t.amber_at as "amberAt", t.closed_at as "closedAt", t.status, t.outcome_zh as "outcomeZh",
  t.outcome_en as "outcomeEn", t.count, t.simulated`;

/** Tasks that an actor may see: those of the department, the own ones, all for who manages tasks. */
export function visibleTo(actor: Actor): RawBuilder<unknown> {
  const scopes = [scopeOf(actor, 'tasks:own'), scopeOf(actor, 'tasks:manage')];
  if (scopes.includes('city')) return sql`true`;
  const department = scopes.includes('department') && actor.organisation;
  return department
    ? sql`(t.owner = ${actor.organisation} or t.assignee = ${actor.id})`
    : sql`t.assignee = ${actor.id}`;
}

const ofSource = ({ module, record, key }: Source): RawBuilder<unknown> =>
  sql`t.source_module = ${module} and t.source_record = ${record} and t.source_key = ${key}`;

/** The task of a source that waits, locked until the transaction ends. */
export async function findOpen(tx: Db, source: Source): Promise<TaskRow | undefined> {
  const { rows } = await sql<TaskRow>`
    select ${columns} from tasks.task t where ${ofSource(source)} and t.closed_at is null for update`.execute(
    tx,
  );
  return rows[0];
}

export async function findTask(
  db: Db,
  actor: Actor,
  id: string,
  lock: 'lock' | 'read' = 'read',
): Promise<TaskRow | undefined> {
  const { rows } = await sql<TaskRow>`
    select ${columns} from tasks.task t where t.id = ${id} and ${visibleTo(actor)}
    ${lock === 'lock' ? sql`for update` : sql``}`.execute(db);
  return rows[0];
}

export type NewTask = Omit<TaskRow, 'closedAt' | 'outcomeZh' | 'outcomeEn'>;

/** @returns false when a task of this source waits already */
export async function insertTask(tx: Db, task: NewTask): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into tasks.task (id, kind, title_zh, title_en, owner, assignee, source_module, source_record, source_key,
      link, opened_at, due_at, amber_at, status, count, simulated)
    values (${task.id}, ${task.kind}, ${task.titleZh}, ${task.titleEn}, ${task.owner}, ${task.assignee}, ${task.module},
      ${task.record}, ${task.key}, ${task.link}, ${task.openedAt}, ${task.dueAt}, ${task.amberAt}, ${task.status},
      ${task.count}, ${task.simulated})
    on conflict (source_module, source_record, source_key) where closed_at is null do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function saveTask(tx: Db, task: TaskRow): Promise<void> {
  await sql`update tasks.task set kind = ${task.kind}, title_zh = ${task.titleZh}, title_en = ${task.titleEn},
      owner = ${task.owner}, assignee = ${task.assignee}, link = ${task.link}, due_at = ${task.dueAt},
      amber_at = ${task.amberAt}, closed_at = ${task.closedAt}, status = ${task.status},
      outcome_zh = ${task.outcomeZh}, outcome_en = ${task.outcomeEn}, count = ${task.count},
      simulated = ${task.simulated}
    where id = ${task.id}`.execute(tx);
}

export interface TaskQuery {
  readonly whose: 'mine' | 'department' | 'all';
  readonly status: 'waiting' | Status;
  readonly lamp?: Lamp | undefined;
  readonly kind?: string | undefined;
  readonly now: string;
  readonly after?: { readonly due: string; readonly id: string } | undefined;
  readonly limit: number;
}

const lampConditions: Readonly<Record<Lamp, (at: RawBuilder<unknown>) => RawBuilder<unknown>>> = {
  red: (at) => sql`t.due_at < ${at}`,
  amber: (at) => sql`t.amber_at <= ${at} and t.due_at >= ${at}`,
  green: (at) => sql`(t.amber_at is null or t.amber_at > ${at}) and (t.due_at is null or t.due_at >= ${at})`,
};

const hasLamp = (lamp: Lamp, now: string): RawBuilder<unknown> =>
  lampConditions[lamp](sql`coalesce(t.closed_at, ${now}::timestamptz)`);

function conditionsOf(actor: Actor, query: TaskQuery): RawBuilder<unknown>[] {
  const { whose, status, lamp, kind, after, now } = query;
  const found = [visibleTo(actor)];
  if (whose === 'mine') found.push(sql`t.assignee = ${actor.id}`);
  if (whose === 'department') found.push(sql`t.owner = ${actor.organisation ?? null}`);
  found.push(status === 'waiting' ? sql`t.closed_at is null` : sql`t.status = ${status}`);
  if (lamp) found.push(hasLamp(lamp, now));
  if (kind !== undefined) found.push(sql`t.kind = ${kind}`);
  if (after)
    found.push(
      sql`(coalesce(t.due_at, 'infinity'::timestamptz), t.id) > (${after.due}::timestamptz, ${after.id})`,
    );
  return found;
}

/** Tasks by when they are due, then by id. */
export async function findTasks(db: Db, actor: Actor, query: TaskQuery): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    select ${columns} from tasks.task t where ${sql.join(conditionsOf(actor, query), sql` and `)}
    order by coalesce(t.due_at, 'infinity'::timestamptz), t.id limit ${query.limit}`.execute(db);
  return rows;
}

export interface Summary {
  readonly waiting: number;
  readonly mine: number;
  readonly amber: number;
  readonly red: number;
  readonly kinds: string[];
}

export async function summarise(db: Db, actor: Actor, now: string): Promise<Summary> {
  const { rows } = await sql<Summary>`
    select count(*)::int as waiting, count(*) filter (where t.assignee = ${actor.id})::int as mine,
      count(*) filter (where ${hasLamp('amber', now)})::int as amber,
      count(*) filter (where ${hasLamp('red', now)})::int as red,
      coalesce(array_agg(distinct t.kind), '{}') as kinds
    from tasks.task t where t.closed_at is null and ${visibleTo(actor)}`.execute(db);
  return rows[0] ?? { waiting: 0, mine: 0, amber: 0, red: 0, kinds: [] };
}

export type NoteRow = Omit<Note, 'byName'>;

export async function insertNote(tx: Db, task: string, note: NoteRow): Promise<void> {
  await sql`insert into tasks.note (task, at, by, what, words)
    values (${task}, ${note.at}, ${note.by}, ${note.what}, ${note.words})`.execute(tx);
}

export async function findNotes(db: Db, task: string): Promise<NoteRow[]> {
  const { rows } = await sql<NoteRow>`
    select at, by, what, words from tasks.note where task = ${task} order by id limit 500`.execute(db);
  return rows;
}
