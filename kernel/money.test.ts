import { expect, test } from 'vitest';
import { fenOf, yuanOf } from './money.ts';

test.each<[string, number | undefined]>([
  ['300000', 30_000_000],
  ['0.1', 10],
  ['0.29', 29],
  ['1.1', 110],
  ['1,234,567.05', 123_456_705],
  ['￥１２.5元', 1250],
  ['300元整', 30_000],
  ['-5', -500],
  ['0', 0],
  ['-0', 0],
  ['90071992547409.91', 9_007_199_254_740_991],
  ['90071992547409.92', undefined],
  ['1.005', undefined],
  ['12,34', undefined],
  ['1e3', undefined],
  ['三百', undefined],
  ['', undefined],
])('%s yuan are %s fen', (yuan, fen) => {
  expect(fenOf(yuan)).toBe(fen);
});

test('what is written is read again', () => {
  for (const fen of [0, 1, 9, 10, 99, 100, 123_456_789, -1, -250, Number.MAX_SAFE_INTEGER])
    expect(fenOf(yuanOf(fen))).toBe(fen);
  expect([yuanOf(5), yuanOf(-1230)]).toEqual(['0.05', '-12.30']);
});
