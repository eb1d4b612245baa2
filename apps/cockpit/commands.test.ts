import { expect, test } from 'vitest';
import { commandOf, swiped } from './commands.ts';

const press = (key: string, more: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

test('keys go through the scenes, and belong to a field or a button that has them', () => {
  expect(commandOf(press('ArrowRight'), false)).toEqual({ kind: 'step', by: 1 });
  expect(commandOf(press('PageUp'), false)).toEqual({ kind: 'step', by: -1 });
  expect(commandOf(press(' '), false)).toEqual({ kind: 'toggle' });
  expect(commandOf(press('3'), false)).toEqual({ kind: 'scene', index: 2 });
  expect([commandOf(press('0'), false), commandOf(press('a'), false)]).toEqual([undefined, undefined]);
  expect(commandOf(press(' '), true)).toBeUndefined();
  expect(
    commandOf(press('ArrowLeft', { altKey: true }), false),
    'the browser’s own way back',
  ).toBeUndefined();
});

test('a swipe goes across; a scroll and a tap are none', () => {
  expect([swiped({ across: -120, down: 10 }), swiped({ across: 120, down: 10 })]).toEqual([1, -1]);
  expect([swiped({ across: -120, down: 90 }), swiped({ across: -40, down: 0 })]).toEqual([
    undefined,
    undefined,
  ]);
});
