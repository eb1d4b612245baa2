import { expect, test } from 'vitest';
import { placeAfter, pressOf, type Place, type Press } from './keys.ts';

const sizes = [2, 0, 5];
const walk = (presses: readonly Press[], from: Place = { section: 0, line: 0, open: false }): Place =>
  presses.reduce((place, press) => placeAfter(place, press, sizes), from);

test.each([
  [['down', 'down', 'down'], { section: 0, line: 1, open: false }],
  [['up'], { section: 0, line: 0, open: false }],
  [['down', 'enter'], { section: 0, line: 1, open: true }],
  [['down', 'enter', 'down', 'left'], { section: 0, line: 1, open: true }],
  [['down', 'enter', 'back'], { section: 0, line: 1, open: false }],
  [['right', 'enter'], { section: 1, line: 0, open: false }],
  [['right', 'right', 'right', 'down', 'down'], { section: 2, line: 2, open: false }],
  [['left'], { section: 0, line: 0, open: false }],
  [['right', 'right', 'down', 'back'], { section: 0, line: 0, open: false }],
] as const)('%j leads to %j', (presses, place) => {
  expect(walk(presses)).toEqual(place);
});

test('every place is reached and left by six keys', () => {
  expect(
    ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Enter', 'Escape', 'GoBack'].map(pressOf),
  ).toEqual(['up', 'down', 'left', 'right', 'enter', 'back', 'back']);
  expect(pressOf('x')).toBeUndefined();
});
