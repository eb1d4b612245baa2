import { sql, type RawBuilder } from 'kysely';
import { columnOf } from '#kernel/record';
import { planOf } from '#kernel/record-server';
import { endOf } from './periods.ts';
import type { Aggregate, Condition, Dimension, Grain, Value } from './shapes.ts';
import { getField, getSource, isNumber, type FindSource, type Found, type Source } from './sources.ts';

/** Definitions to SQL, for PostgreSQL on a server and embedded. Names come from declared records only, values are bound. */

type Sql = RawBuilder<unknown>;

export interface Compiling {
  readonly aggregate: Aggregate;
  readonly find: FindSource;
  readonly timeZone: string;
  /** A day of the city's calendar: of later periods nothing is said to stand. */
  readonly today: string;
}

const fieldOf = ({ aggregate, find }: Compiling, path: string): Found => getField(aggregate, path, find);

const at = ({ alias, column }: Found): Sql => sql`${sql.id(alias, column)}`;

/** How the database keeps the rows of a source. */
export interface SourceTable {
  readonly table: Sql;
  /** Earlier versions of its rows, where they are kept. */
  readonly history: Sql | undefined;
  readonly key: string;
  /** Rows of this name that stand; a view shows no others. */
  readonly alive: (alias: string) => Sql;
  /** Of rows that are called `t`. */
  readonly simulated: Sql;
  readonly writtenAt: Sql;
}

function tableOfView({ view }: Extract<Source, { kind: 'view' }>): SourceTable {
  const column = (name: string | undefined, none: Sql): Sql =>
    name === undefined ? none : sql`${sql.id('t', name)}`;
  return {
    table: sql.table(view.id),
    history: undefined,
    key: columnOf(view, view.key),
    alive: () => sql`true`,
    simulated: column(view.simulated, sql`false`),
    writtenAt: column(view.writtenAt, sql`null::timestamptz`),
  };
}

/** @throws Error for a dataset, whose rows lie in the lake: a bug */
export function tableOf(source: Source): SourceTable {
  if (source.kind === 'dataset') throw new Error(`${source.id} lies in the lake`);
  if (source.kind === 'view') return tableOfView(source);
  const { table, history, key, record } = planOf(source.record);
  return {
    table,
    history: record.versions === 'valid-time' ? history : undefined,
    key: key.column,
    alive: (alias) => sql`${sql.id(alias, 'withdrawn_at')} is null`,
    simulated: sql`t.simulated`,
    writtenAt: sql`t.recorded_at`,
  };
}

export const ownTable = ({ aggregate, find }: Pick<Compiling, 'aggregate' | 'find'>): SourceTable =>
  tableOf(getSource(aggregate.record, find));

/** The source's rows with what they are joined with: by its key, so that no row comes twice. */
export function fromOf(compiling: Compiling): Sql {
  const { aggregate, find } = compiling;
  const joins = aggregate.joins.map((join) => {
    const alias = `j_${join.as}`;
    const { table, key, alive } = tableOf(getSource(join.record, find));
    return sql` left join ${table} ${sql.id(alias)} on ${sql.id(alias, key)} = ${at(fieldOf({ ...compiling, aggregate: { ...aggregate, joins: [] } }, join.from))}
      and ${alive(alias)}`;
  });
  return sql`${ownTable(compiling).table} t${sql.join(joins, sql``)}`;
}

/** The day of the city's calendar that a field tells. */
export function dayOf(compiling: Compiling, field: string = compiling.aggregate.time): Sql {
  const time = fieldOf(compiling, field);
  return time.field.kind === 'instant'
    ? sql`(${at(time)} at time zone ${compiling.timeZone})::date`
    : at(time);
}

export const periodOf = (compiling: Compiling, grain: Grain, field?: string): Sql =>
  sql`date_trunc(${sql.lit(grain)}, (${dayOf(compiling, field)})::timestamp)::date`;

