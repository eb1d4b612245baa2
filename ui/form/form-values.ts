import type { Field, Fields, RecordOf } from '#kernel/record';
import { fenOf, yuanOf } from '#kernel/money';
import { readDay } from './day.ts';

/** What stands in the form's fields, as text; a yes-or-no field is `true` or `false`. */
export type FormText = Readonly<Record<string, string>>;

export interface FormFault {
  readonly field: string;
  readonly code: 'form.required' | 'form.number' | 'form.money' | 'form.json' | 'form.point' | 'form.date';
}
export interface FormReading {
  readonly values: Readonly<Record<string, unknown>>;
  readonly faults: readonly FormFault[];
}

/** Fields that a form may write, in the order of the record. */
export const writable = (fields: Fields): readonly (readonly [string, Field])[] =>
  Object.entries(fields).filter(([, field]) => !field.computed);

/** A stored value as the text of its form field. */
export function textOf(field: Field, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (field.kind === 'money') return yuanOf(Number(value));
  if (field.kind === 'point') return (value as { coordinates: number[] }).coordinates.join(', ');
  if (field.kind === 'list' && Array.isArray(value) && value.every((each) => typeof each === 'string'))
    return value.join('\n');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const fault = (code: FormFault['code']) => ({ code });
type Read = { readonly value: unknown } | { readonly code: FormFault['code'] };

function readNumber(text: string): Read {
  const read = Number(text);
  return Number.isFinite(read) ? { value: read } : fault('form.number');
}

function readMoney(text: string): Read {
  const fen = fenOf(text);
  return fen === undefined ? fault('form.money') : { value: fen };
}

function readDate(text: string): Read {
  const day = readDay(text);
  return day === undefined ? fault('form.date') : { value: day };
}

function readPoint(text: string): Read {
  // An empty part is no nought.
  const parts = text.split(/[,，\s]+/).map((part) => (part === '' ? Number.NaN : Number(part)));
  const [longitude, latitude] = parts;
  const good = parts.length === 2 && Math.abs(longitude ?? 999) <= 180 && Math.abs(latitude ?? 999) <= 90;
  return good ? { value: { type: 'Point', coordinates: parts } } : fault('form.point');
}

function readJson(text: string): Read {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return fault('form.json');
  }
}

function readList(text: string): Read {
  if (text.startsWith('[')) return readJson(text);
  return {
    value: text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  };
}

const readers: Readonly<Partial<Record<Field['kind'], (text: string) => Read>>> = {
  integer: readNumber,
  number: readNumber,
  money: readMoney,
  boolean: (text) => ({ value: text === 'true' }),
  point: readPoint,
  date: readDate,
  geometry: readJson,
  object: readJson,
  list: readList,
};

/** A form sends a line's end as two characters. */
const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim();

/** The value that the text of a field means. */
export const readField = (field: Field, text: string): Read => readers[field.kind]?.(text) ?? { value: text };

/** Everything a new row is made of; an empty optional field is left out. */
export function readNew(record: Pick<RecordOf, 'fields'>, form: FormText): FormReading {
  return gather(record, form, (_name, field, text) => {
    if (text !== '') return readField(field, text);
    return field.optional ? undefined : fault('form.required');
  });
}

/**
 * What a form changes of a row: a field left as it was is not sent, one that was emptied is sent as null.
 * A masked field shows nothing to begin with, so empty means as it is.
 */
export function readChange(
  record: Pick<RecordOf, 'fields'>,
  form: FormText,
  before: { readonly row: Readonly<Record<string, unknown>>; readonly masked: readonly string[] },
): FormReading {
  return gather(record, form, (name, field, text) => {
    const shown = before.masked.includes(name) ? '' : plain(textOf(field, before.row[name]));
    if (text === shown) return undefined;
    if (text !== '') return readField(field, text);
    return field.optional ? { value: null } : fault('form.required');
  });
}

function gather(
  record: Pick<RecordOf, 'fields'>,
  form: FormText,
  read: (name: string, field: Field, text: string) => Read | undefined,
): FormReading {
  const values: Record<string, unknown> = {};
  const faults: FormFault[] = [];
  for (const [name, field] of writable(record.fields)) {
    const text = form[name];
    if (text === undefined) continue;
    const got = read(name, field, plain(text));
    if (got && 'code' in got) faults.push({ field: name, code: got.code });
    else if (got) values[name] = got.value;
  }
  return { values, faults };
}
