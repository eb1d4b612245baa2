import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Grain } from './shapes.ts';
import { everything } from './touches-store.ts';

/** What a measure adds up in one period and one choice of dimensions. Sums are decimals as text: nothing is rounded. */
export interface Cell {
  readonly period: string;
  /** Canonical JSON of the dimensions that are chosen: `{}` is the whole city. */
  readonly place: string;
  readonly numerator: string | null;
  readonly numerator_rows: number;
  readonly denominator: string | null;
  readonly denominator_rows: number;
  readonly simulated: boolean;
  readonly as_of: string | null;
}

export interface KeptCell extends Cell {
  readonly grain: Grain;
  /** How many times it was released; 0: its period is not over. */
  readonly vintage: number;
  readonly computed_at: string;
}

export interface Vintage {
  readonly grain: Grain;
  readonly period: string;
  readonly place: string;
  readonly vintage: number;
  readonly numerator: string | null;
  readonly numerator_rows: number;
  readonly denominator: string | null;
  readonly denominator_rows: number;
  readonly released_at: string;
  readonly cause: string;
}

const cellColumns = sql`grain, period::text as period, place, numerator::text as numerator, numerator_rows,
  denominator::text as denominator, denominator_rows, simulated, as_of, vintage, computed_at`;

export interface CellsWanted {
  readonly measure: string;
  readonly grain: Grain;
  readonly starts?: readonly string[] | undefined;
  /** Of one choice of dimensions alone. */
  readonly place?: string | undefined;
}

export async function listCells(db: Db, { measure, grain, starts, place }: CellsWanted): Promise<KeptCell[]> {
  const conditions = [sql`measure = ${measure} and grain = ${grain}`];
  // One period is found by the key also where nothing has been counted yet; one of a list is looked for in all of them.
  if (starts?.length === 1) conditions.push(sql`period = ${starts[0]}::date`);
  else if (starts) conditions.push(sql`period = any(${[...starts]}::date[])`);
  if (place !== undefined) conditions.push(sql`place = ${place}`);
  const { rows } = await sql<KeptCell>`
    select ${cellColumns} from indicators.cell where ${sql.join(conditions, sql` and `)}`.execute(db);
  return rows;
}

/** Cells of a stretch, in order. */
export async function listStretch(
  db: Db,
  { measure, grain, from, to }: { measure: string; grain: Grain; from: string; to: string },
): Promise<KeptCell[]> {
  const { rows } = await sql<KeptCell>`
    select ${cellColumns} from indicators.cell
    where measure = ${measure} and grain = ${grain} and period between ${from}::date and ${to}::date
    order by period, place`.execute(db);
  return rows;
}

/** The periods in which the whole city has data on both sides. */
export async function listKnown(
  db: Db,
  wanted: {
    readonly measure: string;
    readonly grain: Grain;
    readonly stretch: { readonly from: string; readonly until: string } | undefined;
  },
): Promise<string[]> {
  const { measure, grain, stretch } = wanted;
  const { rows } = await sql<{ period: string }>`
    select period::text as period from indicators.cell
    where measure = ${measure} and grain = ${grain} and place = '{}' and numerator is not null
      and denominator is not null
      and period >= ${stretch?.from ?? '-infinity'}::date and period < ${stretch?.until ?? 'infinity'}::date
    order by period`.execute(db);
  return rows.map(({ period }) => period);
}

/** The first and last period that a measure has values of. */
export async function spanOf(
  db: Db,
  measure: string,
  grain: Grain,
): Promise<{ from: string; to: string } | undefined> {
  const { rows } = await sql<{ from: string | null; to: string | null }>`
    select min(period)::text as from, max(period)::text as to from indicators.cell
    where measure = ${measure} and grain = ${grain} and numerator is not null`.execute(db);
  const [row] = rows;
  return row?.from && row.to ? { from: row.from, to: row.to } : undefined;
}

