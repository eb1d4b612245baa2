import { expandCitizenId, normaliseIdentifier } from '#engines/identifiers';
import type { ByteView, Texts } from '#engines/parquet';
import type { DatasetField } from '#platform/data/catalogue';
import { dayOf, isoOf, readDay, writeIso } from './day.ts';
import type { Lookups } from './lookups.ts';

/** How values of a type are brought into their normal form. */
export interface Form {
  /** Are these bytes normal as they stand, with no blank around them? Nearly all are, so this must be quick. */
  isNormal(bytes: Uint8Array, start: number, end: number): boolean;
  /** Adds the normal form of a usual spelling; false when it takes a closer look. */
  rewrite?(source: ByteView, start: number, end: number, to: Texts): boolean;
  /** The closer look, at a text without blanks around it; null when it cannot be read. */
  normal(given: string): string | null;
}

const blanks = /^[ \t\r\n\u3000\u00a0]+|[ \t\r\n\u3000\u00a0]+$/g;

/** A value without the blanks around it. */
export const trimmed = (raw: string): string => raw.replaceAll(blanks, '');

const SPACE = 32;

/** Is there one of the blanks at either end? In UTF-8 U+3000 is E3 80 80 and U+00A0 is C2 A0. */
function hasBlankEnd(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] as number;
  const last = bytes[end - 1] as number;
  if (first <= SPACE || last <= SPACE) return true;
  if (first === 0xc2 || first === 0xe3) return isWideBlank(bytes, start) || endsInWideBlank(bytes, end);
  return last === 0xa0 || last === 0x80 ? endsInWideBlank(bytes, end) : false;
}

const isWideBlank = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0xc2
    ? bytes[at + 1] === 0xa0
    : bytes[at] === 0xe3 && bytes[at + 1] === 0x80 && bytes[at + 2] === 0x80;

const endsInWideBlank = (bytes: Uint8Array, end: number): boolean =>
  isWideBlank(bytes, end - (bytes[end - 1] === 0xa0 ? 2 : 3));

/** ASCII digits and capitals only. */
function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte < 48 || byte > 90 || (byte > 57 && byte < 65)) return false;
  }
  return true;
}

const never = (): boolean => false;

const text: Form = {
  isNormal: (bytes, start, end) => !hasBlankEnd(bytes, start, end),
  normal: (given) => given,
};

const written = /^([1-9]\d{3})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d\d)(\d\d))$/;
const withTime = /^([1-9]\d{3}([-/])\d{1,2}\2\d{1,2}) \d{1,2}:\d{1,2}:\d{1,2}$/;

/** A two-digit year is refused, for nobody knows its century. */
function normalDay(given: string): string | null {
  const [, year, , ...parts] = written.exec(withTime.exec(given)?.[1] ?? given) ?? [];
  const [month, day] = parts.filter((part) => part !== undefined);
  const found = dayOf(Number(year), Number(month), Number(day));
  return found > 0 ? isoOf(found) : null;
}

const date: Form = {
  isNormal: never,
  rewrite(source, start, end, to) {
    const day = readDay(source.bytes, start, end);
    if (day === 0) return false;
    const begin = to.reserve(10);
    writeIso(to.bytes, begin, day);
    to.close(begin + 10);
    return true;
  },
  normal: normalDay,
};

function codeForm(field: DatasetField, lookups: Lookups): Form {
  const names = lookups.codes.get(field.codes ?? '');
  if (!names) return text;
  const pairs = [...names].flatMap(([code, spoken]) =>
    [code, ...spoken].map((name) => [name, code] as const),
  );
  const known = new Map([...Object.entries(field.values ?? {}), ...pairs.toReversed()]);
  return { isNormal: never, normal: (given) => known.get(given) ?? null };
}

const integer: Form = {
  isNormal: never,
  normal: (given) => (/^[-+]?\d{1,18}$/.test(given) ? String(BigInt(given.replace('+', ''))) : null),
};

const number: Form = {
  isNormal: never,
  normal(given) {
    const plain = given.replaceAll(',', '');
    return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,3})?$/i.test(plain) ? String(Number(plain)) : null;
  },
};

const truths = new Map([
  ...['是', '1', 'Y', 'y', 'true', 'TRUE'].map((word) => [word, 'true'] as const),
  ...['否', '0', 'N', 'n', 'false', 'FALSE'].map((word) => [word, 'false'] as const),
]);

const identifier: Form = { isNormal: isPlain, normal: (given) => normaliseIdentifier(given) || null };

const citizenId: Form = {
  isNormal: (bytes, start, end) => end - start === 18 && isPlain(bytes, start, end),
  normal(given) {
    const narrow = normaliseIdentifier(given);
    return (expandCitizenId(narrow) ?? narrow) || null;
  },
};

const forms: Readonly<Record<Exclude<DatasetField['type'], 'code'>, Form>> = {
  text,
  date,
  integer,
  number,
  boolean: { isNormal: never, normal: (given) => truths.get(given) ?? null },
  'citizen-id': citizenId,
  'credit-code': identifier,
  mobile: identifier,
};

/**
 * The normal form of a field: dates as ISO days, codes as codes, numbers half-width, 15-digit identity numbers at 18.
 */
export const formOf = (field: DatasetField, lookups: Lookups): Form =>
  field.type === 'code' ? codeForm(field, lookups) : forms[field.type];
