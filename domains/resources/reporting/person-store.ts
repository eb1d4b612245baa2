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

/** A day of the city. */
export interface DayIn {
  readonly day: RawBuilder<unknown>;
  readonly zone: string;
}

/** A row of a register, and the view of its earlier versions. */
interface Versioned {
  readonly row: RawBuilder<unknown>;
  readonly versions: RawBuilder<unknown>;
}

/** Where a row of a register was when a day ended: by the version that held then, else by the first known. */
export function divisionOn({ day, zone }: DayIn, { row, versions }: Versioned): RawBuilder<string | null> {
  const end = sql`((${day} + 1)::timestamp at time zone ${zone})`;
  return sql`case when ${row}.valid_from < ${end} then ${row}.division else coalesce((
    select o.division from ${versions} o where o.id = ${row}.id and o.valid_to >= ${end}
    order by o.revision limit 1), ${row}.division) end`;
}

const persons = { row: sql`v`, versions: sql`registers.person_version_v1` };

const comes = sql`m.kind in ('born', 'moved-in')`;

/**
 * Whether a row `v` was of the city when a day ended, by the movements that are registered: the newest until then, else what
 * the first one after it says of before. Of whom none is known, the register itself says it.
 */
const residentOn = ({ day }: Pick<DayIn, 'day'>) => sql<boolean>`coalesce(
  (select ${comes} from registers.movement_v1 m where m.person = v.id and m.happened_on <= ${day}
    order by m.happened_on desc, ${comes} desc limit 1),
  (select not (${comes}) from registers.movement_v1 m where m.person = v.id and m.happened_on > ${day}
    order by m.happened_on, ${comes} limit 1),
  true)`;

/**
 * Whether a row `v` of `registers.person_v1` lives, and on a day lived in the place and was of the age. Of whom no birthday is
 * known, no age is.
 */
export const within = (
  { place, ageFrom, ageTo }: { readonly [K in keyof CircleOf]: RawBuilder<unknown> },
  { day, zone }: DayIn,
) => sql<boolean>`(v.alive and ${residentOn({ day })}
  and (${place} is null or starts_with(${divisionOn({ day, zone }, persons)}, ${place}))
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

/** Returns in force that a person may answer on own initiative, as they live and are today. */
export async function offersTo(
  db: Db,
  person: string,
  { today, zone }: { readonly today: string; readonly zone: string },
): Promise<OfferRow[]> {
  const { rows } = await sql<OfferRow>`
    select r.code, r.title_zh as "titleZh", r.title_en as "titleEn", r.owner, r.reconstructed,
      (select count(*)::int from reporting.question q where q.return = r.code and q.withdrawn_at is null) as questions
    from reporting.return r join registers.person_v1 v on v.id = ${person}
    where r.withdrawn_at is null and r.state = 'published' and r.asks = 'person' and r.circle = 'volunteers'
      and ${within(circleOfReturn, { day: sql`${today}::date`, zone })}
    order by r.code limit 50`.execute(db);
  return rows;
}

/**
 * What is due of persons who have died or left the register, and what residents owe of a day on which they were none any more.
 * @returns ids of filings, locked
 */
export async function dueOfTheGone(tx: Db, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select f.id from reporting.filing f join reporting.return r on r.code = f.return
    where f.withdrawn_at is null and f.state = 'due' and f.person is not null
      and not exists (select from registers.person_v1 v where v.id = f.person and v.alive
        and (r.circle <> 'residents' or f.voluntary or ${residentOn({ day: sql`f.ends_on` })}))
    order by f.id limit ${limit} for update of f`.execute(tx);
  return rows.map(({ id }) => id);
}
