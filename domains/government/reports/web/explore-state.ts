import type { Composable, Grain } from '../contract.ts';

/** What is looked at, as it stands in the address. */
export interface Looking {
  readonly theme?: string;
  readonly measure: string;
  readonly grain?: Grain;
  readonly period?: string;
  readonly periods: number;
  readonly rows?: string;
  readonly columns?: string;
  readonly where: Readonly<Record<string, string>>;
  readonly as: 'table' | 'line' | 'bar';
}

const grains = ['day', 'month', 'quarter', 'year'] as const;
const forms = ['table', 'line', 'bar'] as const;
const usualPeriods = 12;

function whereOf(text: string | null): Record<string, string> {
  const where: Record<string, string> = {};
  for (const part of (text ?? '').split(',')) {
    const [name = '', ...rest] = part.split(':');
    if (name !== '' && rest.length > 0) where[name] = rest.join(':');
  }
  return where;
}

export const whereText = (where: Looking['where']): string =>
  Object.entries(where)
    .map(([name, value]) => `${name}:${value}`)
    .join(',');

const maybe = <K extends string, V>(name: K, value: V | null | undefined) =>
  (value === null || value === undefined || value === '' ? {} : { [name]: value }) as { [P in K]?: V };

/** @param first the measure that is looked at where the address names none */
export function lookingOf(search: URLSearchParams, first: string): Looking {
  const periods = Number(search.get('periods'));
  return {
    ...maybe('theme', search.get('theme')),
    measure: search.get('measure') ?? first,
    ...maybe(
      'grain',
      grains.find((grain) => grain === search.get('grain')),
    ),
    ...maybe('period', search.get('period')),
    periods: Number.isInteger(periods) && periods >= 1 && periods <= 60 ? periods : usualPeriods,
    ...maybe('rows', search.get('rows')),
    ...maybe('columns', search.get('columns')),
    where: whereOf(search.get('where')),
    as: forms.find((form) => form === search.get('as')) ?? 'table',
  };
}

/** As the address has it: what is as usual is left out. */
export function searchOf({ where, periods, as, ...rest }: Looking): Record<string, string> {
  return {
    ...(Object.fromEntries(Object.entries(rest)) as Record<string, string>),
    ...maybe('where', whereText(where)),
    ...(periods === usualPeriods ? {} : { periods: String(periods) }),
    ...(as === 'table' ? {} : { as }),
  };
}

const without = <T extends object, K extends keyof T>(from: T, name: K): Omit<T, K> => {
  const { [name]: _gone, ...rest } = from;
  return rest;
};

/** Another measure keeps what it has of the dimensions. */
export function withMeasure(looking: Looking, { code, dimensions }: Composable): Looking {
  const known = new Set(dimensions.map(({ name }) => name));
  const { rows, columns, grain: _grain, ...rest } = looking;
  return {
    ...rest,
    measure: code,
    where: Object.fromEntries(Object.entries(looking.where).filter(([name]) => known.has(name))),
    ...(rows !== undefined && known.has(rows) ? { rows } : {}),
    ...(columns !== undefined && known.has(columns) ? { columns } : {}),
  };
}

/** One value of what stands in the rows: it is narrowed to, and the next dimension takes the rows. */
export function drilled(looking: Looking, value: string, { dimensions }: Composable): Looking {
  const { rows, columns, ...rest } = looking;
  if (rows === undefined) return looking;
  const where = { ...looking.where, [rows]: value };
  const next = columns ?? dimensions.find(({ name }) => where[name] === undefined)?.name;
  return { ...rest, where, ...(next === undefined ? {} : { rows: next }) };
}

/** One value of what stands in the columns: it is narrowed to, and the columns are periods again. */
export function narrowed(looking: Looking, value: string): Looking {
  const { columns, ...rest } = looking;
  return columns === undefined ? looking : { ...rest, where: { ...looking.where, [columns]: value } };
}

export const swapped = (looking: Looking): Looking =>
  looking.rows === undefined || looking.columns === undefined
    ? looking
    : { ...looking, rows: looking.columns, columns: looking.rows };

export const widened = (looking: Looking, name: string): Looking => ({
  ...looking,
  where: without(looking.where, name),
});

/** A dimension in the rows or columns is in neither the other nor among what is narrowed; without rows there are no columns. */
export function placed(looking: Looking, at: 'rows' | 'columns', name: string): Looking {
  const { rows, columns, ...rest } = looking;
  const sides = { ...maybe('rows', rows), ...maybe('columns', columns), [at]: name };
  const other = at === 'rows' ? 'columns' : 'rows';
  if (sides[other] === name) delete sides[other];
  if (!sides.rows) return rest;
  return {
    ...rest,
    where: without(looking.where, name),
    rows: sides.rows,
    ...maybe('columns', sides.columns),
  };
}
