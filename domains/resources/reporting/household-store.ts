import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';
import { divisionOn, type DayIn } from './person-store.ts';

/** Years of age from which a member of a household may answer for it (《民法典》第十七条). */
const ofAge = 18;

export interface HouseholdDue {
  readonly household: string;
  readonly head: string | null;
}

const adult = (today: string) =>
  sql`v.alive and v.birth_date <= (${today}::date - make_interval(years => ${ofAge}))::date`;

/** Households of which something is asked, or was, and for which somebody may answer: an adult who belongs to them now. */
export async function householdsFor(db: Db, person: string, today: string): Promise<HouseholdDue[]> {
  const { rows } = await sql<HouseholdDue>`
    select h.id as household, h.head from registers.household_member_v1 m
    join registers.household_v1 h on h.id = m.household and h.state = 'standing'
    join registers.person_v1 v on v.id = m.person
    where m.person = ${person} and ${adult(today)} and exists (
      select from reporting.filing f where f.household = h.id and f.state <> 'dropped' and f.withdrawn_at is null)
    order by h.id`.execute(db);
  return rows;
}

/** Whom to tell of what a household owes: its head, or all adults of it where there is no head who may answer. */
export async function speakersOf(db: Db, households: readonly string[], today: string): Promise<string[]> {
  const { rows } = await sql<{ person: string }>`
    with adults as (
      select h.id, m.person, m.person = h.head as heads from registers.household_v1 h
      join registers.household_member_v1 m on m.household = h.id
      join registers.person_v1 v on v.id = m.person
      where h.id = any(${[...households]}::text[]) and ${adult(today)}
    )
    select distinct a.person from adults a
    where a.heads or not exists (select from adults o where o.id = a.id and o.heads) order by 1`.execute(db);
  return rows.map(({ person }) => person);
}

/** A household that stands, with somebody in it. */
export async function findHousehold(
  db: Db,
  id: string,
): Promise<{ readonly simulated: boolean } | undefined> {
  const { rows } = await sql<{ simulated: boolean }>`
    select simulated from registers.household_v1 where id = ${id} and state = 'standing'`.execute(db);
  return rows[0];
}

/** Whether somebody belonged to a row `h` of `registers.household_v1` at the end of a day, as far as is registered by now. */
const stoodOn = ({ day }: Pick<DayIn, 'day'>) => sql<boolean>`exists (
  select from registers.household_membership_v1 m where m.household = h.id
    and (m.from_day is null or m.from_day <= ${day}) and (m.until_day is null or m.until_day > ${day}))`;

/** Whether a row `h` of `registers.household_v1` stands, and on a day stood and lay in a place. */
export const householdWithin = (place: RawBuilder<unknown>, on: DayIn) => sql<boolean>`(
  h.state = 'standing' and ${stoodOn(on)} and (${place} is null or starts_with(${householdDivisionOn(on)}, ${place})))`;

const householdDivisionOn = (on: DayIn) =>
  divisionOn(on, { row: sql`h`, versions: sql`registers.household_version_v1` });

/**
 * What is due of households that stand no longer, and what those of a place owe of a day on which they were none.
 * @returns ids of filings, locked
 */
export async function dueOfTheEmpty(tx: Db, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select f.id from reporting.filing f join reporting.return r on r.code = f.return
    where f.withdrawn_at is null and f.state = 'due' and f.household is not null
      and not exists (select from registers.household_v1 h where h.id = f.household and h.state = 'standing'
        and (r.circle <> 'residents' or ${stoodOn({ day: sql`f.ends_on` })}))
    order by f.id limit ${limit} for update of f`.execute(tx);
  return rows.map(({ id }) => id);
}
