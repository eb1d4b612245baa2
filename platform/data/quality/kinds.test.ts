import { describe, expect, test } from 'vitest';
import { Check } from './checks.ts';
import { naively } from './test-naive.ts';
import { Condition } from './rule.ts';
import { faulty, good, number, type Row } from './test-batch.ts';

/** Numbers by chance that come again: a linear congruential generator (Numerical Recipes). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const other = number('00028119990601004');
/** For each field some values that are good, some that are not, and one that cannot be read. */
const values: Readonly<Record<string, readonly string[]>> = {
  number: [
    'a',
    'ab',
    '15412345678',
    '2',
    '甲乙',
    '甲乙丙',
    'A1',
    '浙BA12345',
    '浙B12345',
    '6222021234567890123',
    '91350100M000100Y43',
    '91350100M000100Y4Z',
    'D2143569-X',
    'D2143569-1',
  ],
  id: [
    good,
    other,
    `${good.slice(0, 17)}${good.endsWith('1') ? '2' : '1'}`,
    '123',
    number('00028120990601004'),
  ],
  born: [
    '1980-01-02',
    '1999-06-01',
    '2026-11-23',
    '2026-11-24',
    '1899-12-31',
    '2008-11-23',
    '2008-11-24',
    '2018-27-01',
  ],
  since: ['1980-01-02', '1979-12-31', '2000-01-01', '2026-11-24', '昨天'],
  sex: ['1', '2', '3'],
  phone: ['15412345678', '15412345679', '1541234567', '25412345678'],
  sum: ['0', '10', '3', '7.5', '-1', '十'],
  part: ['0', '1', '3', '7.5', '9'],
  rest: ['0', '1', '2', '7', '9'],
};

function manyRows(seed: number): Row[] {
  const next = chance(seed);
  const pick = (of: readonly string[]) => of[Math.floor(next() * of.length)] ?? null;
  return Array.from({ length: 60 }, () =>
    Object.fromEntries(Object.entries(values).map(([name, of]) => [name, next() < 0.15 ? null : pick(of)])),
  );
}

const kinds: readonly (readonly [unknown, unknown?])[] = [
  [{ kind: 'required', field: 'number' }],
  [
    { kind: 'required', field: 'phone' },
    { field: 'sex', in: ['1'] },
  ],
  [
    { kind: 'required', field: 'phone' },
    { field: 'sex', not: ['1'] },
  ],
  [
    { kind: 'required', field: 'born' },
    { field: 'id', filled: true },
  ],
  [
    { kind: 'empty', field: 'since' },
    { field: 'born', filled: false },
  ],
  [{ kind: 'empty', field: 'since' }],
  [{ kind: 'length', field: 'number', least: 2, most: 3 }],
  [{ kind: 'length', field: 'number', least: 2 }],
  [{ kind: 'type', field: 'born' }],
  [{ kind: 'type', field: 'sum' }],
  [{ kind: 'code', field: 'sex', codes: 'sex' }],
  [{ kind: 'in', field: 'number', values: ['a', '甲乙'] }],
  [
    { kind: 'in', field: 'sex', values: ['1'] },
    { field: 'born', filled: true },
  ],
  [{ kind: 'not-in', field: 'number', values: ['a', '甲乙'] }],
  [{ kind: 'pattern', field: 'number', pattern: '[a-z]+|甲.*' }],
  [{ kind: 'not-pattern', field: 'number', pattern: '[a-z]+' }],
  [{ kind: 'begins', field: 'number', with: ['浙B', '甲'] }],
  [{ kind: 'ends', field: 'phone', with: ['8', '79'] }],
  [{ kind: 'citizen-id', field: 'id' }],
  [{ kind: 'credit-code', field: 'number' }],
  [{ kind: 'organisation-code', field: 'number' }],
  [{ kind: 'mobile', field: 'phone' }],
  [{ kind: 'plate', field: 'number' }],
  [{ kind: 'bank-card', field: 'number' }],
  [{ kind: 'range', field: 'born', from: '1900-01-01', to: 'today' }],
  [{ kind: 'range', field: 'sum', from: '0', to: '7.5' }],
  [{ kind: 'range', field: 'rest', to: '5' }],
  [{ kind: 'age', field: 'born', from: 18, to: 60 }],
  [{ kind: 'age', field: 'born', to: 17 }],
  [{ kind: 'order', earlier: 'born', later: 'since' }],
  ...['<', '<=', '=', '!=', '>=', '>'].flatMap((relation) => [
    [{ kind: 'compare', field: 'part', relation, other: 'rest' }] as const,
    [{ kind: 'compare', field: 'born', relation, other: 'since' }] as const,
    [{ kind: 'compare', field: 'number', relation, other: 'phone' }] as const,
  ]),
  [{ kind: 'sum', field: 'sum', parts: ['part', 'rest'] }],
  [{ kind: 'agrees-with-citizen-id', field: 'born', citizenId: 'id', part: 'birth' }],
  [{ kind: 'agrees-with-citizen-id', field: 'sex', citizenId: 'id', part: 'sex' }],
  [{ kind: 'reference', field: 'number', codes: 'village' }],
  [{ kind: 'unique', fields: ['number'] }],
  [{ kind: 'unique', fields: ['number', 'sex'] }],
  [{ kind: 'unique', fields: ['sum'] }],
  [{ kind: 'shared-by-at-most', field: 'phone', most: 2, distinct: 'number' }],
  [{ kind: 'shared-by-at-most', field: 'phone', most: 1, distinct: 'sex' }],
  [{ kind: 'same-within', field: 'phone', within: ['number'] }],
  [{ kind: 'same-within', field: 'sex', within: ['born', 'part'] }],
];

describe('what is compiled agrees with what is said plainly, on rows by chance', () => {
  test.each(kinds.map(([check, when]) => [JSON.stringify([check, when ?? 'always']), check, when] as const))(
    '%s',
    async (_title, said, where) => {
      const check = Check.parse(said);
      const when = where === undefined ? undefined : Condition.parse(where);
      let found = 0;
      for (const [at, groupRows] of [7, 60].entries()) {
        const rows = manyRows(at + 11);
        const bad = await faulty(rows, check, { groupRows, ...(when && { when }) });
        expect(bad).toEqual(naively(rows, check, when));
        found += bad.filter(Boolean).length;
      }
      // A rule that nothing breaks here would be no test.
      expect(found).toBeGreaterThan(0);
    },
  );
});
