import { dayIn } from '#kernel/clock';
import { expandCitizenId, normaliseIdentifier } from '#engines/identifiers';
import type { DatasetField } from '#platform/data/catalogue';
import { birthTeller, divisionTest, type Tell } from './birth.ts';
import { dayOf, dayOfIso, isoOf, readDay } from './day.ts';
import type { Lookups } from './lookups.ts';
import {
  citizenIdSweep,
  sweepClosely,
  sweepDates,
  sweepIdentifiers,
  sweepTexts,
  type Sweep,
} from './sweep.ts';

/** The day of a date or the birth in an identity number, as YYYYMMDD; 0 without one. */
export type Told = 'day' | 'birth';

/** How values of a type are brought into their normal form. */
export interface Form {
  /** Goes over a column: what is normal as it stands or usually spelled is settled at once, the rest looked at closely. */
  sweep(column: Sweep): void;
  /** What several rules ask of a normal value, told while it is looked at. */
  readonly tells?: { readonly what: Told; readonly tell: Tell };
  /** The closer look, at a text without blanks around it; null when it cannot be read. */
  normal(given: string): string | null;
}

const blanks = /^[ \t\r\n\u3000\u00a0]+|[ \t\r\n\u3000\u00a0]+$/g;

/** A value without the blanks around it. */
export const trimmed = (raw: string): string => raw.replaceAll(blanks, '');

const text: Form = { sweep: sweepTexts, normal: (given) => given };

const written = /^([1-9]\d{3})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d\d)(\d\d))$/;
/** ISO 8601, and as databases write it: 2016-01-02T08:00:00.000Z, 2016-01-02 08:00:00+08. */
const withTime =
  /^([1-9]\d{3}([-/])\d{1,2}\2\d{1,2})[ T](\d{1,2}:\d{1,2}(?::\d{1,2})?)(?:\.\d{1,9})?(Z|[+-]\d\d(?::?\d\d)?)?$/;

const twoDigits = (part: string): string => part.padStart(2, '0');

/** The city's day of an instant that says how far its clock is from UTC; null when there is no such instant. */
function dayOfInstant(
  { day, time, offset }: { readonly day: string; readonly time: string; readonly offset: string },
  timeZone: string,
): string | null {
  const date = writtenDay(day);
  const clock = [...time.split(':'), '0'].slice(0, 3).map(twoDigits).join(':');
  const [sign = '', hours = '', minutes = '00'] = offset.match(/[+-]|\d\d/g) ?? [];
  const at = Date.parse(`${date ?? ''}T${clock}${offset === 'Z' ? 'Z' : `${sign}${hours}:${minutes}`}`);
  return Number.isNaN(at) ? null : dayIn(timeZone, new Date(at));
}

/** A two-digit year is refused, for nobody knows its century. */
function normalDay(given: string, timeZone: string): string | null {
  const [, day, , time = '', offset] = withTime.exec(given) ?? [];
  if (day !== undefined && offset !== undefined) return dayOfInstant({ day, time, offset }, timeZone);
  return writtenDay(day ?? given);
}

function writtenDay(given: string): string | null {
  const [, year, , ...parts] = written.exec(given) ?? [];
  const [month, day] = parts.filter((part) => part !== undefined);
  const found = dayOf(Number(year), Number(month), Number(day));
  return found > 0 ? isoOf(found) : null;
}

const dateForm = ({ timeZone }: Lookups): Form => ({
  sweep: sweepDates,
  tells: { what: 'day', tell: readDay },
  normal: (given) => normalDay(given, timeZone),
});

function codeForm(field: DatasetField, lookups: Lookups): Form {
  const names = lookups.codes.get(field.codes ?? '');
  if (!names) return text;
  const pairs = [...names].flatMap(([code, spoken]) =>
    [code, ...spoken].map((name) => [name, code] as const),
  );
  const known = new Map([...Object.entries(field.values ?? {}), ...pairs.toReversed()]);
  return { sweep: sweepClosely, normal: (given) => known.get(given) ?? null };
}

const integer: Form = {
  sweep: sweepClosely,
  normal: (given) => (/^[-+]?\d{1,18}$/.test(given) ? String(BigInt(given.replace('+', ''))) : null),
};

/** A decimal as it is written, whatever its length: as a number of the machine it would lose digits. */
function normalDecimal(plain: string): string | null {
  const [, sign, before, after] = /^([-+]?)(?=\.?\d)(\d*)(?:\.(\d*))?$/.exec(plain) ?? [];
  if (before === undefined) return null;
  const decimals = (after ?? '').replace(/0+$/, '');
  const text = `${before.replace(/^0+(?=\d)/, '') || '0'}${decimals && `.${decimals}`}`;
  return sign === '-' && text !== '0' ? `-${text}` : text;
}

const withExponent = /^[-+]?(?:\d+\.?\d*|\.\d+)e[-+]?\d{1,3}$/i;

const number: Form = {
  sweep: sweepClosely,
  normal(given) {
    const plain = given.replaceAll(',', '');
    if (!withExponent.test(plain)) return normalDecimal(plain);
    return Number.isFinite(Number(plain)) ? String(Number(plain)) : null;
  },
};

const truths = new Map([
  ...['是', '1', 'Y', 'y', 'true', 'TRUE'].map((word) => [word, 'true'] as const),
  ...['否', '0', 'N', 'n', 'false', 'FALSE'].map((word) => [word, 'false'] as const),
]);

const identifier: Form = { sweep: sweepIdentifiers, normal: (given) => normaliseIdentifier(given) || null };

function normalCitizenId(given: string): string | null {
  const narrow = normaliseIdentifier(given);
  return (expandCitizenId(narrow) ?? narrow) || null;
}

function citizenIdForm(lookups: Lookups): Form {
  const tell = birthTeller(lookups);
  const sweep = citizenIdSweep(dayOfIso(lookups.today), divisionTest(lookups));
  return { sweep, tells: { what: 'birth', tell }, normal: normalCitizenId };
}

const forms: Readonly<Record<Exclude<DatasetField['type'], 'code' | 'date' | 'citizen-id'>, Form>> = {
  text,
  integer,
  number,
  boolean: { sweep: sweepClosely, normal: (given) => truths.get(given) ?? null },
  'credit-code': identifier,
  mobile: identifier,
};

/**
 * The normal form of a field: dates as ISO days, codes as codes, numbers half-width, 15-digit identity numbers at 18.
 */
export function formOf(field: DatasetField, lookups: Lookups): Form {
  if (field.type === 'code') return codeForm(field, lookups);
  if (field.type === 'date') return dateForm(lookups);
  return field.type === 'citizen-id' ? citizenIdForm(lookups) : forms[field.type];
}
