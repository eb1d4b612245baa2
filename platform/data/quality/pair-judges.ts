import type { DatasetField } from '#platform/data/catalogue';
import type { RowCheck } from './checks.ts';
import { dayOfIso } from './day.ts';
import { placeOf, stateOf } from './field-column.ts';
import { isDate, isNumeric, type About, type Judge, type Judges } from './judge.ts';
import type { RowGroup } from './row-group.ts';
import { READ } from './states.ts';

type Relation = Extract<RowCheck, { kind: 'compare' }>['relation'];

const stands: Readonly<Record<Relation, (difference: number) => boolean>> = {
  '<': (difference) => difference < 0,
  '<=': (difference) => difference <= 0,
  '=': (difference) => difference === 0,
  '!=': (difference) => difference !== 0,
  '>=': (difference) => difference >= 0,
  '>': (difference) => difference > 0,
};

/** Of a row: its value as a number that compares as it should; NaN without one. */
type Reading = (row: number) => number;

function readingOf(group: RowGroup, name: string, field: DatasetField | undefined): Reading | undefined {
  const column = group.field(name);
  if (isDate(field)) {
    const days = group.days(name);
    return (row) => days[placeOf(column, row)] || NaN;
  }
  if (!isNumeric(field)) return undefined;
  const numbers = group.numbers(name);
  return (row) => numbers[placeOf(column, row)] ?? NaN;
}

const textOf = (group: RowGroup, name: string) => {
  const column = group.field(name);
  return (row: number): string | undefined =>
    stateOf(column, row) === READ ? column.normal.text(placeOf(column, row)) : undefined;
};

const compareTexts = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** A row in which either is missing, or cannot be read, passes. Days and numbers compare as such, all else as text. */
function compared(
  { field, relation, other }: Extract<RowCheck, { kind: 'compare' }>,
  { fields }: About,
): Judge {
  const holds = stands[relation];
  const alike = fields.get(field)?.type === fields.get(other)?.type;
  const numbers = isNumeric(fields.get(field)) && isNumeric(fields.get(other));
  return (group) => {
    const one = alike || numbers ? readingOf(group, field, fields.get(field)) : undefined;
    const two = alike || numbers ? readingOf(group, other, fields.get(other)) : undefined;
    if (one && two)
      return (row) => {
        const difference = one(row) - two(row);
        return !Number.isNaN(difference) && !holds(difference);
      };
    const [left, right] = [textOf(group, field), textOf(group, other)];
    return (row) => {
      const [a, b] = [left(row), right(row)];
      return a !== undefined && b !== undefined && !holds(compareTexts(a, b));
    };
  };
}

function summed({ field, parts, tolerance }: Extract<RowCheck, { kind: 'sum' }>): Judge {
  return (group) => {
    const read = (name: string): Reading => {
      const [column, numbers] = [group.field(name), group.numbers(name)];
      return (row) => numbers[placeOf(column, row)] ?? NaN;
    };
    const whole = read(field);
    const each = parts.map(read);
    return (row) => {
      const given = each.map((part) => part(row)).filter((part) => !Number.isNaN(part));
      if (given.length === 0) return false;
      return Math.abs(given.reduce((sum, part) => sum + part, 0) - whole(row)) > tolerance;
    };
  };
}

const yearsOf = 10_000;

/** Full years from the date, or from the birth in an identity number, until the day of the check. */
function aged(
  { field: name, from = -Infinity, to = Infinity }: Extract<RowCheck, { kind: 'age' }>,
  { field, lookups }: About,
): Judge {
  const today = dayOfIso(lookups.today);
  return (group) => {
    const column = group.field(name);
    const days = field?.type === 'citizen-id' ? group.births(name) : group.days(name);
    return (row) => {
      const day = days[placeOf(column, row)] ?? 0;
      if (day === 0) return false;
      const age = Math.floor((today - day) / yearsOf);
      return age < from || age > to;
    };
  };
}

/** Checks that reckon with numbers and days, of one field or several. */
export const pairJudges: Judges<'compare' | 'sum' | 'age'> = { compare: compared, sum: summed, age: aged };
