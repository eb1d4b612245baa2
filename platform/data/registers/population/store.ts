import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';

export interface AreaRow {
  readonly code: string | null;
  readonly zh: string | null;
  readonly en: string | null;
  readonly total: number;
  readonly registered: number;
  readonly resident: number;
  readonly children: number;
  readonly working: number;
  readonly old: number;
  readonly simulated: boolean;
}

const gone = sql`exists (select from registers.movement m where m.person = p.id and m.kind = 'died')`;
const isRegistered = sql`exists (select from registers.household_member h where h.person = p.id and h.until_day is null)`;

const digitsOfGrid = 15;

/** Somebody's grid: that of the house in which they live. */
const gridOf = sql`(select g.grid from addresses.address_v1 a join registers.grid_house g on g.house = a.house
  and g.withdrawn_at is null where a.code = p.address_code)`;

/** Whether somebody lives in a division, down to a grid. */
const livesIn = (division: string) => {
  if (division === '') return sql`true`;
  if (division.length < digitsOfGrid) return sql`p.division like ${division} || '%'`;
  return sql`p.division = left(${division}, 12) and ${gridOf} = ${division}`;
};

/** Everybody who is alive, as far as is registered, within a division. */
const living = (division: string, day: string) => sql`
  select p.id, ${division.length < 12 ? sql`p.division` : sql`coalesce(${gridOf}, '')`} as division, p.sex, p.simulated,
    ${isRegistered} as registered, extract(year from age(${day}::date, p.birth_date))::int as years
  from registers.person p
  where p.withdrawn_at is null and not ${gone} and ${livesIn(division)}`;

/** People by the areas below a division, in the order of their codes; those whose area is not known last. */
export async function countAreas(
  db: Db,
  { division, below, day }: { readonly division: string; readonly below: number; readonly day: string },
): Promise<AreaRow[]> {
  const { rows } = await sql<AreaRow>`
    select a.*, d.name_zh as zh, coalesce(d.name_en, d.name_zh) as en from (
      select case when length(division) >= ${below} then left(division, ${below}) end as code, count(*)::int as total,
        count(*) filter (where registered)::int as registered, count(*) filter (where not registered)::int as resident,
        count(*) filter (where years < 15)::int as children,
        count(*) filter (where years between 15 and 59)::int as working,
        count(*) filter (where years >= 60)::int as old, bool_or(simulated) as simulated
      from (${living(division, day)}) p group by 1
    ) a left join organisations.division_v1 d on d.code = a.code order by a.code nulls last`.execute(db);
  return rows;
}

export interface AgeRow {
  readonly from: number;
  readonly men: number;
  readonly women: number;
}

/** Men and women by five years of age; those whose age or sex is not known are not among them. */
export async function countAges(db: Db, division: string, day: string): Promise<AgeRow[]> {
  const { rows } = await sql<AgeRow>`
    select least(years / 5 * 5, 100) as from, count(*) filter (where sex = '1')::int as men,
      count(*) filter (where sex = '2')::int as women
    from (${living(division, day)}) p where years >= 0 group by 1 order by 1`.execute(db);
  return rows;
}

export interface MonthRow {
  readonly month: string;
  readonly born: number;
  readonly movedIn: number;
  readonly movedOut: number;
  readonly died: number;
}

/** What was registered in the twelve months that end with the month of a day, each month told. */
export async function countMonths(db: Db, division: string, day: string): Promise<MonthRow[]> {
  const { rows } = await sql<MonthRow>`
    select to_char(months.first, 'YYYY-MM') as month,
      count(m.person) filter (where m.kind = 'born')::int as born,
      count(m.person) filter (where m.kind = 'moved-in')::int as "movedIn",
      count(m.person) filter (where m.kind = 'moved-out')::int as "movedOut",
      count(m.person) filter (where m.kind = 'died')::int as died
    from generate_series(date_trunc('month', ${day}::date) - interval '11 months', date_trunc('month', ${day}::date),
      interval '1 month') as months (first)
    left join (select m.person, m.kind, m.happened_on from registers.movement m
      join registers.person p on p.id = m.person and p.withdrawn_at is null
      where ${livesIn(division)}) m
      on m.happened_on >= months.first and m.happened_on < months.first + interval '1 month'
    group by 1 order by 1`.execute(db);
  return rows;
}

/** Names of divisions by their codes. */
export async function namesOfDivisions(db: Db, codes: readonly string[]): Promise<Map<string, Text>> {
  const { rows } = await sql<{ code: string; zh: string; en: string }>`
    select code, name_zh as zh, coalesce(name_en, name_zh) as en from organisations.division_v1
    where code = any(${sql.val([...codes])}::text[])`.execute(db);
  return new Map(rows.map(({ code, zh, en }) => [code, { zh, en }]));
}
