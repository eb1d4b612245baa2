import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Nature, Period, QuestionSensitivity } from './names.ts';

export interface QuestionRow {
  readonly code: string;
  readonly return: string;
  readonly position: number;
  readonly labelZh: string;
  readonly labelEn: string | null;
  readonly type: 'text' | 'integer' | 'number' | 'date' | 'credit-code';
  readonly unit: string | null;
  readonly nature: Nature;
  readonly required: boolean;
  readonly item: string | null;
  readonly why: string | null;
  readonly sensitivity: QuestionSensitivity | null;
}

const questionColumns = sql`q.code, q.return, q.position, q.label_zh as "labelZh", q.label_en as "labelEn", q.type, q.unit,
  q.nature, q.required, q.item, q.why, q.sensitivity`;

/** Questions of some returns, in the order in which they are asked. */
export async function questionsOf(db: Db, returns: readonly string[]): Promise<QuestionRow[]> {
  const { rows } = await sql<QuestionRow>`
    select ${questionColumns} from reporting.question q
    where q.withdrawn_at is null and q.return = any(${[...returns]}::text[])
    order by q.return, q.position, q.code`.execute(db);
  return rows;
}

export interface AskedRow extends QuestionRow {
  readonly titleZh: string;
  readonly titleEn: string | null;
  readonly owner: string;
  readonly period: Period;
}

/** Every question of every return in force. */
export async function questionsInForce(db: Db): Promise<AskedRow[]> {
  const { rows } = await sql<AskedRow>`
    select ${questionColumns}, r.title_zh as "titleZh", r.title_en as "titleEn", r.owner, r.period
    from reporting.question q join reporting.return r on r.code = q.return
    where q.withdrawn_at is null and r.withdrawn_at is null and r.state = 'published'
    order by q.code`.execute(db);
  return rows;
}

/** How fresh datasets are, from the catalogue's view. */
export async function freshnessOf(
  db: Db,
): Promise<ReadonlyMap<string, { readonly rows: number | null; readonly deliveredAt: string | null }>> {
  const { rows } = await sql<{ code: string; rows: number | null; deliveredAt: string | null }>`
    select code, rows, delivered_at as "deliveredAt" from catalogue.entry_v1 where kind = 'dataset'`.execute(
    db,
  );
  return new Map(rows.map(({ code, ...rest }) => [code, rest]));
}

export async function putSynonyms(db: Db, groups: readonly (readonly string[])[]): Promise<void> {
  await sql`insert into reporting.setting (name, value) values ('synonyms', ${JSON.stringify(groups)}::jsonb)
    on conflict (name) do update set value = excluded.value`.execute(db);
}

export async function findSynonyms(db: Db): Promise<string[][]> {
  const { rows } = await sql<{ value: string[][] }>`
    select value from reporting.setting where name = 'synonyms'`.execute(db);
  return rows[0]?.value ?? [];
}

export interface RunningReturn {
  readonly code: string;
  readonly owner: string;
  readonly period: Period;
  readonly dueDays: number;
  readonly beginsOn: string;
}

/** Returns in force. */
export async function returnsInForce(db: Db): Promise<RunningReturn[]> {
  const { rows } = await sql<RunningReturn>`
    select code, owner, period, due_days as "dueDays", begins_on::text as "beginsOn"
    from reporting.return where withdrawn_at is null and state = 'published' order by code`.execute(db);
  return rows;
}

export interface Owed {
  readonly company: string;
  readonly simulated: boolean;
}

/**
 * Companies that owe a return for a period that ends on a day, and of which nothing is written down yet; what was dropped when
 * a company left the list is owed again once it is back.
 */
export async function companiesWithout(
  db: Db,
  { code, period, endsOn }: { readonly code: string; readonly period: string; readonly endsOn: string },
): Promise<Owed[]> {
  const { rows } = await sql<Owed>`
    select p.company, p.simulated or coalesce(c.simulated, false) as simulated
    from reporting.respondent p left join registers.company_v1 c on c.id = p.company
    where p.withdrawn_at is null and p.return = ${code} and p.since <= ${endsOn}::date
      and not exists (select from reporting.filing f
        where f.return = p.return and f.company = p.company and f.period = ${period} and f.state <> 'dropped')
    order by p.company`.execute(db);
  return rows;
}

/** One return after the other is compared with those in force: two that ask the same do not pass each other by. */
export async function lockPublishing(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('reporting publish', 0))`.execute(tx);
}

/**
 * What is still due of a return, of one period or one company where it is named. Locked: what is handed in at this moment is
 * due no longer when the lock is had, and is not among them.
 */
export async function dueIds(
  db: Db,
  code: string,
  { period, company }: { readonly period?: string; readonly company?: string } = {},
): Promise<{ id: string; company: string }[]> {
  const { rows } = await sql<{ id: string; company: string }>`
    select id, company from reporting.filing
    where withdrawn_at is null and return = ${code} and state = 'due'
      and (${period ?? null}::text is null or period = ${period ?? null})
      and (${company ?? null}::text is null or company = ${company ?? null}) order by id for update`.execute(
    db,
  );
  return rows;
}

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

/** Each return and period, the newest first. @param owner of one department; of all when absent */
export async function progressOf(db: Db, owner: string | undefined, today: string): Promise<ProgressRow[]> {
  const { rows } = await sql<ProgressRow>`
    select f.return as code, r.title_zh as "titleZh", r.title_en as "titleEn", f.owner, f.period,
      f.due_on::text as "dueOn", count(*)::int as owed,
      (count(*) filter (where f.state = 'handed-in'))::int as "handedIn",
      (count(*) filter (where f.state = 'handed-in' and f.late))::int as late,
      (count(*) filter (where f.state = 'due' and f.due_on < ${today}::date))::int as overdue,
      bool_or(f.simulated) as simulated
    from reporting.filing f join reporting.return r on r.code = f.return
    where f.withdrawn_at is null and f.state <> 'dropped'
      and (${owner ?? null}::text is null or f.owner = ${owner ?? null})
    group by 1, 2, 3, 4, 5, 6 order by 6 desc, 1 limit 200`.execute(db);
  return rows;
}
