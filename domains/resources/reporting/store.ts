import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Asks, Circle, Nature, Period, QuestionSensitivity, QuestionType } from './names.ts';
import type { CircleOf } from './person-store.ts';

export interface QuestionRow {
  readonly code: string;
  readonly return: string;
  readonly position: number;
  readonly labelZh: string;
  readonly labelEn: string | null;
  readonly type: QuestionType;
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

/** Every question of every return in force that asks companies, or persons. */
export async function questionsInForce(db: Db, asks: Asks): Promise<AskedRow[]> {
  const { rows } = await sql<AskedRow>`
    select ${questionColumns}, r.title_zh as "titleZh", r.title_en as "titleEn", r.owner, r.period
    from reporting.question q join reporting.return r on r.code = q.return
    where q.withdrawn_at is null and r.withdrawn_at is null and r.state = 'published' and r.asks = ${asks}
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

export interface RunningReturn extends CircleOf {
  readonly asks: Asks;
  readonly circle: Circle;
  readonly code: string;
  readonly owner: string;
  readonly period: Period;
  readonly dueDays: number;
  readonly beginsOn: string;
}

const running = sql`code, owner, asks, circle, place, age_from as "ageFrom", age_to as "ageTo", period, due_days as "dueDays", begins_on::text as "beginsOn"
  from reporting.return where withdrawn_at is null and state = 'published'`;

/** Returns in force. */
export async function returnsInForce(db: Db): Promise<RunningReturn[]> {
  const { rows } = await sql<RunningReturn>`select ${running} order by code`.execute(db);
  return rows;
}

/** A return that stays in force until the transaction ends. */
export async function lockInForce(tx: Db, code: string): Promise<RunningReturn | undefined> {
  const { rows } = await sql<RunningReturn>`select ${running} and code = ${code} for share`.execute(tx);
  return rows[0];
}

export interface DueGroup {
  readonly code: string;
  readonly endsOn: string;
  readonly dueDays: number;
}

/** Returns and ends of periods of which something is still due. */
export async function dueGroups(db: Db): Promise<DueGroup[]> {
  const { rows } = await sql<DueGroup>`
    select distinct f.return as code, f.ends_on::text as "endsOn", r.due_days as "dueDays"
    from reporting.filing f join reporting.return r on r.code = f.return
    where f.withdrawn_at is null and f.state = 'due' order by 1, 2`.execute(db);
  return rows;
}

/** What is due by another day than it should be, or with another certainty. */
export async function dueOtherwise(
  tx: Db,
  { code, endsOn }: Pick<DueGroup, 'code' | 'endsOn'>,
  {
    dueOn,
    dueUncertain,
    limit,
  }: { readonly dueOn: string; readonly dueUncertain: boolean; readonly limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from reporting.filing
    where withdrawn_at is null and state = 'due' and return = ${code} and ends_on = ${endsOn}::date
      and (due_on <> ${dueOn}::date or due_uncertain <> ${dueUncertain})
    order by id limit ${limit} for update`.execute(tx);
  return rows.map(({ id }) => id);
}

/** One return after the other is compared with those in force: two that ask the same do not pass each other by. */
export async function lockPublishing(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('reporting publish', 0))`.execute(tx);
}

/**
 * What is still due of a return of one respondent. Locked: what is handed in at this moment is due no longer when the lock is had,
 * and is not among them.
 */
export async function dueIds(db: Db, code: string, respondent: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from reporting.filing
    where withdrawn_at is null and return = ${code} and state = 'due' and respondent = ${respondent}
    order by id for update`.execute(db);
  return rows.map(({ id }) => id);
}

/** Returns that ended while something of them is still due. */
export async function endedWithDue(db: Db): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select r.code from reporting.return r
    where r.state = 'retired' and exists (select from reporting.filing f
      where f.return = r.code and f.state = 'due' and f.withdrawn_at is null)
    order by r.code`.execute(db);
  return rows.map(({ code }) => code);
}

/** Some of what is due of a return, in the order of its index; locked as `dueIds` locks. */
export async function someDue(tx: Db, code: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from reporting.filing
    where withdrawn_at is null and return = ${code} and state = 'due'
    order by ends_on, respondent limit ${limit} for update`.execute(tx);
  return rows.map(({ id }) => id);
}

interface Left {
  readonly return: string;
  readonly period: string;
}

const left = ({ return: code, period }: Left) =>
  sql`withdrawn_at is null and return = ${code} and period = ${period} and state = 'due' and not voluntary
    and exists (select from reporting.return r where r.code = ${code} and r.state = 'published')`;

export async function countLeft(db: Db, which: Left): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from reporting.filing where ${left(which)}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Those who have not reported a period yet, in order. @param after the last one seen, '' for the first */
export async function respondentsLeft(
  db: Db,
  which: Left,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ respondent: string }>`
    select respondent from reporting.filing where ${left(which)} and respondent > ${after}
    order by respondent limit ${limit}`.execute(db);
  return rows.map(({ respondent }) => respondent);
}

/** Whether anybody is on the list of a return. */
export async function isListed(db: Db, code: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from reporting.respondent where withdrawn_at is null and return = ${code} limit 1`.execute(db);
  return rows.length > 0;
}
