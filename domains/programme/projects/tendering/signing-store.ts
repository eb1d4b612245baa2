import { sql } from 'kysely';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { RecordOf } from '#kernel/record';
import { planOf, rowsAsOf, scopeCondition } from '#kernel/record-server';
import { endOf } from '../days.ts';
import { Contract } from '../undertakings/records.ts';

export interface DueContract {
  readonly number: string;
  readonly subject: string;
  readonly unit: string;
  readonly plannedOn: string;
  readonly simulated: boolean;
}

/** Contracts that are not signed and were to be by a day. */
export async function findDueContracts(db: Db, today: string): Promise<DueContract[]> {
  const { rows } = await sql<DueContract>`
    select number, subject, unit, planned_on::text as "plannedOn", simulated from projects.contract
    where withdrawn_at is null and signed_on is null and planned_on <= ${today}::date order by number`.execute(
    db,
  );
  return rows;
}

export interface PastPlanAsked {
  readonly number?: string | undefined;
  readonly undertaking?: string | undefined;
}

export interface PastPlan {
  readonly number: string;
  readonly undertaking: string;
  readonly plannedOn: string;
  readonly signedOn: string | null;
}

/**
 * Contracts that the reader may see whose planned day was over before they were signed, those not signed first.
 * @param past whether `day` is over: then the versions that held at its end are read
 * @param most and one more, to tell that there are more
 */
export async function findPastPlan(
  context: Context,
  { number, undertaking }: PastPlanAsked,
  { day, past }: { readonly day: string; readonly past: boolean },
  most: number,
): Promise<PastPlan[]> {
  const plan = planOf(Contract as unknown as RecordOf);
  const seen = scopeCondition(plan, context, 'projects:read') ?? sql`true`;
  const { rows } = await sql<PastPlan>`
    select t.number, t.undertaking, t.planned_on::text as "plannedOn", t.signed_on::text as "signedOn"
    from ${rowsAsOf(plan, past ? endOf(day) : undefined)}
    where t.withdrawn_at is null and ${seen} and t.planned_on < least(t.signed_on, ${day}::date)
      and (${number ?? null}::text is null or t.number = ${number ?? null})
      and (${undertaking ?? null}::text is null or t.undertaking = ${undertaking ?? null})
    order by t.signed_on desc nulls first, t.number limit ${most + 1}`.execute(context.db);
  return rows;
}
