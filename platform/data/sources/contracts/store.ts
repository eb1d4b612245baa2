import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface ContractRow {
  readonly code: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly owner: string;
  readonly holdsFrom: string;
  readonly holdsUntil: string;
  readonly onward: 'none' | 'departments';
  readonly keepDays: number | null;
  readonly simulated: boolean;
}

const contracts = sql`
  select code, title_zh as "titleZh", title_en as "titleEn", owner, holds_from::text as "holdsFrom",
    holds_until::text as "holdsUntil", onward, keep_days as "keepDays", simulated
  from sources.contract where withdrawn_at is null`;

export async function findContract(db: Db, code: string): Promise<ContractRow | undefined> {
  const { rows } = await sql<ContractRow>`${contracts} and code = ${code}`.execute(db);
  return rows[0];
}

/** Those that end by a day, or have ended. */
export async function contractsEndingBy(db: Db, day: string): Promise<ContractRow[]> {
  const { rows } = await sql<ContractRow>`
    ${contracts} and holds_until <= ${day}::date order by holds_until, code limit 1000`.execute(db);
  return rows;
}

/** What has been collected by sources that name a contract now. */
export async function collectedUnder(
  db: Db,
): Promise<{ readonly contract: string; readonly dataset: string }[]> {
  const { rows } = await sql<{ contract: string; dataset: string }>`
    select distinct s.contract, s.dataset from sources.source s
    where s.withdrawn_at is null and s.contract is not null and exists (select from sources.delivery d
      where d.source = s.code and d.state in ('handing', 'collected', 'unchanged'))
    order by 1, 2`.execute(db);
  return rows;
}

/** A source that names it. */
export async function findSourceUnder(db: Db, contract: string): Promise<string | undefined> {
  const { rows } = await sql<{ code: string }>`select code from sources.source
    where withdrawn_at is null and contract = ${contract} order by code limit 1`.execute(db);
  return rows[0]?.code;
}
