import { sql } from 'kysely';
import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import type { RecordOf } from '#kernel/record';
import { planOf, scopeCondition } from '#kernel/record-server';
import { Undertaking } from './records.ts';

export interface FoundUndertaking {
  readonly startsOn: string;
  readonly endsBy: string;
  readonly simulated: boolean;
}

/** An undertaking that the reader may see. */
export async function findUndertaking(context: Context, code: string): Promise<FoundUndertaking | undefined> {
  const plan = planOf(Undertaking as unknown as RecordOf);
  const seen = scopeCondition(plan, context, 'projects:read') ?? sql`true`;
  const { rows } = await sql<FoundUndertaking>`
    select starts_on::text as "startsOn", ends_by::text as "endsBy", simulated from projects.undertaking t
    where t.code = ${code} and t.withdrawn_at is null and ${seen}`.execute(context.db);
  return rows[0];
}

export interface ActivityRow {
  readonly code: string;
  readonly title: string;
  readonly stage: string;
  readonly days: number;
  readonly after: string | null;
  readonly notBefore: string | null;
  readonly costFen: number;
  readonly beganOn: string | null;
  readonly endedOn: string | null;
  readonly daysLeft: number | null;
  readonly percent: number;
}

/** All activities of an undertaking that are in force, by their codes. */
export async function activitiesOf(db: Db, undertaking: string): Promise<ActivityRow[]> {
  const { rows } = await sql<ActivityRow>`
    select code, title, stage, days, after, not_before::text as "notBefore", cost_fen::float8 as "costFen",
      began_on::text as "beganOn", ended_on::text as "endedOn", days_left as "daysLeft", percent
    from projects.activity where undertaking = ${undertaking} and withdrawn_at is null order by code`.execute(
    db,
  );
  return rows;
}

/** What was paid for an undertaking up to a day, in fen. */
export async function paidFor(db: Db, undertaking: string, day: string): Promise<number> {
  const { rows } = await sql<{ paid: number }>`
    select coalesce(sum(amount_fen), 0)::float8 as paid from projects.payment
    where undertaking = ${undertaking} and withdrawn_at is null and paid_on <= ${day}::date`.execute(db);
  return rows[0]?.paid ?? 0;
}

/** What was paid under a contract, in fen, but for some payments. */
export async function paidUnder(db: Db, contract: string, but: readonly string[] = []): Promise<number> {
  const { rows } = await sql<{ paid: number }>`
    select coalesce(sum(amount_fen), 0)::float8 as paid from projects.payment
    where contract = ${contract} and number <> all(${but}::text[]) and withdrawn_at is null`.execute(db);
  return rows[0]?.paid ?? 0;
}

/** How many parts an undertaking has — activities, tenders, contracts, payments, risks, reports; of other units than one alone where that is given. */
export async function partsOf(db: Db, undertaking: string, but?: string): Promise<number> {
  const others = but === undefined ? sql`true` : sql`unit <> ${but}`;
  const { rows } = await sql<{ parts: number }>`
    select count(*)::int as parts from (
      select unit, undertaking from projects.activity where withdrawn_at is null
      union all select unit, undertaking from projects.contract where withdrawn_at is null
      union all select unit, undertaking from projects.payment where withdrawn_at is null
      union all select unit, undertaking from projects.tender where withdrawn_at is null
      union all select unit, undertaking from projects.contract_change where withdrawn_at is null
      union all select unit, undertaking from projects.risk where withdrawn_at is null
      union all select unit, undertaking from projects.report where withdrawn_at is null) p
    where p.undertaking = ${undertaking} and ${others}`.execute(db);
  return rows[0]?.parts ?? 0;
}

/** Two payments under one contract at the same time wait for each other. */
export async function holdContract(tx: Db, contract: string): Promise<void> {
  await oneAtATime(tx, `projects.contract ${contract}`);
}

/** Two contracts of one undertaking at the same time wait for each other: together they stay within its budget. */
export async function holdUndertaking(tx: Db, undertaking: string): Promise<void> {
  await oneAtATime(tx, `projects.undertaking ${undertaking}`);
}
