import { expect, test } from 'vitest';
import { changeList, queryOf, rangeOf, readList, turnOrder, viewOf } from './list-state.ts';

const read = (address: string) => readList(new URLSearchParams(address), ['division', 'bornOn.from']);
const change = (address: string, what: Parameters<typeof changeList>[1]) =>
  changeList(new URLSearchParams(address), what).toString();

test('a shared address brings back the same rows', () => {
  const state = read(
    'division=330281001,330281002&q=%E5%BC%A0&order=-bornOn&after=abc&page=3&limit=100&open=k1',
  );
  expect(state).toMatchObject({ q: '张', order: '-bornOn', page: 3, limit: 100, open: 'k1' });
  expect(queryOf(state)).toEqual({
    division: '330281001,330281002',
    q: '张',
    order: '-bornOn',
    after: 'abc',
    limit: 100,
  });
});

test('an address somebody tampered with falls back to what is sensible', () => {
  const state = read('limit=100000&page=-4&order=&unknown=1');
  expect(state).toMatchObject({ limit: 50, page: 1, order: undefined, filters: {} });
});

test('a filter cannot take the name of a part of the state', () => {
  expect(readList(new URLSearchParams('open=k1'), ['open']).filters).toEqual({});
});

test('changing a filter starts over at the first page and keeps the opened thing', () => {
  expect(change('after=abc&page=3&open=k1', { filters: { division: '330281' } })).toBe(
    'open=k1&division=330281',
  );
  expect(change('division=330281', { filters: { division: undefined } })).toBe('');
});

test('opening a row leaves the page as it is', () => {
  expect(change('after=abc&page=3', { open: 'k2' })).toBe('after=abc&page=3&open=k2');
  expect(change('after=abc&page=2&open=k2', { open: undefined })).toBe('after=abc&page=2');
});

test('usual values are not written into the address', () => {
  expect(change('limit=100', { limit: 50 })).toBe('');
  expect(change('', { columns: ['code', 'name'] })).toBe('columns=code%2Cname');
  expect(change('page=2&after=x', { after: undefined, page: 1 })).toBe('');
});

test('a saved view forgets the page and what was opened', () => {
  expect(viewOf(new URLSearchParams('page=2&after=x&open=k&q=a&division=1'))).toBe('division=1&q=a');
});

test('a column turns up, down, and back', () => {
  expect([turnOrder(undefined, 'a'), turnOrder('a', 'a'), turnOrder('-a', 'a')]).toEqual([
    'a',
    '-a',
    undefined,
  ]);
});

test('the range of a short last page', () => {
  expect(rangeOf({ page: 3, limit: 50 }, 12)).toEqual({ first: 101, last: 112 });
  expect(rangeOf({ page: 1, limit: 50 }, 0)).toEqual({ first: 0, last: 0 });
});
