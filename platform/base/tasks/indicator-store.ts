import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';
import type { ListedPage, ListedRow, Measured } from '#kernel/indicator';

interface Seen {
  readonly id: string;
  readonly kind: string;
  readonly owner: string;
  readonly openedAt: string;
  readonly dueAt: string | null;
  readonly closedAt: string | null;
  readonly late: boolean;
  readonly simulated: boolean;
}

const instant = (at: Date): RawBuilder<unknown> => sql`${at.toISOString()}::timestamptz`;

/** The tasks of a figure at an instant. */
export const sets = {
  waiting: (at: Date) =>
    sql`t.opened_at <= ${instant(at)} and (t.closed_at is null or t.closed_at > ${instant(at)})`,
  overdue: (at: Date) => sql`${sets.waiting(at)} and t.due_at < ${instant(at)}`,
  /** Closed with a date in the 30 days before. */
  closed: (at: Date) =>
    sql`t.status = 'done' and t.due_at is not null and t.closed_at <= ${instant(at)}
      and t.closed_at > ${instant(at)} - interval '30 days'`,
} as const;
export type TaskSet = keyof typeof sets;

const late = sql`(t.closed_at > t.due_at)`;
const ownedBy = (owner: string | undefined) => (owner === undefined ? sql`true` : sql`t.owner = ${owner}`);

async function neverOpened(db: Db): Promise<boolean> {
  return (await sql`select 1 from tasks.task_v1 limit 1`.execute(db)).rows.length === 0;
}

export async function countSet(db: Db, set: TaskSet, at: Date): Promise<Measured> {
  const { rows } = await sql<{ value: number; simulated: boolean | null }>`
    select count(*)::int as value, bool_or(t.simulated) as simulated from tasks.task_v1 t where ${sets[set](at)}`.execute(
    db,
  );
  const [row] = rows;
  if ((row?.value ?? 0) === 0 && (await neverOpened(db)))
    return { value: null, simulated: false, asOf: null };
  return { value: row?.value ?? 0, simulated: row?.simulated ?? false };
}

export async function measureInTime(db: Db, at: Date): Promise<Measured> {
  const { rows } = await sql<{ whole: number; late: number; simulated: boolean | null }>`
    select count(*)::int as whole, count(*) filter (where ${late})::int as late, bool_or(t.simulated) as simulated
    from tasks.task_v1 t where ${sets.closed(at)}`.execute(db);
  const [row] = rows;
  const whole = row?.whole ?? 0;
  const behind = row?.late ?? 0;
  return {
    value: whole === 0 ? null : (100 * (whole - behind)) / whole,
    parts: [
      { key: 'in-time', title: { zh: '按期', en: 'In time' }, value: whole - behind },
      { key: 'late', title: { zh: '逾期', en: 'Late' }, value: behind },
    ],
    simulated: row?.simulated ?? false,
  };
}

export async function listSet(
  db: Db,
  set: TaskSet,
  { at, owner, after, limit }: ListedPage,
): Promise<ListedRow[]> {
  const { rows } = await sql<Seen>`
    select t.id, t.kind, t.owner, t.opened_at as "openedAt", t.due_at as "dueAt", t.closed_at as "closedAt",
      coalesce(${late}, false) as late, t.simulated
    from tasks.task_v1 t where ${sets[set](at)} and ${ownedBy(owner)} and t.id > ${after ?? ''}
    order by t.id limit ${limit}`.execute(db);
  return rows.map(({ id, simulated, ...row }) => ({
    key: id,
    path: `/tasks?open=${id}`,
    weight: set === 'closed' && row.late ? 0 : 1,
    ...(set === 'closed' ? { of: 1 } : {}),
    simulated,
    values: { ...row },
  }));
}

export async function countListed(
  db: Db,
  set: TaskSet,
  { at, owner }: Pick<ListedPage, 'at' | 'owner'>,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from tasks.task_v1 t where ${sets[set](at)} and ${ownedBy(owner)}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
