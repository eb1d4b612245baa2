import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface ProgressRow {
  readonly code: string;
  readonly titleZh: string;
  readonly titleEn: string | null;
  readonly owner: string;
  readonly period: string;
  readonly dueOn: string;
  readonly owed: number;
  readonly handedIn: number;
  readonly late: number;
  readonly overdue: number;
  readonly simulated: boolean;
}

/**
 * Each return and period of the last thirteen months, the newest first.
 * @param owner of one department; of all when absent
 */
export async function progressOf(db: Db, owner: string | undefined, today: string): Promise<ProgressRow[]> {
  const { rows } = await sql<ProgressRow>`
    select f.return as code, r.title_zh as "titleZh", r.title_en as "titleEn", f.owner, f.period,
      f.due_on::text as "dueOn", count(*)::int as owed,
      (count(*) filter (where f.state = 'handed-in'))::int as "handedIn",
      (count(*) filter (where f.state = 'handed-in' and f.late))::int as late,
      (count(*) filter (where f.state = 'due' and not f.voluntary and f.due_on < ${today}::date))::int as overdue,
      bool_or(f.simulated) as simulated
    from reporting.filing f join reporting.return r on r.code = f.return
    where f.withdrawn_at is null and f.state <> 'dropped' and f.ends_on > ${today}::date - 400
      and (${owner ?? null}::text is null or f.owner = ${owner ?? null})
    group by 1, 2, 3, 4, 5, 6 order by 6 desc, 1 limit 200`.execute(db);
  return rows;
}
