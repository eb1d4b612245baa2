import { literal, quoted } from '#engines/duckdb-text';
import type { Grain, Aggregate, Condition, Dimension, Value } from './shapes.ts';
import { getField, isNumber, type FindSource, type Found } from './sources.ts';
import { canonicalOrder } from './secrecy.ts';

/**
 * Definitions to SQL of the lake. What the checks leave of a dataset are texts in their normal form: days as ISO days, yes or
 * no as true and false, numbers as they are written. Names come from the catalogue, values are literals.
 */

/** Decimal places that numbers of the lake count with: sums are exact, whatever the order in which they are added. */
export const decimals = 6;

export interface LakeCompiling {
  readonly aggregate: Aggregate;
  readonly find: FindSource;
  /** What stands behind `from` for the rows as they stand, called `t` and with what they are joined. */
  readonly from: string;
}

const at = ({ alias, column }: Found): string => `${quoted(alias)}.${quoted(column)}`;
const fieldOf = ({ aggregate, find }: LakeCompiling, path: string): Found => getField(aggregate, path, find);

const exactly = (text: string, digits: number): string =>
  `try_cast(${text} as decimal(${digits}, ${decimals}))`;
const number = (text: string): string => exactly(text, 38);

/** The day by which a row belongs to a period, or until when it stands. */
export const dayText = (compiling: LakeCompiling, field: string = compiling.aggregate.time): string =>
  at(fieldOf(compiling, field));

const lengths: Readonly<Record<Grain, number>> = { day: 10, month: 7, quarter: 7, year: 4 };

/** What of a day tells its period: a part of the text, so that no day of a hundred million is read as one. */
export const periodText = (day: string, grain: Grain): string =>
  grain === 'day' ? day : `left(${day}, ${lengths[grain]})`;

/** First day of the period that `periodText` tells. */
export const periodStart = (text: string, grain: Grain): string => {
  if (grain === 'day') return `${text}::date`;
  if (grain === 'year') return `(${text} || '-01-01')::date`;
  return grain === 'month'
    ? `(${text} || '-01')::date`
    : `date_trunc('quarter', (${text} || '-01')::date)::date`;
};

/** Rows from one day up to before another: said of the text itself, so that whole pieces of a file are left out. */
export const withinDays = (day: string, from: string, until: string): string =>
  until === 'infinity'
    ? `${day} >= ${literal(from)}`
    : `${day} >= ${literal(from)} and ${day} < ${literal(until)}`;

/** One of these, or none of them; nothing where they are not asked of. */
function listText(side: string, how: 'in' | 'not', values: readonly string[] | undefined): string[] {
  if (values === undefined) return [];
  if (how === 'in') return [values.length === 0 ? 'false' : `${side} in (${values.join(', ')})`];
  return values.length === 0 ? [] : [`(${side} is null or ${side} not in (${values.join(', ')}))`];
}

function conditionText(compiling: LakeCompiling, condition: Condition): string {
  const { field, from, to, known } = condition;
  const found = fieldOf(compiling, field);
  const typed = (text: string): string => (isNumber(found) ? number(text) : text);
  const value = (each: Value): string => typed(literal(String(each)));
  const side = typed(at(found));
  const parts = [
    ...listText(side, 'in', condition.in?.map(value)),
    ...listText(side, 'not', condition.not?.map(value)),
    ...(from === undefined ? [] : [`${side} >= ${value(from)}`]),
    ...(to === undefined ? [] : [`${side} <= ${value(to)}`]),
    ...(known === undefined ? [] : [`${side} is ${known ? 'not ' : ''}null`]),
  ];
  return parts.length === 0 ? 'true' : `(${parts.join(' and ')})`;
}

/** What a row must fit to count; never null. `true` where every row does. */
export function keepText(compiling: LakeCompiling): string {
  const { where, field } = compiling.aggregate;
  const parts = where.map((each) => conditionText(compiling, each));
  if (field !== undefined) parts.push(`${at(fieldOf(compiling, field))} is not null`);
  return parts.length === 0 ? 'true' : `coalesce(${parts.join(' and ')}, false)`;
}

