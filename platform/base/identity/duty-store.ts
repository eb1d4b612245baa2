import { sql } from 'kysely';
import type { Db } from '#kernel/db';

interface Duties {
  readonly system: number;
  readonly security: number;
  readonly audit: number;
  /** People who hold more than one of them. */
  readonly several: number;
}

/** How many people hold each of the three administrators' duties. */
export async function countDuties(db: Db): Promise<Duties> {
  const { rows } = await sql<Duties>`
    with held as (
      select p.account, array_agg(distinct r.duty) as duties
      from identity.post p join identity.role r on r.code = p.role join identity.account a on a.account = p.account
      where r.duty is not null and p.withdrawn_at is null and a.withdrawn_at is null and not a.suspended
      group by p.account)
    select count(*) filter (where 'system' = any(duties))::int as system,
      count(*) filter (where 'security' = any(duties))::int as security,
      count(*) filter (where 'audit' = any(duties))::int as audit,
      count(*) filter (where cardinality(duties) > 1)::int as several
    from held`.execute(db);
  return rows[0] ?? { system: 0, security: 0, audit: 0, several: 0 };
}
