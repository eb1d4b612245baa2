import { sql, type RawBuilder } from 'kysely';
import { scopeOf } from '#kernel/actor';
import type { Db } from '#kernel/db';
import type { Reader } from './reader.ts';
import type { Note, Source, Status, Term } from './shapes.ts';

export interface TaskRow {
  readonly id: string;
  readonly kind: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly owner: string;
  readonly pool: string | null;
  readonly assignee: string | null;
  /** Key of the person or company in whose place the matter was begun; null where it is the assignee's own. */
  readonly onBehalfOf: string | null;
  readonly module: string;
  readonly record: string;
  readonly key: string;
  readonly link: string;
  readonly openedAt: string;
  readonly clockUnit: Term['unit'] | null;
  readonly clockAmount: number | null;
  /** The date as it was given, before any pause. */
  readonly baseDueAt: string | null;
  readonly dueAt: string | null;
  readonly dueCertain: boolean;
  readonly amberAt: string | null;
  readonly pausedAt: string | null;
  readonly closedAt: string | null;
  readonly status: Status;
  readonly outcomeZh: string | null;
  readonly outcomeEn: string | null;
  readonly count: number | null;
  readonly urged: number;
  readonly urgedAt: string | null;
  readonly escalated: number;
  readonly nextStepAt: string | null;
  readonly workedMinutes: number | null;
  readonly simulated: boolean;
}

/** Names of the columns by the names of a row; those not said are the same. */
export const columns = sql`t.id, t.kind, t.title_zh as "titleZh", t.title_en as "titleEn", t.owner, t.pool, t.assignee,
  t.on_behalf_of as "onBehalfOf", t.source_module as module, t.source_record as record, t.source_key as key, t.link, t.opened_at as "openedAt",
  t.clock_unit as "clockUnit", t.clock_amount as "clockAmount", t.base_due_at as "baseDueAt", t.due_at as "dueAt",
  t.due_certain as "dueCertain", t.amber_at as "amberAt", t.paused_at as "pausedAt", t.closed_at as "closedAt", t.status,
  t.outcome_zh as "outcomeZh", t.outcome_en as "outcomeEn", t.count, t.urged, t.urged_at as "urgedAt", t.escalated,
  t.next_step_at as "nextStepAt", t.worked_minutes as "workedMinutes", t.simulated`;

export const isOneOf = (ids: readonly string[]): RawBuilder<unknown> => sql`any(${[...ids]}::text[])`;

/** Whose hands a task may be in to be the reader's, each as a condition that one index answers. */
export const heldBy = ({ people, standIns, parties }: Reader): RawBuilder<unknown>[] => [
  ...people.map((id) => sql`t.assignee = ${id} and t.on_behalf_of is null`),
  ...standIns.map(
    ({ id, owner }) => sql`t.assignee = ${id} and t.owner = ${owner} and t.on_behalf_of is null`,
  ),
  ...parties.map((key) => sql`t.on_behalf_of = ${key}`),
];

/** The same as one condition. */
export function inTheirHands(reader: Reader): RawBuilder<unknown> {
  const parts = heldBy(reader).map((part) => sql`(${part})`);
  return parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`;
}

/** Tasks that a reader may see and act on: the department's, the own ones and those of the pool, all for who manages. */
export function visibleTo(reader: Reader): RawBuilder<unknown> {
  const { actor, roles } = reader;
  const scopes = [scopeOf(actor, 'tasks:own'), scopeOf(actor, 'tasks:manage')];
  if (scopes.includes('city')) return sql`true`;
  const department = scopes.includes('department') && actor.organisation;
  if (department) return sql`(t.owner = ${actor.organisation} or ${inTheirHands(reader)})`;
  return sql`(${inTheirHands(reader)}
    or t.owner = ${actor.organisation ?? null} and t.pool = ${isOneOf(roles)} and t.assignee is null and t.on_behalf_of is null)`;
}

/** Copies by which a reader is kept informed. */
export const copiedTo = ({ actor, people }: Reader): RawBuilder<unknown> =>
  sql`(c.reader_kind = 'person' and c.reader = ${isOneOf(people)}
    or c.reader_kind = 'organisation' and c.reader = ${actor.organisation ?? null})`;

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

/** A task as a reader sees it: `insider` when they may act on it, otherwise it is shown for information. */
export type SeenTask = TaskRow & { readonly insider: boolean; readonly copied: boolean };

export async function findTask(
  db: Db,
  reader: Reader,
  id: string,
  lock: 'lock' | 'read' = 'read',
): Promise<SeenTask | undefined> {
  const { rows } = await sql<SeenTask>`
    select ${columns}, ${visibleTo(reader)} as insider,
      exists (select 1 from tasks.copy c where c.task = t.id and ${copiedTo(reader)}) as copied
    from tasks.task t where t.id = ${id} ${lock === 'lock' ? sql`for update` : sql``}`.execute(db);
  const [found] = rows;
  return found && (found.insider || found.copied) ? found : undefined;
}

export type NewTask = Omit<TaskRow, 'closedAt' | 'outcomeZh' | 'outcomeEn' | 'workedMinutes'>;

/** @returns false when a task of this source waits already */
export async function insertTask(tx: Db, task: NewTask): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into tasks.task (id, kind, title_zh, title_en, owner, pool, assignee, on_behalf_of, first_behalf_of,
      source_module, source_record, source_key,
      link, opened_at, clock_unit, clock_amount, base_due_at, due_at, due_certain, amber_at, next_step_at, status, count,
      simulated)
    values (${task.id}, ${task.kind}, ${task.titleZh}, ${task.titleEn}, ${task.owner}, ${task.pool}, ${task.assignee},
      ${task.onBehalfOf}, ${task.onBehalfOf},
      ${task.module}, ${task.record}, ${task.key}, ${task.link}, ${task.openedAt}, ${task.clockUnit}, ${task.clockAmount},
      ${task.baseDueAt}, ${task.dueAt}, ${task.dueCertain}, ${task.amberAt}, ${task.nextStepAt}, ${task.status},
      ${task.count}, ${task.simulated})
    on conflict (source_module, source_record, source_key) where closed_at is null do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

/** Writes a task as it now is; whose it was and when it was due are kept where either changes. @param at now, ISO */
export async function saveTask(tx: Db, task: TaskRow, at: string): Promise<void> {
  await sql`
    with kept as (
      insert into tasks.earlier (task, owner, due_at, until)
      select id, owner, due_at, ${at} from tasks.task
      where id = ${task.id} and (owner <> ${task.owner} or due_at is distinct from ${task.dueAt}::timestamptz)
    )
    update tasks.task set kind = ${task.kind}, title_zh = ${task.titleZh}, title_en = ${task.titleEn},
      owner = ${task.owner}, pool = ${task.pool}, assignee = ${task.assignee}, link = ${task.link},
      clock_unit = ${task.clockUnit}, clock_amount = ${task.clockAmount}, base_due_at = ${task.baseDueAt},
      due_at = ${task.dueAt}, due_certain = ${task.dueCertain}, amber_at = ${task.amberAt}, paused_at = ${task.pausedAt},
      closed_at = ${task.closedAt}, status = ${task.status}, outcome_zh = ${task.outcomeZh},
      outcome_en = ${task.outcomeEn}, count = ${task.count}, urged = ${task.urged}, urged_at = ${task.urgedAt},
      escalated = ${task.escalated}, next_step_at = ${task.nextStepAt}, worked_minutes = ${task.workedMinutes},
      simulated = ${task.simulated}
    where id = ${task.id}`.execute(tx);
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
