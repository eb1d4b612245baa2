import { expect, test } from 'vitest';
import { citizenIdCheck } from '#engines/identifiers';
import { hashBytes, Texts } from '#engines/parquet';
import type { DatasetField } from '#platform/data/catalogue';
import { readField } from './field-column.ts';
import { formOf } from './forms.ts';
import { Scratch } from './scratch.ts';
import { hashTexts, sweepClosely } from './sweep.ts';

let state = 11_643;
function below(limit: number): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 4294967296) * limit);
}
const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;
const padded = (value: number, length: number): string => String(value).padStart(length, '0');

/** A day in one of its spellings; now and then there is no such day. */
function day(): string {
  const [year, month, date] = [pick([1, 1899, 1900, 2000, 2023, 2024, 9999, 12_000]), below(14), below(33)];
  const mark = pick(['-', '/', '.', '']);
  const wide = mark === '' || below(2) === 0;
  return [padded(year, 4), padded(month, wide ? 2 : 1), padded(date, wide ? 2 : 1)].join(mark);
}

function citizenId(): string {
  const division = pick(['330281', '000281', '999999', '110000', '829999', '830000', '109999']);
  const digits = `${division}${padded(below(400) + 1750, 4)}${padded(below(14), 2)}${padded(below(33), 2)}${padded(below(1000), 3)}`;
  return digits + (below(9) === 0 ? pick(['X', 'x', '0', '7']) : citizenIdCheck(digits));
}

const blanks = [' ', '\u3000', '\u00a0', '\t', '\n'];
const wide = (text: string): string =>
  [...text].map((each) => String.fromCodePoint((each.codePointAt(0) ?? 0) + 0xfee0)).join('');

/** Texts of a kind, as clerks write them and as they should. */
function texts(make: () => string, count: number): Texts {
  const all = new Texts();
  for (let at = 0; at < count; at++) {
    const text = make();
    const spoiled = [
      () => '',
      () => text + pick(blanks),
      () => pick(blanks) + text,
      () => wide(text),
      () => text.slice(1),
      () => pick(blanks),
    ];
    all.add(below(20) === 0 ? pick(spoiled)() : text);
  }
  return all;
}

const lookups = {
  codes: new Map(),
  today: '2024-02-29',
  timeZone: 'Asia/Shanghai',
  inventedDivisions: ['000281', '999999'],
  known: new Map(),
  earlier: undefined,
};
const kinds: [DatasetField['type'], () => string][] = [
  ['date', day],
  ['citizen-id', citizenId],
  ['mobile', () => pick(['13', '19', '86', '+8']) + padded(below(1e9), pick([9, 10, 30]))],
  ['credit-code', () => padded(below(1e9), 9) + pick(['ABCDEFGHJ', 'abc', 'Z@', '[', '/:', '0'.repeat(60)])],
  [
    'text',
    () =>
      pick(['一', '丁', 'À', 'á', 'é', '〿', '、', 'ㄱ', 'x', '余姚市', '\u{20000}', '龀']) +
      pick(['', '一', 'à', '〇', '｠', '‰']),
  ],
];

test.each(kinds)('%s: what the kernel settles is what the closer look says', (type, make) => {
  const field = { name: 'x', label: { zh: '', en: '' }, type } as unknown as DatasetField;
  const form = formOf(field, lookups);
  const closely = { ...form, sweep: sweepClosely };
  const [one, other] = [new Scratch(), new Scratch()];
  for (const count of [0, 1, 5, 4096, 4097, 20_000]) {
    const column = { texts: texts(make, count), codes: null, rows: count };
    const found = readField(column, form, { scratch: one, name: 'x' });
    const expected = readField(column, closely, { scratch: other, name: 'x' });
    expect(found.states).toEqual(expected.states);
    expect(found.told).toEqual(expected.told);
    const told = (normal: Texts) => Array.from({ length: count }, (_, place) => normal.text(place));
    expect(told(found.normal)).toEqual(told(expected.normal));
  }
});

test('values longer than the room of the kernel, between others', () => {
  const form = formOf({ name: 'x', type: 'text' } as unknown as DatasetField, lookups);
  const all = new Texts();
  const written = ['a', 'x'.repeat(200_000), ' b', '', 'y'.repeat(131_069), `${'z'.repeat(131_068)} `, 'c'];
  for (const text of written) all.add(text);
  const column = { texts: all, codes: null, rows: written.length };
  const { normal, states } = readField(column, form, { scratch: new Scratch(), name: 'x' });
  expect(written.map((_, place) => normal.text(place))).toEqual(written.map((text) => text.trim()));
  expect([...states]).toEqual([1, 1, 1, 0, 1, 1, 1]);
});

test('hashes are those of hashBytes, of values of any length', () => {
  const all = texts(() => 'é'.repeat(below(30)) + padded(below(1e6), 1 + below(9)), 10_000);
  all.add('x'.repeat(200_000));
  const hashes = new Int32Array(all.count);
  hashTexts(all, hashes);
  const expected = Array.from(hashes, (_, place) =>
    all.isEmpty(place) ? 0 : hashBytes(all, all.start(place), all.end(place)) || 1,
  );
  expect([...hashes]).toEqual(expected);
});
