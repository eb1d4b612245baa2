import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { consentStates } from './names.ts';

export interface ConsentRow {
  readonly id: string;
  readonly return: string;
  readonly titleZh: string;
  readonly titleEn: string | null;
  readonly period: string;
  readonly endsOn: string;
  readonly datasets: readonly string[];
  readonly basis: string;
  readonly givenBy: string;
  readonly givenAt: string;
  readonly state: (typeof consentStates)[number];
  readonly endedBy: string | null;
  readonly endedAt: string | null;
  readonly simulated: boolean;
}

/** Consents of one respondent, the newest first. @param endsOn of one sheet; of all when absent */
export async function consentsOf(
  db: Db,
  respondent: string,
  { endsOn, standing = false, limit = 500 }: { endsOn?: string; standing?: boolean; limit?: number } = {},
): Promise<ConsentRow[]> {
  const { rows } = await sql<ConsentRow>`
    select c.id, c.return, r.title_zh as "titleZh", r.title_en as "titleEn", c.period, c.ends_on::text as "endsOn",
      coalesce(c.datasets, '{}') as datasets, c.basis, c.given_by as "givenBy", c.given_at as "givenAt", c.state,
      c.ended_by as "endedBy", c.ended_at as "endedAt", c.simulated
    from reporting.consent c join reporting.return r on r.code = c.return
    where c.respondent = ${respondent} and c.withdrawn_at is null and (not ${standing} or c.state = 'standing')
      and (${endsOn ?? null}::date is null or c.ends_on = ${endsOn ?? null}::date)
    order by c.given_at desc, c.id limit ${limit}`.execute(db);
  return rows;
}

/** Consents that stand for filings which are asked no longer. @returns ids */
export async function consentsFor(tx: Db, filings: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from reporting.consent c
    join reporting.filing f on f.respondent = c.respondent and f.return = c.return and f.ends_on = c.ends_on
    where c.state = 'standing' and f.id = any(${[...filings]}::text[]) order by c.id`.execute(tx);
  return rows.map(({ id }) => id);
}
