import { sql, type RawBuilder } from 'kysely';
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
 * Each return and period of the last thirteen months, the newest first. Read from what is kept: the cost follows the number of
 * returns and periods, not of those who report.
 * @param owner of one department; of all when absent
 */
export async function progressOf(db: Db, owner: string | undefined, today: string): Promise<ProgressRow[]> {
  const sum = (which: RawBuilder<unknown>) => sql`(coalesce(sum(p.filings) filter (where ${which}), 0))::int`;
  const { rows } = await sql<ProgressRow>`
    select p.return as code, r.title_zh as "titleZh", r.title_en as "titleEn", p.owner, p.period,
      p.due_on::text as "dueOn", sum(p.filings)::int as owed,
      ${sum(sql`p.state = 'handed-in'`)} as "handedIn",
      ${sum(sql`p.state = 'handed-in' and p.late`)} as late,
      ${sum(sql`p.state = 'due' and not p.voluntary and p.due_on < ${today}::date`)} as overdue,
      ${sum(sql`p.simulated`)} > 0 as simulated
    from reporting.progress p join reporting.return r on r.code = p.return
    where p.ends_on > ${today}::date - 400 and (${owner ?? null}::text is null or p.owner = ${owner ?? null})
    group by 1, 2, 3, 4, 5, 6 having sum(p.filings) > 0 order by 6 desc, 1 limit 200`.execute(db);
  return rows;
}

export interface PlaceRow {
  readonly division: string;
  readonly owed: number;
  readonly handedIn: number;
  readonly overdue: number;
  readonly simulated: boolean;
}

/**
 * One return and period by the places of those who owe it, villages and communities, as the registers have them now. Read from
 * the filings of that return and period.
 */
export async function placesOf(
  db: Db,
  { code, period, today }: { code: string; period: string; today: string },
): Promise<PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`
    select coalesce(h.division, v.division, c.division, '') as division, count(*)::int as owed,
      (count(*) filter (where f.state = 'handed-in'))::int as "handedIn",
      (count(*) filter (where f.state = 'due' and not f.voluntary and f.due_on < ${today}::date))::int as overdue,
      bool_or(f.simulated) as simulated
    from reporting.filing f
    left join registers.household_v1 h on h.id = f.household
    left join registers.person_v1 v on v.id = f.person
    left join registers.company_v1 c on c.id = f.company
    where f.return = ${code} and f.period = ${period} and f.withdrawn_at is null and f.state <> 'dropped'
    group by 1 order by 1 limit 1000`.execute(db);
  return rows;
}

/** Sums up what was added since: one row a standing. */
export async function foldProgress(db: Db): Promise<void> {
  await sql`
    with taken as (delete from reporting.progress returning *)
    insert into reporting.progress
      select return, owner, period, ends_on, due_on, state, late, voluntary, simulated, sum(filings)
      from taken group by 1, 2, 3, 4, 5, 6, 7, 8, 9 having sum(filings) <> 0`.execute(db);
}
