import {
  citizenIdFault,
  normalisePlate,
  organisationCodeFault,
  plateKind,
  usccFault,
} from '#engines/identifiers';
import type { Check, RowCheck } from './checks.ts';
import type { Condition } from './rule.ts';
import { lookups, type Row } from './test-batch.ts';

// For tests only: what each kind of check means, said the plainest way, over rows whose values stand in their normal
// form. Nothing here is shared with what is compiled.

type Value = string | null;
const valueOf = (row: Row, field: string): Value => row[field] || null;
const dates = ['born', 'since'];
const numbers = ['sum', 'part', 'rest'];

const isDay = (value: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(value) && new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);

function readable(field: string, value: string): boolean {
  if (dates.includes(field)) {
    try {
      return isDay(value);
    } catch {
      return false;
    }
  }
  if (field === 'rest') return /^-?\d+$/.test(value);
  if (numbers.includes(field)) return /^-?\d+(\.\d+)?$/.test(value);
  if (field === 'sex') return ['1', '2'].includes(value);
  return true;
}

const read = (row: Row, field: string): Value => {
  const value = valueOf(row, field);
  return value !== null && readable(field, value) ? value : null;
};
const comparable = (field: string, value: string): string | number =>
  numbers.includes(field) ? Number(value) : value;

function luhn(value: string): boolean {
  let sum = 0;
  for (const [at, digit] of [...value].toReversed().entries()) {
    const doubled = at % 2 === 1 ? Number(digit) * 2 : Number(digit);
    sum += Math.floor(doubled / 10) + (doubled % 10);
  }
  return /^\d{12,19}$/.test(value) && sum % 10 === 0;
}

/** Full years on the day of the check. */
function ageOn(born: string): number {
  const [year = 0, month = 0, day = 0] = born.split('-').map(Number);
  const [nowYear = 0, nowMonth = 0, nowDay = 0] = lookups.today.split('-').map(Number);
  const had = nowMonth > month || (nowMonth === month && nowDay >= day);
  return nowYear - year - (had ? 0 : 1);
}

/** A citizen number that is right, of somebody born by the day of the check. */
const rightId = (value: string): boolean =>
  citizenIdFault(value, { isRegion: () => true }) === null &&
  `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}` <= lookups.today;

const relationHolds: Readonly<Record<string, (a: string | number, b: string | number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>=': (a, b) => a >= b,
  '>': (a, b) => a > b,
};

/** Kinds that look at one value that was read; one that was not is bad. */
const ofText: Readonly<Partial<Record<RowCheck['kind'], (value: string, check: never) => boolean>>> = {
  in: (value, { values }: { values: string[] }) => !values.includes(value),
  'not-in': (value, { values }: { values: string[] }) => values.includes(value),
  pattern: (value, { pattern }: { pattern: string }) =>
    value.match(new RegExp(`^(${pattern})$`))?.[0] !== value,
  'not-pattern': (value, { pattern }: { pattern: string }) =>
    value.match(new RegExp(`^(${pattern})$`))?.[0] === value,
  begins: (value, check: { with: string[] }) => check.with.every((each) => value.indexOf(each) !== 0),
  ends: (value, check: { with: string[] }) => check.with.every((each) => value.slice(-each.length) !== each),
  'credit-code': (value) => usccFault(value) !== null,
  'organisation-code': (value) => organisationCodeFault(value) !== null,
  mobile: (value) => !/^1\d{10}$/.test(value),
  plate: (value) => plateKind(normalisePlate(value)) === null,
  'bank-card': (value) => !luhn(value),
};

const isUnread = (row: Row, field: string): boolean => {
  const value = valueOf(row, field);
  return value !== null && !readable(field, value);
};

type Plain = {
  readonly [K in RowCheck['kind']]?: (row: Row, check: Extract<RowCheck, { kind: K }>) => boolean;
};