export async function putCells(db: Db, measure: string, cells: readonly KeptCell[]): Promise<void> {
  if (cells.length === 0) return;
  await sql`
    insert into indicators.cell (measure, grain, period, place, numerator, numerator_rows, denominator, denominator_rows,
      simulated, as_of, vintage, computed_at)
    select ${measure}, c.grain, c.period, c.place, c.numerator, c.numerator_rows, c.denominator, c.denominator_rows,
      c.simulated, c.as_of, c.vintage, c.computed_at
    from jsonb_to_recordset(${JSON.stringify(cells)}::jsonb) as c(grain text, period date, place text, numerator numeric,
      numerator_rows bigint, denominator numeric, denominator_rows bigint, simulated boolean, as_of timestamptz,
      vintage integer, computed_at timestamptz)
    on conflict (measure, grain, period, place) do update set numerator = excluded.numerator,
      numerator_rows = excluded.numerator_rows, denominator = excluded.denominator,
      denominator_rows = excluded.denominator_rows, simulated = excluded.simulated, as_of = excluded.as_of,
      vintage = excluded.vintage, computed_at = excluded.computed_at`.execute(db);
}

export async function putVintages(db: Db, measure: string, vintages: readonly Vintage[]): Promise<void> {
  if (vintages.length === 0) return;
  await sql`
    insert into indicators.vintage (measure, grain, period, place, vintage, numerator, numerator_rows, denominator,
      denominator_rows, released_at, cause)
    select ${measure}, v.grain, v.period, v.place, v.vintage, v.numerator, v.numerator_rows, v.denominator,
      v.denominator_rows, v.released_at, v.cause
    from jsonb_to_recordset(${JSON.stringify(vintages)}::jsonb) as v(grain text, period date, place text, vintage integer,
      numerator numeric, numerator_rows bigint, denominator numeric, denominator_rows bigint, released_at timestamptz,
      cause text)
    on conflict do nothing`.execute(db);
}

export async function dropCells(
  db: Db,
  measure: string,
  gone: readonly { grain: Grain; period: string; place: string }[],
): Promise<void> {
  if (gone.length === 0) return;
  await sql`
    delete from indicators.cell c using jsonb_to_recordset(${JSON.stringify(gone)}::jsonb)
      as g(grain text, period date, place text)
    where c.measure = ${measure} and c.grain = g.grain and c.period = g.period and c.place = g.place`.execute(
    db,
  );
}

/** What was released of one measure at once: how many values, of which periods. */
export interface Ended {
  readonly measure: string;
  /** First day of the earliest and of the latest period. */
  readonly from: string;
  readonly to: string;
  readonly values: number;
  readonly simulated: boolean;
}

/**
 * Releases what has run out: the first value that is said of a period when it is over. What is out of force says nothing, nor what
 * is touched and so not reckoned yet: its first value would be a wrong one, revised at once.
 */
export async function releaseEnded(db: Db, today: string, now: string): Promise<Ended[]> {
  const after = sql`(c.period + (case c.grain when 'day' then interval '1 day' when 'month' then interval '1 month'
    when 'quarter' then interval '3 months' else interval '1 year' end))`;
  const { rows } = await sql<Ended>`
    with ended as (
      update indicators.cell c set vintage = 1
      where c.vintage = 0 and c.measure not in (select b.measure from indicators.built b where b.gone_at is not null)
        and ${after} <= ${today}::date
        and not exists (select from indicators.touched t where t.measure = c.measure
          and (t.period = ${everything}::date or (t.period >= c.period and t.period < ${after})))
      returning *),
    kept as (
      insert into indicators.vintage (measure, grain, period, place, vintage, numerator, numerator_rows, denominator,
        denominator_rows, released_at, cause)
      select measure, grain, period, place, 1, numerator, numerator_rows, denominator, denominator_rows, ${now}, 'release'
      from ended on conflict do nothing)
    select measure, min(period)::text as from, max(period)::text as to, count(*)::int as values,
      bool_or(simulated) as simulated
    from ended group by measure order by measure`.execute(db);
  return rows;
}

export async function listVintages(
  db: Db,
  wanted: { measure: string; grain: Grain; from: string; to: string; place?: string },
): Promise<Vintage[]> {
  const { rows } = await sql<Vintage>`
    select grain, period::text as period, place, vintage, numerator::text as numerator, numerator_rows,
      denominator::text as denominator, denominator_rows, released_at, cause
    from indicators.vintage
    where measure = ${wanted.measure} and grain = ${wanted.grain}
      and period between ${wanted.from}::date and ${wanted.to}::date
      and (${wanted.place ?? null}::text is null or place = ${wanted.place ?? null})
    order by period, place, vintage`.execute(db);
  return rows;
}
