import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** Ids of what stands or waits about one subject and not, between the same, about another. */
export async function aliveOf(db: Db, subject: string, other: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select t.id from relations.relation t
    where t.subject = ${subject} and t.state in ('asked', 'standing') and t.withdrawn_at is null
      and not exists (select from relations.relation o where o.subject = ${other} and o.kind = t.kind
        and o.holder = t.holder and o.state in ('asked', 'standing') and o.withdrawn_at is null)
    order by t.id for update`.execute(db);
  return rows.map(({ id }) => id);
}

/** Ids of what stands or waits about one subject and was first made for another. */
export async function madeFor(db: Db, subject: string, first: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select t.id from relations.relation t
    where t.subject = ${subject} and t.state in ('asked', 'standing') and t.withdrawn_at is null
      and exists (select from relations.relation_history h where h.id = t.id and h.revision = 1 and h.subject = ${first})
    order by t.id for update`.execute(db);
  return rows.map(({ id }) => id);
}