/** A number that is a text. Nearly all fit eighteen digits, which are read at a fraction of what more cost. */
const eitherText = (value: string): string =>
  `coalesce(${exactly(value, 18)}, case when ${exactly(value, 18)} is null then ${number(value)} end)`;

/** The smallest or largest of numbers that are texts. */
export const extremeText = (which: 'min' | 'max', value: string): string => `${which}(${eitherText(value)})`;

/** The text of what is added up, told apart or compared. */
export function valueText(compiling: LakeCompiling): string {
  const { field } = compiling.aggregate;
  return field === undefined ? 'null::varchar' : at(fieldOf(compiling, field));
}

/** Sum of numbers that are texts: of those of few digits, and of the others. */
export const sumText = (value: string, keep: string): string => {
  const [short, long] = [exactly(value, 18), number(value)];
  const which = keep === 'true' ? '' : ` filter (where ${keep})`;
  return `coalesce(sum(${short})${which}, 0) + coalesce(sum(case when ${short} is null then ${long} end)${which}, 0)`;
};

export interface PlacedDimension {
  readonly dimension: Dimension;
  /** The field as it stands in the rows. */
  readonly raw: string;
  /** What it is in the dimension, of the raw value. */
  readonly valueOf: (raw: string) => string;
}

const digits = { town: 9, village: 12 } as const;

/** A division's code as a text of the lake says it, or its name; the empty text where it says neither. */
function divisionOf(raw: string, level: 'town' | 'village'): string {
  const code = `regexp_matches(${raw}, '^[0-9]{${digits[level]},}$')`;
  const named = `(select n.code from division_name n where n.level = ${literal(level)} and n.name = ${raw})`;
  return `coalesce(case when ${code} then left(${raw}, ${digits[level]}) else ${named} end, '')`;
}

/** The dimensions of a side as its rows say them. */
export const placedDimensions = (
  compiling: LakeCompiling,
  dimensions: readonly Dimension[],
  side: 'numerator' | 'denominator',
): PlacedDimension[] =>
  dimensions.map((dimension) => {
    const path = side === 'denominator' ? (dimension.denominator ?? dimension.field) : dimension.field;
    const { level } = dimension;
    return {
      dimension,
      raw: at(fieldOf(compiling, path)),
      valueOf: (raw) => (level === undefined ? `coalesce(${raw}, '')` : divisionOf(raw, level)),
    };
  });

/** The place of a set of dimensions, `d0`, `d1` … of the rows `s`, as the database writes it. */
export function placeText(dimensions: readonly Dimension[]): string {
  if (dimensions.length === 0) return `'{}'`;
  const ordered = canonicalOrder(dimensions.map(({ name }) => name));
  const parts = ordered.map((name) => {
    const column = `s.d${dimensions.findIndex((each) => each.name === name)}`;
    return `case when grouping(${column}) = 0 then ${literal(`${JSON.stringify(name)}: `)} || to_json(${column})::varchar end`;
  });
  return `'{' || concat_ws(', ', ${parts.join(', ')}) || '}'`;
}

/** Every choice of the dimensions, each with the period. */
export const setsText = (count: number, period: string): string =>
  Array.from({ length: 2 ** count }, (_, bits) => {
    const chosen = Array.from({ length: count }, (_each, index) => `s.d${index}`);
    return `(${[period, ...chosen.filter((_each, index) => (bits & (2 ** index)) !== 0)].join(', ')})`;
  }).join(', ');

/** A field that tells a day, of rows that lie in some periods of a finer grain. */
export const amongText = (day: string, grain: Grain, starts: readonly string[]): string => {
  if (starts.length === 0) return 'false';
  const months = (start: string) =>
    [0, 1, 2].map((more) => {
      const month = Number(start.slice(5, 7)) + more;
      return `${start.slice(0, 5)}${String(month).padStart(2, '0')}`;
    });
  const texts = starts.flatMap((start) =>
    grain === 'quarter' ? months(start) : [start.slice(0, lengths[grain])],
  );
  return `${periodText(day, grain)} in (${texts.map(literal).join(', ')})`;
};