/** Rows from one day up to before another, said of the column itself so that its index serves. */
export function within(compiling: Compiling, from: string, until: string): Sql {
  const time = fieldOf(compiling, compiling.aggregate.time);
  const edge = (day: string): Sql =>
    time.field.kind === 'instant'
      ? sql`(${day}::date::timestamp at time zone ${compiling.timeZone})`
      : sql`${day}::date`;
  return sql`${at(time)} >= ${edge(from)} and ${at(time)} < ${edge(until)}`;
}

interface Comparable {
  readonly side: Sql;
  readonly type: Sql;
}

function comparable(found: Found, timeZone: string, values: readonly Value[]): Comparable {
  if (isNumber(found)) return { side: sql`${at(found)}::numeric`, type: sql`numeric` };
  if (found.field.kind === 'date') return { side: at(found), type: sql`date` };
  if (found.field.kind !== 'instant') return { side: sql`${at(found)}::text`, type: sql`text` };
  // A day means the whole of it by the city's calendar.
  return values.every((value) => String(value).length === 10)
    ? { side: sql`(${at(found)} at time zone ${timeZone})::date`, type: sql`date` }
    : { side: at(found), type: sql`timestamptz` };
}

function conditionSql(compiling: Compiling, { field, in: one, not, from, to, known }: Condition): Sql {
  const found = fieldOf(compiling, field);
  const values = [...(one ?? []), ...(not ?? []), from, to].filter((value) => value !== undefined);
  const { side, type } = comparable(found, compiling.timeZone, values);
  const list = (some: readonly Value[]): Sql => sql`${some.map(String)}::text[]::${type}[]`;
  const parts: Sql[] = [];
  if (one) parts.push(sql`${side} = any(${list(one)})`);
  if (not) parts.push(sql`(${side} is null or ${side} <> all(${list(not)}))`);
  if (from !== undefined) parts.push(sql`${side} >= ${String(from)}::text::${type}`);
  if (to !== undefined) parts.push(sql`${side} <= ${String(to)}::text::${type}`);
  if (known !== undefined) parts.push(known ? sql`${side} is not null` : sql`${side} is null`);
  return sql`(${sql.join(parts, sql` and `)})`;
}

/** What a row must fit to count; never null. */
export function keepOf(compiling: Compiling): Sql {
  const { aggregate } = compiling;
  const conditions = aggregate.where.map((each) => conditionSql(compiling, each));
  if (aggregate.field !== undefined)
    conditions.push(sql`${at(fieldOf(compiling, aggregate.field))} is not null`);
  return conditions.length === 0 ? sql`true` : sql`coalesce(${sql.join(conditions, sql` and `)}, false)`;
}

export const valueOf = (compiling: Compiling): Sql => {
  const { field } = compiling.aggregate;
  return field === undefined ? sql`null::text` : at(fieldOf(compiling, field));
};

/** Digits of a division's code by which it lies in a town or village. */
const digits = { town: 9, village: 12 } as const;

/** The value of a row in a dimension; the empty text where it has none. */
export function dimensionOf(
  compiling: Compiling,
  dimension: Dimension,
  side: 'numerator' | 'denominator',
): Sql {
  const path = side === 'denominator' ? (dimension.denominator ?? dimension.field) : dimension.field;
  const value = sql`${at(fieldOf(compiling, path))}::text`;
  const { level } = dimension;
  return level === undefined
    ? sql`coalesce(${value}, '')`
    : sql`coalesce(left(${value}, ${sql.lit(digits[level])}), '')`;
}

/** Rows of one value of a dimension; where that is the field itself, said of the column so that its index serves. */
export function inDimension(compiling: Compiling, dimension: Dimension, value: string): Sql {
  if (dimension.level !== undefined || value === '')
    return sql`${dimensionOf(compiling, dimension, 'numerator')} = ${value}`;
  return sql`${at(fieldOf(compiling, dimension.field))}::text = ${value}`;
}

