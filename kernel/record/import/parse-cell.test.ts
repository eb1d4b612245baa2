import { expect, test } from 'vitest';
import { z } from 'zod';
import { code, field, geometry, money, point, type Field } from '../field.ts';
import type { PlannedField } from '../plan.ts';
import { parseCell, wordsOfCodes } from './parse-cell.ts';

const label = { zh: '', en: '' };
const kinds: Readonly<Record<string, Field>> = {
  text: field(z.string(), label),
  integer: field(z.int(), label),
  number: field(z.number(), label),
  money: field(money(), label),
  boolean: field(z.boolean(), label),
  date: field(z.iso.date(), label),
  instant: field(z.iso.datetime({ offset: true }), label),
  code: field(code('sex'), label),
  point: field(point(), label),
  named: field(z.enum(['roof', 'pole']), label, { names: { roof: { zh: '楼面站', en: 'Roof site' } } }),
  geometry: field(geometry(), label),
  list: field(z.array(z.string()), label),
  object: field(z.record(z.string(), z.unknown()), label),
};
const sexes = wordsOfCodes([
  { code: '1', name: { zh: '男', en: 'Male' } },
  { code: '2', name: { zh: '女', en: 'Female' } },
]);

const planned = (kind: string) => ({ name: kind, field: kinds[kind] }) as unknown as PlannedField;
const place = { type: 'Point', coordinates: [121.15, 30.04] };

test.each<[string, string, unknown]>([
  ['text', ' 余姚 ', '余姚'],
  ['text', '', null],
  ['number', '   ', null],
  ['number', '1,234.5', 1234.5],
  ['number', '１２．５', 12.5],
  ['number', '-3e2', -300],
  ['money', '￥1,234.5', 123_450],
  ['money', '0.29', 29],
  ['integer', '12', 12],
  ['named', '楼面站', 'roof'],
  ['named', 'roof SITE', 'roof'],
  ['named', 'pole', 'pole'],
  ['named', '别的', '别的'],
  ['boolean', '是', true],
  ['boolean', '×', false],
  ['boolean', 'TRUE', true],
  ['date', '2016年1月2日', '2016-01-02'],
  ['date', '20160102', '2016-01-02'],
  ['date', '42371', '2016-01-02'],
  ['instant', '2016-01-02 08:30', '2016-01-02T08:30:00+08:00'],
  ['instant', '2016-01-02T08:30:00Z', '2016-01-02T08:30:00.000Z'],
  ['instant', '2016/1/2', '2016-01-02T00:00:00+08:00'],
  ['code', '女', '2'],
  ['code', 'female', '2'],
  ['code', '2', '2'],
  ['code', '未知', '未知'],
  ['point', '121.15,30.04', place],
  ['point', '121.15，30.04', place],
  ['point', 'POINT(121.15 30.04)', place],
  ['point', JSON.stringify(place), place],
  ['geometry', JSON.stringify(place), place],
  ['list', '甲；乙、丙', ['甲', '乙', '丙']],
  ['object', '{"a":1}', { a: 1 }],
])('a %s written as %j is read', (kind, cell, value) => {
  expect(parseCell(planned(kind), cell, sexes)).toEqual({ value });
});

test.each([
  `1${' '.repeat(400_000)}x`,
  `POINT (${' '.repeat(400_000)}x`,
  `MULTIPOINT${' '.repeat(400_000)}(`,
])(
  'a cell of nothing but blanks costs no more than its length: the square of it would outlast this test',
  (cell) => {
    for (const kind of ['point', 'geometry'])
      expect(parseCell(planned(kind), cell, undefined)).toHaveProperty('code');
  },
);

test.each<[string, string, string]>([
  ['number', '十二', 'records.not-a-number'],
  ['money', '1.005', 'records.not-money'],
  ['number', '1,23', 'records.not-a-number'],
  ['boolean', '也许', 'records.not-yes-or-no'],
  ['date', '16-01-02', 'records.date-two-digit-year'],
  ['date', '2016-02-30', 'records.date-no-such-day'],
  ['date', '2016', 'records.date-incomplete'],
  ['instant', '昨天', 'records.date-not-a-date'],
  ['geometry', 'here', 'records.not-a-shape'],
  ['point', 'here', 'records.not-a-place'],
])('a %s written as %j is refused', (kind, cell, code) => {
  expect(parseCell(planned(kind), cell, undefined)).toMatchObject({ code });
});
