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

/** How many people hold an administrator's duty or may see personal data unmasked, and how many of them have a second factor. */
export async function countPrivileged(db: Db): Promise<{ people: number; secured: number }> {
  const { rows } = await sql<{ people: number; secured: number }>`
    with held as (
      select distinct p.account
      from identity.post p join identity.role r on r.code = p.role join identity.account a on a.account = p.account
      where p.withdrawn_at is null and a.withdrawn_at is null and not a.suspended
        and (r.duty is not null
          or exists (select from unnest(r.grants) granted where split_part(granted, '@', 1) like '%:reveal')))
    select count(*)::int as people, count(f.account)::int as secured
    from held h left join identity.second_factor f on f.account = h.account and f.confirmed_at is not null`.execute(
    db,
  );
  return rows[0] ?? { people: 0, secured: 0 };
}
