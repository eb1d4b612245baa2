import { describe, expect, test } from 'vitest';
import { hashBytes, viewOf } from '#engines/parquet';
import { compileChecks } from './compile.ts';
import { impliedRules } from './implied-rules.ts';
import type { Check } from './checks.ts';
import { checked, dataset, faulty, good, lookups, number, rule } from './test-batch.ts';

describe('each kind of check finds its bad rows and no other', () => {
  test.each<[string, Check, readonly Readonly<Record<string, string>>[], readonly boolean[]]>([
    [
      'required',
      { kind: 'required', field: 'number' },
      [{ number: 'a' }, { number: '' }, { number: ' \u3000' }, {}],
      [false, true, true, true],
    ],
    [
      'length',
      { kind: 'length', field: 'number', most: 3 },
      [{ number: '一二三' }, { number: '一二三四' }, { number: ' 一二三 \u3000' }, {}],
      [false, true, false, false],
    ],
    [
      'type date',
      { kind: 'type', field: 'born' },
      [
        { born: '1980年1月2日' },
        { born: '2018-27-01' },
        { born: '' },
        { born: '2026-11-29 08:00:00+08' },
        { born: '2026-11-29T08:00:00.000Z' },
        { born: '2026-11-29 08:00:00.000' },
        { born: '2026-11-31T08:00:00+08:00' },
      ],
      [false, true, false, false, false, false, true],
    ],
    [
      'type number',
      { kind: 'type', field: 'sum' },
      [{ sum: '1,234.5' }, { sum: '十' }, { sum: '1e400' }],
      [false, true, true],
    ],
    [
      'code',
      { kind: 'code', field: 'sex', codes: 'sex' },
      [{ sex: '1' }, { sex: '女性' }, { sex: '男' }, { sex: '3' }, {}],
      [false, false, false, true, false],
    ],
    [
      'citizen-id',
      { kind: 'citizen-id', field: 'id' },
      [{ id: good }, { id: good.slice(0, 17) + (good.endsWith('1') ? '2' : '1') }, { id: '123' }, {}],
      [false, true, true, false],
    ],
    [
      'mobile',
      { kind: 'mobile', field: 'phone' },
      [
        { phone: '15412345678' },
        { phone: '１５４１２３４５６７８' },
        { phone: '1541234567' },
        { phone: '12800000000' },
      ],
      [false, false, true, true],
    ],
    [
      'range of dates',
      { kind: 'range', field: 'born', from: '1900-01-01', to: 'today' },
      [{ born: '1980/1/2' }, { born: '1899-12-31' }, { born: '2026-11-24' }, {}],
      [false, true, true, false],
    ],
    [
      'range of numbers',
      { kind: 'range', field: 'sum', from: '0', to: '10' },
      [{ sum: '9' }, { sum: '-1' }, { sum: '10.5' }],
      [false, true, true],
    ],
    [
      'order',
      { kind: 'order', earlier: 'born', later: 'since' },
      [
        { born: '1980-01-02', since: '2000-1-1' },
        { born: '1980-01-02', since: '1979/1/1' },
        { born: '1980-01-02' },
      ],
      [false, true, false],
    ],
    [
      'birth in the number',
      { kind: 'agrees-with-citizen-id', field: 'born', citizenId: 'id', part: 'birth' },
      [
        { id: good, born: '1980.1.2' },
        { id: good, born: '1980-02-01' },
        { id: '123', born: '1980-02-01' },
        { id: good },
      ],
      [false, true, false, false],
    ],
    [
      'sex in the number',
      { kind: 'agrees-with-citizen-id', field: 'sex', citizenId: 'id', part: 'sex' },
      [
        { id: good, sex: '1' },
        { id: good, sex: '2' },
      ],
      [false, true],
    ],
    [
      'pattern',
      { kind: 'pattern', field: 'number', pattern: '[A-Z]+' },
      [{ number: 'AB' }, { number: 'a' }, {}],
      [false, true, false],
    ],
    [
      'unique',
      { kind: 'unique', fields: ['number'] },
      [{ number: 'a' }, { number: 'b' }, { number: 'a' }, {}, {}],
      [true, false, true, false, false],
    ],
    [
      'unique over two',
      { kind: 'unique', fields: ['number', 'sex'] },
      [
        { number: 'a', sex: '1' },
        { number: 'a', sex: '2' },
        { number: 'a', sex: '男性' },
      ],
      [true, false, true],
    ],
    [
      'shared',
      { kind: 'shared-by-at-most', field: 'phone', most: 1, distinct: 'number' },
      [
        { phone: '15400000001', number: 'a' },
        { phone: '15400000001', number: 'b' },
        { phone: '15400000002', number: 'c' },
      ],
      [true, true, false],
    ],
    [
      'reference',
      { kind: 'reference', field: 'number', codes: 'village' },
      [{ number: '330281001001' }, { number: '330281009999' }, {}],
      [false, true, false],
    ],
  ])('%s', async (_title, check, rows, expected) => {
    expect(await faulty(rows, check)).toEqual(expected);
  });
});

