import { parseDate, type DateFault } from '#engines/tabular';
import { fenOf } from '../../money.ts';
import type { Text } from '../../texts.ts';
import type { CodeEntry } from '../codes.ts';
import type { FieldKind } from '../field.ts';
import { readWkt } from '../geojson.ts';
import type { PlannedField } from '../plan.ts';

export type Parsed = { readonly value: unknown } | { readonly code: string; readonly detail: Text };

/** Codes by what a file may write for them: the code itself, its Chinese or English name. */
export type CodeWords = ReadonlyMap<string, string>;

export const wordsOfCodes = (entries: readonly CodeEntry[]): CodeWords =>
  new Map(
    entries.flatMap(({ code, name }) => [
      [name.en.toLowerCase(), code],
      [name.zh.toLowerCase(), code],
      [code.toLowerCase(), code],
    ]),
  );

const halfWidth = (text: string): string => text.normalize('NFKC').trim();

const truths: Readonly<Record<string, boolean>> = {
  是: true,
  有: true,
  真: true,
  true: true,
  yes: true,
  y: true,
  '1': true,
  '√': true,
  '✓': true,
  否: false,
  无: false,
  假: false,
  false: false,
  no: false,
  n: false,
  '0': false,
  '×': false,
  '✗': false,
};

const refused = (code: string, zh: string, en: string): Parsed => ({
  code: `records.${code}`,
  detail: { zh, en },
});

function parseNumber(text: string): Parsed {
  const plain = halfWidth(text).replaceAll(/(?<=\d)[,\s](?=\d{3}(\D|$))/g, '');
  const value = Number(plain);
  return plain !== '' && Number.isFinite(value)
    ? { value }
    : refused('not-a-number', `“${text}”不是数字。`, `"${text}" is no number.`);
}

function parseMoney(text: string): Parsed {
  const value = fenOf(text);
  return value === undefined
    ? refused(
        'not-money',
        `“${text}”不是金额，请以元书写，最多两位小数，如 1234.50。`,
        `"${text}" is no amount; write yuan with at most two decimals, like 1234.50.`,
      )
    : { value };
}

function parseBoolean(text: string): Parsed {
  const value = truths[halfWidth(text).toLowerCase()];
  return value === undefined
    ? refused('not-yes-or-no', `“${text}”不是“是”或“否”。`, `"${text}" is neither yes nor no.`)
    : { value };
}

const dateFaults: Readonly<Record<DateFault, Text>> = {
  empty: { zh: '没有日期。', en: 'There is no date.' },
  'two-digit-year': { zh: '年份只有两位，请写四位。', en: 'The year has two digits; write four.' },
  'not-year-first': { zh: '日期请按年-月-日书写。', en: 'Write the date as year-month-day.' },
  incomplete: { zh: '日期不完整，请写到日。', en: 'The date is not complete; write the day as well.' },
  'no-such-day': { zh: '日历上没有这一天。', en: 'The calendar has no such day.' },
  'time-zone': { zh: '此处只写日期，不写时区。', en: 'Only a date belongs here, without a time zone.' },
  'not-a-date': { zh: '不是日期，请写如 2016-01-02。', en: 'This is no date; write it like 2016-01-02.' },
};

function parseDay(text: string): Parsed {
  const found = parseDate(text);
  if ('date' in found) return { value: found.date };
  return { code: `records.date-${found.fault}`, detail: dateFaults[found.fault] };
}

const withZone = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/** A time without a zone is the city's own: China has one civil time. */
function parseInstant(text: string): Parsed {
  const plain = halfWidth(text);
  if (withZone.test(plain) && !Number.isNaN(Date.parse(plain)))
    return { value: new Date(plain).toISOString() };
  const found = parseDate(text);
  if ('date' in found) return { value: `${found.date}T${found.time ?? '00:00:00'}+08:00` };
  return { code: `records.date-${found.fault}`, detail: dateFaults[found.fault] };
}

/** Blanks are one each before it is asked: a pattern with several runs of them takes the square of their number. */
const pair = /^\(? ?(-?\d+(?:\.\d+)?)(?: ?, ?| )(-?\d+(?:\.\d+)?) ?\)?$/;
const longestPair = 200;

/** @param texts longitude and latitude in degrees */
export function parsePoint(longitude: string, latitude: string): Parsed {
  const coordinates = [longitude, latitude].map((text) => Number(halfWidth(text)));
  return coordinates.every(Number.isFinite) ? { value: { type: 'Point', coordinates } } : notAPlace();
}

const notAPlace = (): Parsed =>
  refused(
    'not-a-place',
    '不是经纬度，请写“经度,纬度”，如 121.15,30.04。',
    'This is no place; write "longitude,latitude", as 121.15,30.04.',
  );

const beginsAsJson = /^\s*\{/;

function parsePlace(text: string): Parsed {
  const plain = text.length > longestPair ? '' : halfWidth(text).trim().replaceAll(/\s+/g, ' ');
  const found = pair.exec(plain.replace(/^point ?/i, ''));
  if (found) return parsePoint(found[1] ?? '', found[2] ?? '');
  return beginsAsJson.test(text) ? parseJson(text) : notAPlace();
}

function parseJson(text: string): Parsed {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return refused('not-json', '不是有效的 JSON。', 'This is no valid JSON.');
  }
}

/** GeoJSON as it stands, or well-known text. */
function parseGeometry(text: string): Parsed {
  const found = readWkt(text);
  if (found) return { value: found };
  return beginsAsJson.test(text)
    ? parseJson(text)
    : refused('not-a-shape', '不是 WKT 或 GeoJSON 图形。', 'This is no shape in WKT or GeoJSON.');
}

const parseList = (text: string): Parsed => ({
  value: text
    .split(/[;；、,，|]/)
    .map((part) => part.trim())
    .filter((part) => part !== ''),
});

const parseText = (text: string): Parsed => ({ value: text });

const byKind: Readonly<Record<FieldKind, (text: string) => Parsed>> = {
  text: parseText,
  code: parseText,
  reference: parseText,
  integer: parseNumber,
  number: parseNumber,
  money: parseMoney,
  boolean: parseBoolean,
  date: parseDay,
  instant: parseInstant,
  point: parsePlace,
  geometry: parseGeometry,
  list: parseList,
  object: parseJson,
};

/** The value of an enumeration that a file writes as people call it. */
function namedValue(names: Readonly<Record<string, Text>>, text: string): string | undefined {
  const said = text.toLowerCase();
  return Object.keys(names).find(
    (value) => names[value]?.zh === text || names[value]?.en.toLowerCase() === said,
  );
}

/**
 * A cell of a file as a value of its field; an empty cell is no value.
 * @param codes of a field with a code table: a code may be written by its name
 */
export function parseCell({ field }: PlannedField, cell: string, codes: CodeWords | undefined): Parsed {
  const text = cell.trim();
  if (text === '') return { value: null };
  if (field.kind === 'code') return { value: codes?.get(text.toLowerCase()) ?? text };
  if (field.names) return { value: namedValue(field.names, text) ?? text };
  return byKind[field.kind](text);
}

export const isTrue = (cell: string): boolean => truths[halfWidth(cell).toLowerCase()] === true;
