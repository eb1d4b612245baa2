import { expect, test } from 'vitest';
import { drawFrom, meanScore, scoresFit } from './rules.ts';

const text = { zh: '项', en: 'item' };
const criteria = [
  { id: 'need', title: text, most: 60 },
  { id: 'gain', title: text, most: 40 },
];

test.for([
  [{ need: 60, gain: 0 }, true],
  [{ need: 61, gain: 0 }, false],
  [{ need: 60 }, false],
  [{ need: 1, gain: 1, other: 1 }, false],
  [{ need: 1, other: 1 }, false],
] as const)('scores %j fit: %s', ([scores, fits]) => {
  expect(scoresFit(criteria, scores)).toBe(fits);
});

test('the mean is in hundredths', () => {
  expect(meanScore([{ a: 80 }, { a: 81 }, { a: 81 }])).toBe(8067);
  expect(meanScore([{ a: 1, b: 2 }])).toBe(300);
});

test('nobody is drawn twice, and no more than there are', () => {
  expect(drawFrom(['a', 'b', 'c'], 2, () => 0)).toEqual(['a', 'b']);
  expect(drawFrom(['a', 'b'], 5, (limit) => limit - 1)).toEqual(['b', 'a']);
});