/** Kinds that look at what is missing, unread, or at several values. */
const ofRow: Plain = {
  required: (row, { field }) => valueOf(row, field) === null,
  empty: (row, { field }) => valueOf(row, field) !== null,
  length(row, { field, least = 0, most = Infinity }) {
    const value = valueOf(row, field);
    const length = value === null ? 0 : Array.from(value).length;
    return value !== null && (length < least || length > most);
  },
  type: (row, { field }) => isUnread(row, field),
  code: (row, { field }) => isUnread(row, field),
  'citizen-id'(row, { field }) {
    const value = valueOf(row, field);
    return value !== null && !rightId(value);
  },
  range(row, { field, from, to }) {
    const value = read(row, field);
    if (value === null) return false;
    const bound = (text: string) => comparable(field, text === 'today' ? lookups.today : text);
    const own = comparable(field, value);
    return (from !== undefined && own < bound(from)) || (to !== undefined && own > bound(to));
  },
  age(row, { field, from = -Infinity, to = Infinity }) {
    const value = read(row, field);
    return value !== null && (ageOn(value) < from || ageOn(value) > to);
  },
  order(row, { earlier, later }) {
    const [one, other] = [read(row, earlier), read(row, later)];
    return one !== null && other !== null && one > other;
  },
  compare(row, check) {
    const [one, other] = [read(row, check.field), read(row, check.other)];
    if (one === null || other === null) return false;
    return !relationHolds[check.relation]?.(comparable(check.field, one), comparable(check.other, other));
  },
  sum(row, check) {
    const parts = check.parts.map((part) => read(row, part)).filter((part) => part !== null);
    const whole = read(row, check.field);
    if (whole === null || parts.length === 0) return false;
    return Math.abs(parts.reduce((sum, part) => sum + Number(part), 0) - Number(whole)) > check.tolerance;
  },
  'agrees-with-citizen-id'(row, { field, citizenId, part }) {
    const [value, id] = [read(row, field), valueOf(row, citizenId)];
    if (value === null || id === null || !rightId(id)) return false;
    if (part === 'sex') return value !== (Number(id[16]) % 2 === 1 ? '1' : '2');
    return value.replaceAll('-', '') !== id.slice(6, 14);
  },
  reference(row, { field, codes }) {
    const value = read(row, field);
    return value !== null && !lookups.codes.get(codes)?.has(value);
  },
};

function badRow(row: Row, check: RowCheck): boolean {
  const plain = ofRow[check.kind] as ((row: Row, check: RowCheck) => boolean) | undefined;
  if (plain) return plain(row, check);
  const test = ofText[check.kind] as ((value: string, check: RowCheck) => boolean) | undefined;
  if (!test || !('field' in check)) throw new Error(`${check.kind} is not said here`);
  const value = read(row, check.field);
  return value === null ? isUnread(row, check.field) : test(value, check);
}

const applies = (row: Row, when: Condition): boolean => {
  if (when.filled !== undefined) return (valueOf(row, when.field) !== null) === when.filled;
  const value = read(row, when.field);
  if (value === null) return false;
  return when.in ? when.in.includes(value) : !when.not?.includes(value);
};

/** Which rows are bad. */
export function naively(rows: readonly Row[], check: Check, when?: Condition): boolean[] {
  const together = (row: Row, fields: readonly string[]): Value => {
    const values = fields.map((field) => read(row, field));
    return values.includes(null) ? null : values.join(' | ');
  };
  if (check.kind === 'unique') {
    const own = rows.map((row) => together(row, check.fields));
    return own.map((value) => value !== null && own.filter((each) => each === value).length > 1);
  }
  if (check.kind === 'shared-by-at-most' || check.kind === 'same-within') {
    const [by, of, most] =
      check.kind === 'same-within'
        ? [check.within, check.field, 1]
        : [[check.field], check.distinct, check.most];
    return rows.map((row) => {
      const own = together(row, by);
      const others = rows.filter((each) => together(each, by) === own).map((each) => read(each, of));
      return own !== null && new Set(others.filter((each) => each !== null)).size > most;
    });
  }
  return rows.map((row) => (when === undefined || applies(row, when)) && badRow(row, check as RowCheck));
}