test('values come out in their normal form', async () => {
  const fifteen = '000281800102001';
  const [row] = await checked(
    [{ number: ' n1 ', id: fifteen, born: '20160102', sex: 'Male', phone: ' 154-1234 ' }],
    [],
  );
  expect(row).toMatchObject({
    number: 'n1',
    id: number('00028119800102001'),
    born: '2016-01-02',
    sex: '1',
    _blocked: false,
  });
});

test('a hundred rules are still one pass, each with a bit of its own', async () => {
  const rules = Array.from({ length: 100 }, (_, at) => rule({ kind: 'length', field: 'number', most: at }));
  const compiled = compileChecks(dataset, rules, lookups);
  expect(compiled.faultColumns).toBe(2);
  expect(new Set(compiled.rules.map(({ column, bit }) => `${column}.${bit}`)).size).toBe(100);
  const [row] = await checked([{ number: 'x'.repeat(60) }], rules);
  // Lengths 0 to 59 are broken: all sixty bits of the first column, none of the second.
  expect(BigInt(String(row?.['_faults_0']))).toBe(2n ** 60n - 1n);
  expect(BigInt(String(row?.['_faults_1']))).toBe(0n);
});

test('a warning holds no row back', async () => {
  const warn = { ...rule({ kind: 'required', field: 'number' }), severity: 'warn' as const };
  expect((await checked([{}], [warn]))[0]).toMatchObject({ _blocked: false, _faults_0: '1' });
});

test('required, length and form follow from the catalogue', () => {
  expect(impliedRules(dataset).map(({ id }) => id)).toEqual([
    'trial.number.required',
    'trial.number.length',
    'trial.born.type',
    'trial.since.type',
    'trial.sex.code',
    'trial.sum.type',
    'trial.part.type',
    'trial.rest.type',
  ]);
});

test('two values whose hashes fall together are not one', async () => {
  const seen = new Map<number, string>();
  const pair = (): readonly [string, string] => {
    for (let at = 0; ; at++) {
      const value = `v${at}${Math.imul(at, 0x9e3779b1)}`;
      const bytes = Buffer.from(value);
      const hash = hashBytes(viewOf(bytes), 0, bytes.length);
      const other = seen.get(hash);
      if (other !== undefined) return [other, value];
      seen.set(hash, value);
    }
  };
  const [one, other] = pair();
  const rows = [{ number: one }, { number: 'x' }, { number: other }, { number: 'x' }];
  expect(await faulty(rows, { kind: 'unique', fields: ['number'] })).toEqual([false, true, false, true]);
});

test('many rows in many groups are each told by their own number', async () => {
  const rows = Array.from({ length: 500 }, (_, at) => ({
    number: at === 400 ? 'n7' : `n${at}`,
    id: at % 100 === 3 ? '1' : good,
  }));
  const rules = [rule({ kind: 'unique', fields: ['number'] }), rule({ kind: 'citizen-id', field: 'id' })];
  const bits = (await checked(rows, rules, { groupRows: 64 })).map((row) => Number(row['_faults_0']));
  expect(bits.flatMap((each, at) => (each === 0 ? [] : [`${at}:${each}`]))).toEqual([
    '3:2',
    '7:1',
    '103:2',
    '203:2',
    '303:2',
    '400:1',
    '403:2',
  ]);
});

test('instants become the city’s day, decimals keep their digits', async () => {
  const rows = await checked(
    [
      { born: '2026-11-28T20:00:00Z', sum: '12345678901234567890.1200' },
      { born: '2026-11-28 20:00:00+08', sum: '-0.0' },
      { born: '2026-11-28 20:00:00', sum: '+007.50' },
    ],
    [rule({ kind: 'required', field: 'number' })],
  );
  expect(rows.map(({ born, sum }) => [born, sum])).toEqual([
    ['2026-11-29', '12345678901234567890.12'],
    ['2026-11-28', '0'],
    ['2026-11-28', '7.5'],
  ]);
});
