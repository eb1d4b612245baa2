import { expect, test } from 'vitest';
import { cleanField, pairLines, pairsOf } from './draft.ts';

test('codes are paired a line each, and come back so', () => {
  expect(pairsOf('1=男\n 2 = 女 \n\nnothing\n=x\ny=\na=b=c')).toEqual([
    ['1', '男'],
    ['2', '女'],
    ['a', 'b=c'],
  ]);
  expect(pairsOf(pairLines([['1', '男']]))).toEqual([['1', '男']]);
});

test('a field keeps only what its kind asks for', () => {
  const field = {
    left: 'a',
    right: 'b',
    absolute: 1,
    relative: 0.1,
    days: 2,
    forms: ['trim' as const],
    missing: 'skipped' as const,
  };
  expect(cleanField({ ...field, kind: 'text' })).toEqual({
    left: 'a',
    right: 'b',
    kind: 'text',
    forms: ['trim'],
    missing: 'skipped',
  });
  expect(cleanField({ ...field, kind: 'number' })).toEqual({
    left: 'a',
    right: 'b',
    kind: 'number',
    absolute: 1,
    relative: 0.1,
    missing: 'skipped',
  });
  expect(cleanField({ ...field, kind: 'date' })).toEqual({
    left: 'a',
    right: 'b',
    kind: 'date',
    days: 2,
    missing: 'skipped',
  });
  expect(cleanField({ left: 'a', right: 'b', kind: 'code', pairs: [] })).toEqual({
    left: 'a',
    right: 'b',
    kind: 'code',
  });
});
