import { expect, test } from 'vitest';
import { chooseBlocks } from './choose-blocks.ts';

const limits = { maxPairs: 1e6, pairsPerMatch: 1000 };
const [number, name, day] = [1n, 2n, 4n];

test('cheap rules that find much come first; what finds nothing new at a price is left', () => {
  const captures = [
    { bits: number | name | day, matches: 800 },
    { bits: name | day, matches: 150 },
    { bits: day, matches: 50 },
  ];
  const candidates = [
    { bits: name, pairs: 900_000 },
    { bits: number, pairs: 800 },
    { bits: name | day, pairs: 1200 },
    { bits: day, pairs: 40_000 },
  ];
  const { chosen, adds, recall } = chooseBlocks(candidates, captures, limits);
  expect(chosen).toEqual([1, 2, 3]);
  expect(adds).toEqual([800, 150, 50]);
  expect(recall).toBeGreaterThan(0.95);
  expect(recall).toBeLessThanOrEqual(1);
});

test('a budget is kept, and a match that costs too much is not looked for', () => {
  const captures = [{ bits: name, matches: 10 }];
  expect(chooseBlocks([{ bits: name, pairs: 9000 }], captures, { ...limits, maxPairs: 8000 }).chosen).toEqual(
    [],
  );
  expect(chooseBlocks([{ bits: name, pairs: 20_000 }], captures, limits).chosen).toEqual([]);
  expect(chooseBlocks([{ bits: name, pairs: 5000 }], captures, limits).chosen).toEqual([0]);
});

test('the more matches only one rule has found, the more are thought to be unseen', () => {
  const candidates = [
    { bits: number, pairs: 100 },
    { bits: day, pairs: 100 },
  ];
  const recallOf = (together: number) =>
    chooseBlocks(
      candidates,
      [
        { bits: number | day, matches: together },
        { bits: number, matches: 50 },
        { bits: day, matches: 50 },
      ],
      limits,
    ).recall;
  expect(recallOf(900)).toBeGreaterThan(recallOf(100));
  expect(recallOf(100)).toBeGreaterThan(recallOf(10));
});

test('nothing to choose from is no rule and no recall', () => {
  expect(chooseBlocks([], [], limits)).toEqual({ chosen: [], adds: [], recall: 0 });
});
