import { describe, expect, test } from 'vitest';
import { BatchCheck, Check } from './checks.ts';
import { stabilityIndex } from './distribution.ts';
import type { EarlierBatches, Lookups } from './lookups.ts';
import { KnownValues } from './known-values.ts';
import { isSafePattern } from './safe-pattern.ts';
import { check, faulty, lookups, rule, type Row } from './test-batch.ts';

const rows = (count: number, make: (at: number) => Row): Row[] =>
  Array.from({ length: count }, (_, at) => make(at));
const numbered = (count: number) => rows(count, (at) => ({ number: `n${at}` }));
const sums = (...values: readonly string[]) => values.map((sum) => ({ sum }));
const earlier = (...before: readonly number[]): EarlierBatches => ({
  rows: before,
  distributions: new Map(),
});
const none = { numbers: new Float64Array(), counts: new Map<string, number>(), others: 0 };
const drifting = (field: string, given: Partial<typeof none>): EarlierBatches => ({
  rows: [100],
  distributions: new Map([[field, { ...none, ...given }]]),
});
const day = (offset: number) =>
  new Date(Date.parse(lookups.today) + offset * 86_400_000).toISOString().slice(0, 10);

/** Kind, rows, what was before, what is measured (undefined: nothing to measure by), is it bad. */
const cases: readonly (readonly [
  unknown,
  readonly Row[],
  EarlierBatches | undefined,
  string | undefined,
  boolean,
])[] = [
  [{ kind: 'row-count', least: 3 }, numbered(2), earlier(), '2', true],
  [{ kind: 'row-count', least: 2, most: 2 }, numbered(2), earlier(), '2', false],
  [{ kind: 'row-count', least: 3 }, numbered(2), undefined, undefined, false],
  [{ kind: 'row-change', down: 20 }, numbered(7), earlier(3, 10), '-30 %', true],
  [{ kind: 'row-change', down: 30, up: 10 }, numbered(7), earlier(10), '-30 %', false],
  [{ kind: 'row-change', up: 10 }, numbered(12), earlier(10), '+20 %', true],
  [{ kind: 'row-change', up: 10 }, numbered(12), earlier(), undefined, false],
  [{ kind: 'row-anomaly', deviations: 3 }, numbered(30), earlier(100, 103, 99, 101, 98), '30', true],
  [{ kind: 'row-anomaly', deviations: 3 }, numbered(102), earlier(100, 103, 99, 101, 98), '102', false],
  [{ kind: 'row-anomaly', deviations: 3 }, numbered(30), earlier(100, 103, 99, 101), undefined, false],
  [{ kind: 'missing-share', field: 'phone', most: 49 }, [{ phone: '1' }, {}], earlier(), '50 %', true],
  [{ kind: 'missing-share', field: 'phone', most: 50 }, [{ phone: '1' }, {}], earlier(), '50 %', false],
  [{ kind: 'distinct-count', field: 'sum', most: 1 }, sums('1', '2', '1'), earlier(), '2', true],
  [{ kind: 'distinct-count', field: 'sum', least: 2 }, sums('1', '2', '1'), earlier(), '2', false],
  [{ kind: 'distinct-share', field: 'sum', least: 90 }, sums('1', '2', '1', '4'), earlier(), '75 %', true],
  [{ kind: 'distinct-share', field: 'sum', least: 90 }, [{}, {}], earlier(), undefined, false],
  [{ kind: 'statistic', field: 'sum', of: 'mean', most: 2 }, sums('1', '2', '6'), earlier(), '3', true],
  [{ kind: 'statistic', field: 'sum', of: 'median', most: 2 }, sums('1', '2', '6'), earlier(), '2', false],
  [{ kind: 'statistic', field: 'sum', of: 'sum', least: 10 }, sums('1', '2', '6'), earlier(), '9', true],
  [{ kind: 'statistic', field: 'sum', of: 'least', least: 1 }, sums('1', '-2'), earlier(), '-2', true],
  [{ kind: 'statistic', field: 'sum', of: 'most', most: 5 }, sums('1', '6'), earlier(), '6', true],
  [
    { kind: 'statistic', field: 'sum', of: 'deviation', most: 1 },
    sums('2', '4', '4', '4', '5', '5', '7', '9'),
    earlier(),
    '2.14',
    true,
  ],
  [
    { kind: 'statistic', field: 'sum', of: 'lower-quartile', least: 2 },
    sums('1', '2', '3', '4', '5'),
    earlier(),
    '2',
    false,
  ],
  [
    { kind: 'statistic', field: 'sum', of: 'upper-quartile', most: 3 },
    sums('1', '2', '3', '4', '5'),
    earlier(),
    '4',
    true,
  ],
  [{ kind: 'statistic', field: 'sum', of: 'mean', most: 2 }, [{}], earlier(), undefined, false],
  [{ kind: 'values-present', field: 'sex', values: ['1', '2'] }, [{ sex: '1' }], earlier(), '2', true],
  [{ kind: 'values-present', field: 'sex', values: ['1'] }, [{ sex: '男' }], earlier(), '', false],
  [
    { kind: 'freshness', field: 'since', days: 3 },
    [{ since: day(-4) }, { since: day(-9) }],
    earlier(),
    day(-4),
    true,
  ],
  [
    { kind: 'freshness', field: 'since', days: 4 },
    [{ since: day(-4) }, { since: day(30) }],
    earlier(),
    day(-4),
    false,
  ],
  [
    { kind: 'drift', field: 'sex', most: 0.25 },
    rows(100, (at) => ({ sex: at < 90 ? '1' : '2' })),
    drifting('sex', {
      counts: new Map([
        ['1', 50],
        ['2', 50],
      ]),
    }),
    '0.88',
    true,
  ],
  [
    { kind: 'drift', field: 'sum', most: 0.1 },
    rows(100, (at) => ({ sum: String(at) })),
    drifting('sum', { numbers: Float64Array.from({ length: 1000 }, (_, at) => at / 10) }),
    '0',
    false,
  ],
  [{ kind: 'drift', field: 'sex', most: 0.25 }, [{ sex: '1' }], earlier(), undefined, false],
];

