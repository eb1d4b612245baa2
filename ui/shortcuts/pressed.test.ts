import { expect, test } from 'vitest';
import { pressed, step } from './pressed.ts';

const press = (key: string, more: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

test('letters are shortcuts on the page and letters in a field', () => {
  expect(pressed(press('j'), 'page', true)).toBe('j');
  expect(pressed(press('j'), 'writing', true)).toBeUndefined();
  expect(pressed(press('/'), 'writing', true)).toBeUndefined();
});

test('Escape leaves a field too, but belongs to a dialog that is open', () => {
  expect(pressed(press('Escape'), 'writing', true)).toBe('Escape');
  expect(pressed(press('Escape'), 'dialog', true)).toBeUndefined();
});

test('the browser keeps its own combinations and an input method its letters', () => {
  expect(pressed(press('k', { ctrlKey: true }), 'page', true)).toBeUndefined();
  expect(pressed(press('j', { isComposing: true }), 'page', true)).toBeUndefined();
});

test('a reader who turned letters off keeps Escape', () => {
  expect(pressed(press('j'), 'page', false)).toBeUndefined();
  expect(pressed(press('Escape'), 'page', false)).toBe('Escape');
});

test('stepping through rows stops at the ends', () => {
  expect([step(-1, 1, 3), step(2, 1, 3), step(0, -1, 3), step(-1, -1, 3), step(0, 1, 0)]).toEqual([
    0, 2, 0, 2, -1,
  ]);
});
