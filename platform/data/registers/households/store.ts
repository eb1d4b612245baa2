import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';
import type { Membership, Movement, Statement } from './rules.ts';

/** What decides somebody's memberships, as a digest: whoever has another than last time is reckoned again. */
const said = sql`md5(coalesce(p.household_number, '') || '|' || coalesce(p.household_relation, '') || '|' ||
  coalesce(p.origins -> 'householdNumber' ->> 'at', '') || coalesce(p.other_ids::text, '') || '|' || coalesce((
    select string_agg(m.kind || m.household_number || m.happened_on || m.at, ',' order by m.dataset, m.row_key)
    from registers.movement m where m.person = p.id), ''))`;

const isoForm = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';

export interface ToReckon {
  readonly id: string;
  readonly said: string;
}

/** Of these persons those of whom something new is said, as they stand. */
export async function dueOf(db: Db, persons: readonly string[]): Promise<ToReckon[]> {
  const { rows } = await sql<ToReckon>`
    with due as materialized (
      select p.id, ${said} as said from registers.person p
      where p.id = any(${sql.val([...persons])}::text[]) and p.withdrawn_at is null
        and (p.household_number is not null or exists (select from registers.movement m where m.person = p.id))
    )
    select id, said from due
    where said is distinct from (select r.said from registers.household_reckoned r where r.person = due.id)
    order by id`.execute(db);
  return rows;
}

/** These persons, as they stand; those who have left the register are left out. */
export async function toReckon(db: Db, persons: readonly string[]): Promise<ToReckon[]> {
  const { rows } = await sql<ToReckon>`
    select p.id, ${said} as said from registers.person p
    where p.withdrawn_at is null and p.id = any(${sql.val([...persons])}::text[]) order by p.id`.execute(db);
  return rows;
}

/**
 * Every state of these persons by which their households are reckoned: their versions, but not those in which they were
 * several; of those what each side said by itself, and the versions of whoever leads to them.
 */
const statesOf = (ids: RawBuilder<unknown>) => sql`
  with recursive led (person, id) as (
    select p, p from unnest(${ids}::text[]) as p
    union select led.person, p.id from led join registers.person p on p.merged_into = led.id
  )
  select led.person as id, v.household_number, v.household_relation, v.origins from led cross join lateral (
    select household_number, household_relation, origins from registers.person
      where id = led.id and other_ids is null
    union all
    select household_number, household_relation, origins from registers.person_history
      where id = led.id and other_ids is null
    union all
    select golden -> 'values' ->> 'householdNumber', golden -> 'values' ->> 'householdRelation', golden -> 'origins'
      from registers.side_version where side = led.id
    -- For each of them by itself: as a join it would be all that was ever said of everybody.
    offset 0
  ) v`;

/** What the register said of each person's household, version by version, and what was registered of them. */
export async function knownOf(
  db: Db,
  persons: readonly string[],
): Promise<Map<string, { statements: Statement[]; movements: Movement[] }>> {
  const ids = sql.val([...persons]);
  const { rows: statements } = await sql<Statement & { person: string }>`
    select distinct id as person, household_number as number, household_relation as relation,
      ((origins -> 'householdNumber' ->> 'at')::timestamptz at time zone 'Asia/Shanghai')::date::text as day,
      to_char((origins -> 'householdNumber' ->> 'at')::timestamptz at time zone 'UTC', ${isoForm}) as at
    from (${statesOf(ids)}) v
    where household_number is not null and origins -> 'householdNumber' ->> 'at' is not null
      and not exists (select from registers.taken_back b where b.batch = origins -> 'householdNumber' ->> 'batch'
        and b.row = (origins -> 'householdNumber' ->> 'row')::integer)`.execute(db);
  const { rows: movements } = await sql<Movement & { person: string }>`
    select person, kind, household_number as number, happened_on::text as day,
      to_char(at at time zone 'UTC', ${isoForm}) as at
    from registers.movement
    where person = any(${ids}::text[]) order by dataset, row_key`.execute(db);
  const stated = Map.groupBy(statements, ({ person }) => person);
  const moved = Map.groupBy(movements, ({ person }) => person);
  return new Map(
    persons.map((id) => [id, { statements: stated.get(id) ?? [], movements: moved.get(id) ?? [] }]),
  );
}

export interface Reckoned extends ToReckon {
  readonly memberships: readonly Membership[];
}

/** Writes what was reckoned in place of what stood; numbers of the households that it touches, before or after. */
export async function putMemberships(db: Db, reckoned: readonly Reckoned[]): Promise<string[]> {
  const ids = sql.val(reckoned.map(({ id }) => id));
  const { rows: before } = await sql<{ number: string }>`
    delete from registers.household_member where person = any(${ids}::text[]) returning number`.execute(db);
  const rows = reckoned.flatMap(({ id, memberships }) =>
    memberships.map(({ from, toldOn, until, ...rest }, position) => ({
      ...rest,
      person: id,
      position,
      from_day: from,
      told_on: toldOn,
      until_day: until,
    })),
  );
  if (rows.length > 0)
    await sql`
      insert into registers.household_member
        (person, position, number, relation, from_day, came, told_on, until_day, went)
      select person, position, number, relation, from_day, came, told_on, until_day, went
      from json_to_recordset(${JSON.stringify(rows)}::json) as g (person text, position integer, number text,
        relation text, from_day date, came text, told_on date, until_day date, went text)`.execute(db);
  await sql`
    insert into registers.household_reckoned (person, said)
    select id, said from json_to_recordset(${JSON.stringify(reckoned.map(({ id, said: digest }) => ({ id, said: digest })))}::json)
      as g (id text, said text)
    on conflict (person) do update set said = excluded.said`.execute(db);
  return [...new Set([...before, ...rows].map(({ number }) => number))];
}

