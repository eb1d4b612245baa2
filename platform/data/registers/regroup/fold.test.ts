import { expect, test } from 'vitest';
import type { Golden } from '../rules.ts';
import { foldSides } from './fold.ts';

const said = (
  values: Record<string, readonly [string, number, string]>,
  confirmed: Golden['confirmed'] = {},
): Golden => ({
  values: Object.fromEntries(Object.entries(values).map(([name, [value]]) => [name, value])),
  origins: Object.fromEntries(
    Object.entries(values).map(([name, [, authority, at]]) => [
      name,
      { dataset: 'd', batch: at, row: 1, authority, at },
    ]),
  ),
  confirmed,
});
const [old, recent, newest] = [
  '2026-01-01T00:00:00.000Z',
  '2026-02-01T00:00:00.000Z',
  '2026-03-01T00:00:00.000Z',
];

test.each([
  [
    'the weightier word stands, whoever says it',
    said({ address: ['a', 50, newest] }),
    said({ address: ['b', 90, old] }),
    'b',
  ],
  ['of equal weight the newer', said({ address: ['a', 50, old] }), said({ address: ['b', 50, recent] }), 'b'],
  [
    'a word that was said again since is as new as that',
    said({ address: ['a', 50, old] }, { address: { authority: 50, at: newest } }),
    said({ address: ['b', 50, recent] }),
    'a',
  ],
  [
    'where both are equal the id that stays',
    said({ address: ['a', 50, old] }),
    said({ address: ['b', 50, old] }),
    'a',
  ],
  ['what one alone says', said({}), said({ address: ['b', 10, old] }), 'b'],
])('%s', (_title, stays, goes, expected) => {
  const sides = [
    { id: 'P2', golden: stays },
    { id: 'P1', golden: goes },
  ];
  const folded = foldSides(sides, 'P2', 'citizenId');
  expect(folded.values['address']).toBe(expected);
  expect(foldSides(sides.toReversed(), 'P2', 'citizenId')).toEqual(folded);
});

test('the number is that of the id that stays, however weighty the other', () => {
  const sides = [
    { id: 'P1', golden: said({ citizenId: ['one', 10, old] }) },
    { id: 'P2', golden: said({ citizenId: ['two', 99, newest] }) },
  ];
  expect(foldSides(sides, 'P1', 'citizenId').values['citizenId']).toBe('one');
  expect(foldSides(sides, 'P2', 'citizenId').values['citizenId']).toBe('two');
});
