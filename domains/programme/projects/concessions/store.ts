import { sql, type RawBuilder } from 'kysely';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { RecordOf } from '#kernel/record';
import { planOf, scopeCondition } from '#kernel/record-server';
import type { Agreement, Reported } from './account.ts';
import { Concession } from './records.ts';

export interface FoundConcession extends Agreement {
  readonly code: string;
  readonly title: string;
  readonly unit: string;
  readonly simulated: boolean;
}

async function findWhere(db: Db, condition: RawBuilder<unknown>): Promise<FoundConcession[]> {
  const { rows } = await sql<FoundConcession>`
    select code, title, unit, simulated, starts_on::text as "startsOn", ends_on::text as "endsOn",
      terminated_on::text as "terminatedOn", rhythm, due_days as "dueDays", bands, counted_by as "countedBy"
    from projects.concession t where t.withdrawn_at is null and ${condition} order by code`.execute(db);
  return rows;
}

/** A concession that the reader may see. */
export async function findConcession(context: Context, code: string): Promise<FoundConcession | undefined> {
  const seen =
    scopeCondition(planOf(Concession as unknown as RecordOf), context, 'projects:read') ?? sql`true`;
  return (await findWhere(context.db, sql`t.code = ${code} and ${seen}`))[0];
}

export const findConcessions = (db: Db): Promise<FoundConcession[]> => findWhere(db, sql`true`);

/** What was reported of the periods of a concession, and paid on each. */
export async function reportedOf(db: Db, concession: string): Promise<Reported[]> {
  const { rows } = await sql<Reported>`
    select split_part(r.id, '.', 2) as period, r.revenue_fen::float8 as "revenueFen",
      coalesce((select sum(amount_fen) from projects.remittance m
        where m.revenue = r.id and m.withdrawn_at is null), 0)::float8 as "paidFen"
    from projects.revenue r where r.concession = ${concession} and r.withdrawn_at is null`.execute(db);
  return rows;
}

/** How many revenues stand under a concession, and how many payments under a revenue. */
export async function restsOn(db: Db, of: 'concession' | 'revenue', key: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from projects.revenue where ${of} = 'concession' and concession = ${key} and withdrawn_at is null
    union all select 1 from projects.remittance where ${of} = 'revenue' and revenue = ${key} and withdrawn_at is null
    limit 1`.execute(db);
  return rows.length > 0;
}