describe('what is about the batch as a whole', () => {
  test.each(cases.map((each) => [JSON.stringify(each[0]), ...each] as const))(
    '%s',
    async (_title, ...[said, given, before, measured, bad]) => {
      const known: Lookups = { ...lookups, earlier: before };
      const found = await check(given, [rule(BatchCheck.parse(said))], { groupRows: 40, known });
      expect(found.ofBatch.get(0)?.measured).toBe(measured);
      expect(found.verdicts.ofBatch.has(0)).toBe(bad);
      // It holds the whole batch back, or none of it.
      const masks = [1];
      const held = found.verdicts.breaking({ first: 0, rows: given.length }, masks);
      expect([...held].every((flag) => flag === Number(bad))).toBe(true);
    },
  );
});

test('the stability index is that of the textbooks', () => {
  const before = {
    ...none,
    counts: new Map([
      ['a', 40],
      ['b', 60],
    ]),
  };
  const now = {
    ...none,
    counts: new Map([
      ['a', 60],
      ['b', 40],
    ]),
  };
  // (0.6 - 0.4) ln(0.6 / 0.4) + (0.4 - 0.6) ln(0.4 / 0.6)
  expect(stabilityIndex(before, now)).toBeCloseTo(0.4 * Math.log(1.5), 10);
  expect(stabilityIndex(before, before)).toBe(0);
});

describe('a value that stands elsewhere', () => {
  const known = new KnownValues();
  for (let at = 0; at < 5000; at++) known.add(`p${at}`);
  const elsewhere = { ...lookups, known: new Map([['people.id', known]]) };
  const asked = [{ number: 'p0' }, { number: 'p4999' }, { number: 'p5000' }, {}];
  test.each([
    ['exists-in', [false, false, true, false]],
    ['absent-from', [true, true, false, false]],
  ] as const)('%s', async (kind, expected) => {
    const said = Check.parse({ kind, field: 'number', source: 'people', their: 'id' });
    expect(await faulty(asked, said, { known: elsewhere })).toEqual(expected);
    // Of what was never filled nothing is said.
    expect(await faulty(asked, said)).toEqual([false, false, false, false]);
  });
});

test.each([
  ['[A-Z]{2}\\d{4,8}', true],
  ['(?:ab|cd)[0-9]+', true],
  ['浙[A-Z](·)?\\w{5}', true],
  ['(a+)+b', false],
  ['(?:(a|b)x)*', false],
  ['(?:a{1,9}){1,9}b', false],
  ['.*.*.*.*x', false],
  ['.*.*.*x', false],
  ['.*市?.*', true],
  ['(?:浙|苏|沪|皖|赣|闽|鲁|粤|京|津|冀|晋|豫|鄂|湘)[A-Z](?:D|F)?\\d{4,5}', true],
  ['.?'.repeat(22), false],
  ['a{0,99}'.repeat(4), false],
  ['(?:a|a)'.repeat(30), false],
  ['(?:x(?:a|a))?'.repeat(30), false],
  ['(a)\\1', false],
  ['(?=a)b', false],
  ['(', false],
])('a pattern that may be written in the console: %s %s', (pattern, safe) => {
  expect(isSafePattern(pattern)).toBe(safe);
});
