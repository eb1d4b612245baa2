import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';
import type { ListedPage, ListedRow, Measured } from '#kernel/indicator';

export type Figure = 'up' | 'use';

const day = (at: Date): RawBuilder<unknown> =>
  sql`(${at.toISOString()}::timestamptz at time zone 'Asia/Shanghai')::date`;

const tables: Readonly<Record<Figure, RawBuilder<unknown>>> = {
  up: sql`select id, system, owner, day, up as weight, looks as whole, simulated from applications.health_day_v1`,
  use: sql`select id, system, owner, day, sign_ons as weight, persons as whole, simulated from applications.use_day_v1`,
};

const rowsOf = (figure: Figure, at: Date, owner?: string) => sql`
  (${tables[figure]}) d where d.day <= ${day(at)} and d.day > ${day(at)} - 30
    and ${owner === undefined ? sql`true` : sql`d.owner = ${owner}`}`;

interface Row {
  readonly id: string;
  readonly system: string;
  readonly day: string;
  readonly weight: number;
  readonly whole: number;
  readonly simulated: boolean;
}

export async function list(
  db: Db,
  figure: Figure,
  { at, owner, after, limit }: ListedPage,
): Promise<ListedRow[]> {
  const { rows } = await sql<Row>`
    select d.id, s.name_zh as system, d.day::text as day, d.weight, d.whole, d.simulated
    from (select * from ${rowsOf(figure, at, owner)} and d.id > ${after ?? ''} order by d.id limit ${limit}) d
    left join applications.system_v1 s on s.code = d.system order by d.id`.execute(db);
  return rows.map(({ id, system, day: of, weight, whole, simulated }) => ({
    key: id,
    path: `/applications/systems/${encodeURIComponent(id.split(':')[0] ?? '')}`,
    weight,
    ...(figure === 'up' ? { of: whole } : {}),
    simulated,
    values: { system, day: of, weight, whole },
  }));
}

export async function count(
  db: Db,
  figure: Figure,
  { at, owner }: Pick<ListedPage, 'at' | 'owner'>,
): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from ${rowsOf(figure, at, owner)}`.execute(db);
  return rows[0]?.n ?? 0;
}

interface Part {
  readonly system: string;
  readonly zh: string | null;
  readonly en: string | null;
  readonly weight: number;
  readonly whole: number;
  readonly simulated: boolean;
}

/** By system: of `up` the looks that were answered, of `use` the sign-ons. */
export async function measure(db: Db, figure: Figure, at: Date): Promise<Measured> {
  const { rows } = await sql<Part>`
    select d.system, s.name_zh as zh, s.name_en as en, sum(d.weight)::int as weight, sum(d.whole)::int as whole,
      bool_or(d.simulated) as simulated
    from (select * from ${rowsOf(figure, at)}) d left join applications.system_v1 s on s.code = d.system
    group by 1, 2, 3 order by 1`.execute(db);
  const weight = rows.reduce((sum, row) => sum + row.weight, 0);
  const whole = rows.reduce((sum, row) => sum + row.whole, 0);
  const value = figure === 'use' ? weight : (100 * weight) / whole;
  return {
    value: rows.length === 0 || whole === 0 ? null : value,
    parts: rows.map(({ system, zh, en, weight: part }) => ({
      key: system,
      title: { zh: zh ?? system, en: en ?? system },
      value: part,
    })),
    simulated: rows.some((row) => row.simulated),
  };
}
