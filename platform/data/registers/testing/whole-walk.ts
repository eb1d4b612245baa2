import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** SQL of a walk through the whole register, as the measure for whoever follows its changes only. */

/** Everybody whose households were last reckoned with something else than is said of them now. */
export async function dueInAll(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from registers.person p
    where p.withdrawn_at is null
      and (p.household_number is not null or exists (select from registers.movement m where m.person = p.id))
      and md5(coalesce(p.household_number, '') || '|' || coalesce(p.household_relation, '') || '|' ||
        coalesce(p.origins -> 'householdNumber' ->> 'at', '') || coalesce(p.other_ids::text, '') || '|' || coalesce((
          select string_agg(m.kind || m.household_number || m.happened_on || m.at, ',' order by m.dataset, m.row_key)
          from registers.movement m where m.person = p.id), ''))
        is distinct from (select r.said from registers.household_reckoned r where r.person = p.id)
    order by p.id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Numbers of all households that stand elsewhere than the member whose address is theirs. */
export async function movedInAll(db: Db): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    select h.number from registers.household h join (
      select distinct on (m.number) m.number, p.division, p.address, p.address_code
      from registers.household_member m join registers.person p on p.id = m.person and p.withdrawn_at is null
      where m.until_day is null
      order by m.number, (m.relation = '02') desc nulls last, p.id
    ) f on f.number = h.number
    where (f.address_code, f.address, f.division) is distinct from (h.address_code, h.address, h.division)
    order by h.number`.execute(db);
  return rows.map(({ number }) => number);
}
