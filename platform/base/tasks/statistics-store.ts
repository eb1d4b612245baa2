import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface Period {
  readonly by: 'organisation' | 'kind';
  readonly kind?: string | undefined;
  /** Only tasks of this organisation, for a reader who sees no others. */
  readonly owner?: string | undefined;
  /** Instants: from, and before. */
  readonly from: string;
  readonly before: string;
  readonly now: string;
}

export interface StatisticsRow {
  readonly key: string;
  readonly opened: number;
  readonly closed: number;
  readonly inTime: number;
  readonly late: number;
  readonly waiting: number;
  readonly overdue: number;
  readonly medianMinutes: number | null;
  readonly simulated: boolean;
}

/** Tasks of a period by organisation or kind, in the order of the codes: no ranking. */
export async function countTasks(db: Db, period: Period): Promise<StatisticsRow[]> {
  const { by, kind, owner, from, before, now } = period;
  const key = by === 'organisation' ? sql`t.owner` : sql`t.kind`;
  const closed = sql`t.status = 'done' and t.closed_at >= ${from}::timestamptz and t.closed_at < ${before}::timestamptz`;
  const opened = sql`t.opened_at >= ${from}::timestamptz and t.opened_at < ${before}::timestamptz`;
  const late = sql`coalesce(t.closed_at > t.due_at, false)`;
  const { rows } = await sql<StatisticsRow>`
    select ${key} as key, count(*) filter (where ${opened})::int as opened,
      count(*) filter (where ${closed})::int as closed,
      count(*) filter (where ${closed} and not ${late})::int as "inTime",
      count(*) filter (where ${closed} and ${late})::int as late,
      count(*) filter (where t.closed_at is null)::int as waiting,
      count(*) filter (where t.closed_at is null and t.due_at < ${now}::timestamptz)::int as overdue,
      percentile_cont(0.5) within group (order by t.worked_minutes) filter (where ${closed})::float8 as "medianMinutes",
      bool_or(t.simulated) as simulated
    from tasks.task t
    where ((${opened}) or (${closed}) or t.closed_at is null)
      and ${owner === undefined ? sql`true` : sql`t.owner = ${owner}`}
      and ${kind === undefined ? sql`true` : sql`t.kind = ${kind}`}
    group by ${key} order by ${key} limit 1000`.execute(db);
  return rows;
}
