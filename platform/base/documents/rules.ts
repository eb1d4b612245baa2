import type { FieldError } from '#kernel/problem';
import { placesIn, type Layout, type PaperField, type Values } from './layout.ts';

/** The number of an official document: 余政〔2026〕12号, without filling noughts (GB/T 9704-2012 §7.2.5). */
export const paperNumber = (series: string, year: number, sequence: number): string =>
  `${series}〔${year}〕${sequence}号`;

/** A date as it stands in a paper: 2026年11月8日, without filling noughts (GB/T 9704-2012 §7.3.5). */
export function chineseDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) &&
  new Date(`${text}T00:00:00Z`).toString() !== 'Invalid Date' &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

const missing = (value: unknown): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

function fits(field: PaperField, value: Values[string]): boolean {
  if (field.kind === 'table') return Array.isArray(value);
  if (Array.isArray(value)) return false;
  if (field.kind === 'number') return Number.isFinite(Number(value));
  return field.kind === 'date' ? isDate(String(value)) : typeof value === 'string';
}

/** What is wrong with the values of a paper, one entry a field; empty when it can be printed. */
export function valueFaults(layout: Layout, values: Values): FieldError[] {
  const known = new Set(layout.fields.map(({ name }) => name));
  const unknown = Object.keys(values)
    .filter((name) => !known.has(name))
    .map((name) => ({
      path: `values.${name}`,
      code: 'documents.value-unknown',
      detail: { zh: `模板没有“${name}”这一项`, en: `The template has no field ${name}` },
    }));
  const faults = layout.fields.flatMap((field): FieldError[] => {
    const { name, label } = field;
    const value = values[name];
    const path = `values.${name}`;
    if (value === undefined || missing(value)) {
      const detail = { zh: `请填写${label.zh}`, en: `Fill in: ${label.en}` };
      return field.required ? [{ path, code: 'documents.value-missing', detail }] : [];
    }
    const detail = { zh: `${label.zh}无法识别`, en: `Cannot be read: ${label.en}` };
    return fits(field, value) ? [] : [{ path, code: 'documents.value-wrong', detail }];
  });
  return [...unknown, ...faults];
}

/** A text of a layout with its fields filled in; what has no value leaves its place empty. */
export function filled(text: string, layout: Layout, values: Values): string {
  const kinds = new Map(layout.fields.map(({ name, kind }) => [name, kind]));
  return text.replaceAll(/\{([a-z][a-zA-Z0-9]*)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined || Array.isArray(value)) return '';
    return kinds.get(name) === 'date' && isDate(String(value)) ? chineseDate(String(value)) : String(value);
  });
}

const lengthOf = (value: Values[string] | undefined): number => {
  if (value === undefined) return 0;
  if (!Array.isArray(value)) return String(value).length;
  return value.reduce(
    (sum, row) => sum + Object.values(row).reduce((most, { length }) => most + length, 0),
    0,
  );
};

/** How many characters the blocks of a layout come to with these values, as far as it can be told without filling them in. */
export function printedLength({ blocks }: Layout, values: Values): number {
  const all = (names: readonly string[]): number =>
    names.reduce((sum, name) => sum + lengthOf(values[name]), 0);
  return blocks.reduce((sum, block) => {
    if (block.kind === 'pairs') return sum + all(block.fields);
    return (
      sum + (block.kind === 'table' ? all([block.field]) : block.text.length + all(placesIn(block.text)))
    );
  }, 0);
}

/** Words for one value, as a table of pairs shows it. */
export const shown = (field: PaperField, layout: Layout, values: Values): string =>
  filled(`{${field.name}}`, layout, values);

const years = { permanent: undefined, '30-years': 30, '10-years': 10 } as const;

/**
 * Until when a paper must be kept: whole years from the January after it was issued (国家档案局令第8号 §5).
 * @returns undefined for ever
 */
export function keptUntil(retention: keyof typeof years, issuedOn: string): string | undefined {
  const length = years[retention];
  return length === undefined ? undefined : `${Number(issuedOn.slice(0, 4)) + length}-12-31`;
}

const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The code on a paper by which anyone can verify it, from random bytes: letters that are not mistaken for each other. */
export const verifyCode = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => alphabet[byte % alphabet.length]).join('');

/** As people type it: any case, with gaps. */
export const readCode = (typed: string): string => typed.toUpperCase().replaceAll(/[\s-]/g, '');