const sums: Readonly<Record<Aggregate['aggregate'], Sql>> = {
  count: sql`count(*) filter (where s.keep)`,
  'count-distinct': sql`count(distinct s.value) filter (where s.keep)`,
  sum: sql`coalesce(sum(s.value::numeric) filter (where s.keep), 0)`,
  average: sql`coalesce(sum(s.value::numeric) filter (where s.keep), 0)`,
  min: sql`min(s.value::numeric) filter (where s.keep)`,
  max: sql`max(s.value::numeric) filter (where s.keep)`,
};

/** The dimensions of a side: what they are called among the rows `s`, where they are read, and the place that a set of them is. */
export function placesOf(
  compiling: Compiling,
  dimensions: readonly Dimension[],
  side: 'numerator' | 'denominator',
): { readonly names: readonly Sql[]; readonly inner: Sql; readonly place: Sql } {
  const names = dimensions.map((_, index) => sql`s.${sql.id(`d${index}`)}`);
  const inner = dimensions.map(
    (each, index) => sql`, ${dimensionOf(compiling, each, side)} as ${sql.id(`d${index}`)}`,
  );
  const parts = dimensions.flatMap(({ name }, index) => [
    sql`${sql.lit(name)}::text`,
    sql`case when grouping(${names[index]}) = 0 then ${names[index]} end`,
  ]);
  const place = sql`jsonb_strip_nulls(jsonb_build_object(${sql.join(parts)}))`;
  return { names, inner: sql.join(inner, sql``), place };
}

export const setsOf = (names: readonly Sql[], period: Sql = sql`s.period`): Sql => {
  const sets = Array.from({ length: 2 ** names.length }, (_, bits) => [
    period,
    ...names.filter((_name, index) => (bits & (2 ** index)) !== 0),
  ]);
  return sql.join(sets.map((set) => sql`(${sql.join(set)})`));
};

export interface Slice {
  readonly grain: Grain;
  /** First days of the periods, in order; every period when absent. */
  readonly starts?: readonly string[] | undefined;
  /** Only what lies in these finer periods; everything when absent. */
  readonly only?: FinerPeriods | undefined;
}

/** Periods of a finer grain by their first days. */
export interface FinerPeriods {
  readonly grain: Grain;
  readonly starts: readonly string[];
}

/** Rows that lie in some periods. */
export const among = (compiling: Compiling, { grain, starts }: FinerPeriods): Sql =>
  sql`${periodOf(compiling, grain)} = any(${[...starts]}::date[])`;

/**
 * One side over periods of what happened in them: a row for each period and each choice of dimensions that the source has rows in, with
 * what is added up, how many rows count, whether any is simulated, and when the newest was written.
 */
export function flowQuery(
  compiling: Compiling,
  dimensions: readonly Dimension[],
  side: 'numerator' | 'denominator',
  { grain, starts, only }: Slice,
): RawBuilder<SideCell> {
  const { names, inner, place } = placesOf(compiling, dimensions, side);
  const { alive, simulated, writtenAt } = ownTable(compiling);
  const period = periodOf(compiling, grain);
  const last = starts?.at(-1);
  const range =
    starts && last
      ? sql` and ${within(compiling, starts[0] ?? last, endOf(last, grain))} and ${period} = any(${[...starts]}::date[])`
      : sql``;
  return sql<SideCell>`
    select s.period::text as period, ${place}::text as place,
      (${sums[compiling.aggregate.aggregate]})::text as sum, count(*) filter (where s.keep) as rows,
      bool_or(s.simulated) as simulated, max(s.recorded_at) as as_of
    from (select ${period} as period, ${keepOf(compiling)} as keep, ${valueOf(compiling)} as value,
        ${simulated} as simulated, ${writtenAt} as recorded_at${inner}
      from ${fromOf(compiling)}
      where ${alive('t')} and ${dayOf(compiling)} is not null${range}${only ? sql` and ${among(compiling, only)}` : sql``}) s
    group by grouping sets (${setsOf(names)})`;
}

export interface SideCell {
  readonly period: string;
  readonly place: string;
  readonly sum: string | null;
  readonly rows: number;
  readonly simulated: boolean;
  readonly as_of: string | null;
}
