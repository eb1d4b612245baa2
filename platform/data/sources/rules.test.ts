import { expect, test } from 'vitest';
import { isCron, nextTick } from '#kernel/cron';
import { parseJson, textOf } from '#engines/tabular';
import { atPath } from './readers/json-path.ts';
import { countAlarms, driftOf, waitMinutes, withValue } from './rules.ts';
import { scheduleWords } from './schedule-words.ts';

const column = (name: string, type: string, declared?: true) => ({ name, type, declared });

test.each([
  [['1', '2'], 'integer'],
  [['1', '2.5'], 'number'],
  [['1', ''], 'integer'],
  [['2026-01-02', '2026/1/3'], 'date'],
  [['2026-01-02', '12'], 'text'],
  [['330281199001011234567'], 'number'],
  [['', ''], 'empty'],
  [['是'], 'text'],
])('%j is %s', (values, type) => {
  expect(values.reduce(withValue, 'empty')).toBe(type);
});

test.each([
  ['nothing known yet', undefined, [column('a', 'text')], []],
  [
    'another order',
    [column('a', 'text'), column('b', 'text')],
    [column('b', 'text'), column('a', 'text')],
    [],
  ],
  ['narrower values', [column('a', 'text')], [column('a', 'integer')], []],
  ['nothing in it', [column('a', 'date')], [column('a', 'empty')], []],
  ['what was empty', [column('a', 'empty')], [column('a', 'date')], []],
  ['wider values', [column('a', 'integer')], [column('a', 'text')], ['retyped a']],
  ['a declared type, wider', [column('a', 'text', true)], [column('a', 'integer', true)], ['retyped a']],
  ['new and gone', [column('a', 'text')], [column('b', 'text')], ['new b', 'missing a']],
] as const)('%s', (_what, before, now, found) => {
  expect(driftOf(before, now).map(({ kind, column: name }) => `${kind} ${name}`)).toEqual(found);
});

const bounds = { rowsLeast: null, rowsMost: null, rowsChange: null };
test.each([
  [5, bounds, [], []],
  [0, bounds, [], []],
  [0, bounds, [9, 10, 11], ['none']],
  [4, { ...bounds, rowsLeast: 5 }, [], ['few']],
  [6, { ...bounds, rowsMost: 5 }, [], ['many']],
  [15, { ...bounds, rowsChange: 50 }, [10, 10, 10], []],
  [16, { ...bounds, rowsChange: 50 }, [10, 10, 10], ['changed']],
  [4, { ...bounds, rowsChange: 50 }, [1000, 10, 10], ['changed']],
])('%d rows with %j after %j', (rows, within, last, kinds) => {
  expect(countAlarms(rows, within, last).map(({ kind }) => kind)).toEqual(kinds);
});

test.each([
  ['30 2 * * *', '每天 02:30', 'each day at 02:30'],
  ['*/15 * * * *', '每 15 分钟', 'every 15 minutes'],
  ['0 8 * * 1', '每周一 08:00', 'each Monday at 08:00'],
  ['0 8 3 * *', '每月 3 日 08:00', 'on day 3 of each month at 08:00'],
  ['0 8-17 * * 1-5', '0 8-17 * * 1-5', '0 8-17 * * 1-5'],
])('%s in words', (cron, zh, en) => {
  expect(scheduleWords(cron)).toEqual({ zh, en });
});

test('a schedule counts in the time zone of the city, and nonsense is none', () => {
  expect(nextTick('30 2 * * *', 'Asia/Shanghai', new Date('2026-11-28T18:00:00Z'))?.toISOString()).toBe(
    '2026-11-28T18:30:00.000Z',
  );
  expect(['* * * * *', '0 0 30 2 *', '99 * * * *', 'daily', '* * * * * *'].map(isCron)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('a source that stays away is asked less and less', () => {
  expect([1, 2, 3, 4, 9].map(waitMinutes)).toEqual([1, 5, 15, 60, 60]);
});

test('numbers of JSON stay as they were written, deep inside as well', () => {
  const read = parseJson(
    '{"data":{"rows":[{"id":330281199001011234567,"sum":1.50,"more":{"n":[9007199254740993]}}]}}',
  );
  const [row] = atPath(read, 'data.rows') as Record<string, unknown>[];
  expect([row?.['id'], row?.['sum'], row?.['more'], null, true].map(textOf)).toEqual([
    '330281199001011234567',
    '1.50',
    '{"n":[9007199254740993]}',
    '',
    'true',
  ]);
  expect(atPath(read, 'data.constructor')).toBeUndefined();
});
