import { sql } from 'kysely';
import { dayIn } from '#kernel/clock';
import type { Db } from '#kernel/db';
import type { ListedPage, ListedRow, Measured } from '#kernel/indicator';
import { leastShown } from './suppress.ts';

export const bands = ['children', 'working', 'old'] as const;
type Band = (typeof bands)[number];

export const movements = ['born', 'moved-in', 'moved-out', 'died'] as const;
type Kind = (typeof movements)[number];

const ages: Readonly<Record<Band, readonly [from: number, below: number]>> = {
  children: [0, 15],
  working: [15, 60],
  old: [60, 200],
};

/** Everybody alive of these years of age on a day: by the days of birth between which they lie. */
const within = (band: Band, at: Date) => {
  const [from, below] = ages[band];
  const day = dayIn('Asia/Shanghai', at);
  return sql`p.alive and p.birth_date <= ${day}::date - make_interval(years => ${from}::int)
    and p.birth_date > ${day}::date - make_interval(years => ${below}::int)`;
};

/** A department is nobody's here: people belong to the city, and whoever sees only a department's rows sees none. */
const ofOwner = ({ owner }: Pick<ListedPage, 'owner'>) => (owner === undefined ? sql`true` : sql`false`);

export async function peopleOf(db: Db, band: Band, page: ListedPage): Promise<ListedRow[]> {
  const { rows } = await sql<{ id: string; division: string | null; simulated: boolean }>`
    select p.id, p.division, p.simulated from registers.person_v1 p
    where ${within(band, page.at)} and ${ofOwner(page)} and p.id > ${page.after ?? ''}
    order by p.id limit ${page.limit}`.execute(db);
  return rows.map(({ id, division, simulated }) => ({
    key: id,
    path: `/registers/persons/${id}`,
    weight: 1,
    subject: id,
    simulated,
    values: { division },
  }));
}

export async function countPeopleOf(
  db: Db,
  band: Band,
  page: Pick<ListedPage, 'at' | 'owner'>,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from registers.person_v1 p where ${within(band, page.at)} and ${ofOwner(page)}`.execute(
    db,
  );
  return rows[0]?.n ?? 0;
}

interface TownRow {
  readonly town: string | null;
  readonly zh: string | null;
  readonly en: string | null;
  readonly value: number;
  readonly simulated: boolean;
  readonly newest: string;
}

const rest = { zh: '其他', en: 'Others' };

/** Towns with fewer people than may be shown stand together; when that tells one of them, all do. */
function partsOf(rows: readonly TownRow[]): Measured['parts'] {
  const shown = rows.filter(({ town, value }) => town !== null && value >= leastShown);
  const left = rows.filter((row) => !shown.includes(row));
  const others = left.reduce((sum, { value }) => sum + value, 0);
  if (others > 0 && others < leastShown) return undefined;
  return [
    ...shown.map(({ town, zh, en, value }) => ({
      key: town ?? '',
      title: { zh: zh ?? town ?? '', en: en ?? zh ?? town ?? '' },
      value,
    })),
    ...(others > 0 ? [{ key: 'others', title: rest, value: others }] : []),
  ];
}

/** People of a band, town by town. A register that holds nobody has no data, which is not zero. */
export async function measureBand(db: Db, band: Band, at: Date): Promise<Measured> {
  const { rows } = await sql<TownRow>`
    select c.*, d.name_zh as zh, coalesce(d.name_en, d.name_zh) as en from (
      select left(p.division, 9) as town, count(*)::int as value, bool_or(p.simulated) as simulated,
        max(p.valid_from) as newest
      from registers.person_v1 p where ${within(band, at)} group by 1
    ) c left join organisations.division_v1 d on d.code = c.town order by c.town nulls last`.execute(db);
  const value = rows.reduce((sum, row) => sum + row.value, 0);
  if (value === 0) {
    const { rows: any } = await sql`select from registers.person_v1 limit 1`.execute(db);
    return { value: any.length > 0 ? 0 : null, simulated: false, asOf: null };
  }
  const parts = partsOf(rows);
  return {
    value,
    ...(parts && { parts }),
    simulated: rows.some(({ simulated }) => simulated),
    asOf:
      rows
        .map(({ newest }) => newest)
        .toSorted()
        .at(-1) ?? null,
  };
}

const ofYear = (kind: Kind, at: Date) => {
  const day = dayIn('Asia/Shanghai', at);
  return sql`m.kind = ${kind} and m.happened_on <= ${day}::date and m.happened_on > ${day}::date - interval '12 months'`;
};

const keyOf = sql`m.dataset || ' ' || m.row_key`;

export async function movementsOf(db: Db, kind: Kind, page: ListedPage): Promise<ListedRow[]> {
  const { rows } = await sql<{
    key: string;
    person: string;
    day: string;
    division: string | null;
    simulated: boolean;
  }>`
    select ${keyOf} as key, m.person, m.happened_on::text as day, m.division, m.simulated from registers.movement_v1 m
    where ${ofYear(kind, page.at)} and ${ofOwner(page)} and ${keyOf} > ${page.after ?? ''}
    order by ${keyOf} limit ${page.limit}`.execute(db);
  return rows.map(({ key, person, day, division, simulated }) => ({
    key,
    path: `/registers/persons/${person}`,
    weight: 1,
    subject: person,
    simulated,
    values: { happenedOn: day, division },
  }));
}

export async function countMovementsOf(
  db: Db,
  kind: Kind,
  page: Pick<ListedPage, 'at' | 'owner'>,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from registers.movement_v1 m where ${ofYear(kind, page.at)} and ${ofOwner(page)}`.execute(
    db,
  );
  return rows[0]?.n ?? 0;
}

/** What was registered in twelve months. Where nothing was ever registered there is no data; a number too small is none either. */
export async function measureMovements(db: Db, kind: Kind, at: Date): Promise<Measured> {
  const { rows } = await sql<{
    value: number;
    any: boolean;
    simulated: boolean | null;
    newest: string | null;
  }>`
    select count(*) filter (where ${ofYear(kind, at)})::int as value, count(*) > 0 as any,
      bool_or(m.simulated) filter (where ${ofYear(kind, at)}) as simulated,
      max(m.at) filter (where ${ofYear(kind, at)}) as newest from registers.movement_v1 m`.execute(db);
  const [row] = rows;
  return {
    value: row?.any ? row.value : null,
    simulated: row?.simulated ?? false,
    asOf: row?.newest ?? null,
  };
}
