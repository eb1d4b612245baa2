import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { householdWithin } from './household-store.ts';
import { within } from './person-store.ts';
import type { RunningReturn } from './store.ts';

/** Somebody who owes a return: a company, a person or a household. */
export interface Owed {
  readonly respondent: string;
  readonly simulated: boolean;
}

interface Asked {
  readonly period: string;
  readonly endsOn: string;
  /** Of the city, in which a day ends. */
  readonly zone: string;
  /** The last one seen, '' for the first. */
  readonly after: string;
  readonly limit: number;
}

/** Those on the list of a return by then; of persons only who lives. */
const listed = ({ code }: RunningReturn, { endsOn, after }: Asked) => sql`
  select p.respondent, p.simulated or coalesce(c.simulated, v.simulated, h.simulated, false) as simulated
  from reporting.respondent p
  left join registers.company_v1 c on c.id = p.company
  left join registers.person_v1 v on v.id = p.person
  left join registers.household_v1 h on h.id = p.household and h.state = 'standing'
  where p.withdrawn_at is null and p.return = ${code} and p.since <= ${endsOn}::date and p.respondent > ${after}
    and (p.person is null or v.alive) and (p.household is null or h.id is not null)`;

/** Residents whom a return asks, as they lived and were when the last day of the period ended. */
const residents = ({ place, ageFrom, ageTo }: RunningReturn, { endsOn, zone, after }: Asked) => sql`
  select v.id as respondent, v.simulated from registers.person_v1 v
  where v.id > ${after} and ${within(
    { place: sql`${place}::text`, ageFrom: sql`${ageFrom}::int`, ageTo: sql`${ageTo}::int` },
    { day: sql`${endsOn}::date`, zone },
  )}`;

/** Households of a place, as they stood when the last day of the period ended. */
const households = ({ place }: RunningReturn, { endsOn, zone, after }: Asked) => sql`
  select h.id as respondent, h.simulated from registers.household_v1 h
  where h.id > ${after} and ${householdWithin(sql`${place}::text`, { day: sql`${endsOn}::date`, zone })}`;

const ofPlace = { person: residents, household: households, company: listed } as const;

/**
 * Those who owe a return for a period and of whom nothing is written down yet, in order; what was dropped when somebody left
 * the list is owed again once they are back.
 */
export async function owingWithout(db: Db, running: RunningReturn, asked: Asked): Promise<Owed[]> {
  const circle = running.circle === 'residents' ? ofPlace[running.asks] : listed;
  const { rows } = await sql<Owed>`
    select o.respondent, o.simulated from (${circle(running, asked)}) o
    where not exists (select from reporting.filing f
      where f.id = ${`${running.code}.${asked.period}.`} || o.respondent and f.state <> 'dropped')
    order by o.respondent limit ${asked.limit}`.execute(db);
  return rows;
}

export interface Listing {
  readonly since: string;
  readonly simulated: boolean;
  /** Periods of which something is written down. */
  readonly written: readonly string[];
}

/** One respondent on the list of one return. @param code `return.id` */
export async function listingOf(db: Db, code: string): Promise<Listing | undefined> {
  const { rows } = await sql<Listing>`
    select p.since::text as since, p.simulated or coalesce(c.simulated, v.simulated, h.simulated, false) as simulated,
      array(select f.period from reporting.filing f
        where f.return = p.return and f.respondent = p.respondent and f.state <> 'dropped') as written
    from reporting.respondent p
    left join registers.company_v1 c on c.id = p.company
    left join registers.person_v1 v on v.id = p.person
    left join registers.household_v1 h on h.id = p.household
    where p.withdrawn_at is null and p.code = ${code}`.execute(db);
  return rows[0];
}
