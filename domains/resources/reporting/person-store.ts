import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';

/** Whoever is in the register and lives. */
export async function findLiving(
  db: Db,
  person: string,
): Promise<{ readonly birthDate: string | null; readonly simulated: boolean } | undefined> {
  const { rows } = await sql<{ birthDate: string | null; simulated: boolean }>`
    select birth_date::text as "birthDate", simulated from registers.person_v1
    where id = ${person} and alive`.execute(db);
  return rows[0];
}

/** Which persons a return asks, or lets answer: columns of `reporting.return`. */
export interface CircleOf {
  readonly place: string | null;
  readonly ageFrom: number | null;
  readonly ageTo: number | null;
}

/**
 * Whether a row `v` of `registers.person_v1` lives in the place and is of the age on a day. Of whom no birthday is known, no
 * age is.
 */
export const within = (
  { place, ageFrom, ageTo }: { readonly [K in keyof CircleOf]: RawBuilder<unknown> },
  day: RawBuilder<unknown>,
) => sql<boolean>`(v.alive
  and (${place} is null or starts_with(v.division, ${place}))
  and (${ageFrom} is null or v.birth_date <= (${day} - make_interval(years => ${ageFrom}))::date)
  and (${ageTo} is null or v.birth_date > (${day} - make_interval(years => ${ageTo} + 1))::date))`;

/** The same where the conditions are columns of `reporting.return r`. */
export const circleOfReturn = {
  place: sql`r.place`,
  ageFrom: sql`r.age_from`,
  ageTo: sql`r.age_to`,
};

export interface OfferRow {
  readonly code: string;
  readonly titleZh: string;
  readonly titleEn: string | null;
  readonly owner: string;
  readonly reconstructed: boolean;
  readonly questions: number;
}

/** Returns in force that a person may answer on own initiative. @param today the city's day, for the age */
export async function offersTo(db: Db, person: string, today: string): Promise<OfferRow[]> {
  const { rows } = await sql<OfferRow>`
    select r.code, r.title_zh as "titleZh", r.title_en as "titleEn", r.owner, r.reconstructed,
      (select count(*)::int from reporting.question q where q.return = r.code and q.withdrawn_at is null) as questions
    from reporting.return r join registers.person_v1 v on v.id = ${person}
    where r.withdrawn_at is null and r.state = 'published' and r.asks = 'person' and r.circle = 'volunteers'
      and ${within(circleOfReturn, sql`${today}::date`)}
    order by r.code limit 50`.execute(db);
  return rows;
}

/** What is due of persons who have died or left the register. @returns ids of filings, locked */
export async function dueOfTheGone(tx: Db, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select f.id from reporting.filing f
    where f.withdrawn_at is null and f.state = 'due' and f.person is not null
      and not exists (select from registers.person_v1 v where v.id = f.person and v.alive)
    order by f.id limit ${limit} for update of f`.execute(tx);
  return rows.map(({ id }) => id);
}
