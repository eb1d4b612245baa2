import { expect, test } from 'vitest';
import { judge, sameValues } from './rules.ts';

const city = (version: number, name: string) => ({ version, values: { name }, side: 'city' as const });

test.for([
  { what: 'new', base: 0, known: undefined, say: 'a', authority: 'city', gives: [1, 'a', false] },
  {
    what: 'from the version there',
    base: 2,
    known: city(2, 'a'),
    say: 'b',
    authority: 'city',
    gives: [3, 'b', false],
  },
  {
    what: 'both, the same',
    base: 1,
    known: city(2, 'b'),
    say: 'b',
    authority: 'city',
    gives: [2, 'b', false],
  },
  {
    what: 'both, the node decides',
    base: 1,
    known: city(2, 'b'),
    say: 'c',
    authority: 'node',
    gives: [3, 'c', true],
  },
  {
    what: 'both, the city decides',
    base: 1,
    known: city(2, 'b'),
    say: 'c',
    authority: 'city',
    gives: [2, 'b', true],
  },
  { what: 'both new', base: 0, known: city(1, 'b'), say: 'c', authority: 'city', gives: [1, 'b', true] },
] as const)('a change $what', ({ base, known, say, authority, gives: [version, name, conflict] }) => {
  const judged = judge({ base, values: { name: say } }, known, authority);
  expect(judged).toMatchObject({ version, values: { name }, conflict });
});

test('a field that is not named has no value', () => {
  expect(sameValues({ a: '1', b: null }, { a: '1' })).toBe(true);
  expect(sameValues({ a: '1' }, { a: null })).toBe(false);
});