export interface HouseholdState {
  readonly id: string | null;
  readonly number: string;
  readonly head: string | null;
  readonly members: number;
  readonly division: string | null;
  readonly address: string | null;
  readonly addressCode: string | null;
  readonly simulated: boolean;
}

/** Code of GB/T 4761 for the head of a household. */
const headCode = '02';

/** Households as their members make them now; the address is the head's, else that of the member with the lowest id. */
export async function householdsNow(db: Db, numbers: readonly string[]): Promise<HouseholdState[]> {
  if (numbers.length === 0) return [];
  const { rows } = await sql<HouseholdState>`
    with present as (
      select m.number, m.relation = ${headCode} as is_head, p.id, p.division, p.address, p.address_code, p.simulated
      from registers.household_member m join registers.person p on p.id = m.person and p.withdrawn_at is null
      where m.until_day is null and m.number = any(${sql.val([...numbers])}::text[])
    ), first as (
      select distinct on (number) number, division, address, address_code from present
      order by number, is_head desc nulls last, id
    ), counted as (
      select number, count(*)::int as members, bool_or(simulated) as simulated,
        case when count(*) filter (where is_head) = 1 then min(id) filter (where is_head) end as head
      from present group by number
    )
    select h.id, n.number, c.head, coalesce(c.members, 0)::int as members, f.division, f.address,
      f.address_code as "addressCode", coalesce(c.simulated, h.simulated, false) as simulated
    from unnest(${sql.val([...numbers])}::text[]) as n (number)
    left join counted c on c.number = n.number left join first f on f.number = n.number
    left join registers.household h on h.number = n.number order by n.number`.execute(db);
  return rows;
}

/**
 * Numbers of the households of these persons that no longer stand where the member stands whose address is theirs (see
 * `householdsNow`).
 */
export async function movedHouseholds(db: Db, persons: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    select h.number from registers.household h join (
      select distinct on (m.number) m.number, p.division, p.address, p.address_code
      from registers.household_member m join registers.person p on p.id = m.person and p.withdrawn_at is null
      where m.until_day is null and m.number = any(array(
        select t.number from registers.household_member t
        where t.until_day is null and t.person = any(${sql.val([...persons])}::text[])))
      order by m.number, (m.relation = ${headCode}) desc nulls last, p.id
    ) f on f.number = h.number
    where (f.address_code, f.address, f.division) is distinct from (h.address_code, h.address, h.division)
    order by h.number`.execute(db);
  return rows.map(({ number }) => number);
}

export interface MemberInTime {
  readonly person: string;
  readonly name: string;
  readonly number: string;
  readonly relation: string | null;
  readonly from: string | null;
  readonly came: Membership['came'];
  readonly toldOn: string | null;
  readonly until: string | null;
  readonly went: Membership['went'];
  readonly household: string | null;
  readonly simulated: boolean;
  readonly known: boolean;
}

/** Whether somebody is known to have belonged by a day: registered, told of, or gone later. */
const knownOn = (on: string | undefined) =>
  on === undefined
    ? sql`true`
    : sql`coalesce(coalesce(m.from_day, least(m.told_on, m.until_day - 1)) <= ${on}::date, false)`;

/** At the end of a day: not come later, as far as is registered, and not gone by then. */
const belongedOn = (on: string | undefined) =>
  on === undefined
    ? sql`true`
    : sql`(m.from_day is null or m.from_day <= ${on}::date) and (m.until_day is null or m.until_day > ${on}::date)`;

const memberColumns = sql`m.person, p.name, m.number, m.relation, m.from_day::text as "from", m.came,
  m.told_on::text as "toldOn", m.until_day::text as "until", m.went, h.id as household, p.simulated`;

/** Everybody who ever belonged to a household, or did at the end of a day: those who do now first, the head before them. */
export async function membersOfHousehold(db: Db, household: string, on?: string): Promise<MemberInTime[]> {
  const { rows } = await sql<MemberInTime>`
    select ${memberColumns}, ${knownOn(on)} as known from registers.household h
    join registers.household_member m on m.number = h.number
    join registers.person p on p.id = m.person and p.withdrawn_at is null
    where h.id = ${household} and ${belongedOn(on)}
    order by m.until_day is not null, m.relation = ${headCode} desc nulls last, m.relation nulls last, m.person, m.position`.execute(
    db,
  );
  return rows;
}

/** The households of a person in their order. */
export async function householdsOfPerson(db: Db, person: string, on?: string): Promise<MemberInTime[]> {
  const { rows } = await sql<MemberInTime>`
    select ${memberColumns}, ${knownOn(on)} as known from registers.household_member m
    join registers.person p on p.id = m.person and p.withdrawn_at is null
    left join registers.household h on h.number = m.number
    where m.person = ${person} and ${belongedOn(on)} order by m.position`.execute(db);
  return rows;
}

/** Households to which any of these ids belongs now. @returns ids of households */
export async function householdsOfPersons(db: Db, persons: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ household: string }>`
    select distinct h.id as household from registers.household_member m
    join registers.household h on h.number = m.number and h.withdrawn_at is null
    where m.until_day is null and m.person = any(${sql.val([...persons])}::text[]) order by 1`.execute(db);
  return rows.map(({ household }) => household);
}
