import { expect, test } from 'vitest';
import type { Composable } from '../contract.ts';
import { fromExplored, moved, newBlock } from './compose/draft.ts';
import {
  drilled,
  lookingOf,
  narrowed,
  placed,
  searchOf,
  swapped,
  widened,
  withMeasure,
} from './explore-state.ts';

const name = (word: string) => ({ zh: word, en: word });
const dimension = (code: string) => ({ name: code, title: name(code), towns: code === 'town' });
const lifts: Composable = {
  code: 'lifts',
  title: name('lifts'),
  unit: name('lifts'),
  grain: 'day',
  ratio: false,
  dimensions: [dimension('town'), dimension('kind')],
};
const births: Composable = { ...lifts, code: 'births', grain: 'year', dimensions: [dimension('town')] };
const at = (text: string) => lookingOf(new URLSearchParams(text), 'lifts');
const back = (looking: ReturnType<typeof at>) => new URLSearchParams(searchOf(looking)).toString();

test('whatever is looked at stands in the address, and comes out of it again', () => {
  const address =
    'measure=lifts&grain=month&period=2026-10&rows=town&columns=kind&where=sex%3Af&periods=3&as=line';
  expect(at(back(at(address)))).toEqual(at(address));
  expect(back(at('periods=900&as=cake&grain=week'))).toBe('measure=lifts');
});

test('down into a value, back, across, and to another measure', () => {
  const rows = placed(at(''), 'rows', 'town');
  const down = drilled(rows, '330281001', lifts);
  expect(down).toMatchObject({ rows: 'kind', where: { town: '330281001' } });
  // Nothing is left to tell apart: the value alone over the periods.
  expect(drilled(down, 'fire', lifts)).not.toHaveProperty('rows');
  expect(widened(down, 'town').where).toEqual({});
  const both = placed(rows, 'columns', 'kind');
  expect(narrowed(both, 'fire')).toMatchObject({ rows: 'town', where: { kind: 'fire' } });
  expect(swapped(both)).toMatchObject({ rows: 'kind', columns: 'town' });
  expect(placed(both, 'rows', 'kind')).not.toHaveProperty('columns');
  expect(placed(both, 'rows', '')).not.toHaveProperty('columns');
  expect(placed(down, 'rows', 'town').where).toEqual({});
  const other = withMeasure({ ...both, grain: 'day', where: { kind: 'fire' } }, births);
  expect(other).toMatchObject({ measure: 'births', rows: 'town', where: {} });
  expect(other).not.toHaveProperty('columns');
  expect(other).not.toHaveProperty('grain');
});

test('what was explored becomes a report of what was seen', () => {
  const report = fromExplored(new URLSearchParams('measure=lifts&rows=town&where=kind:fire&as=bar'), 'unit', [
    births,
    lifts,
  ]);
  expect(report.blocks.map(({ kind }) => kind)).toEqual(['chart', 'pivot']);
  expect(report.blocks[1]).toEqual({
    kind: 'pivot',
    measure: 'lifts',
    where: { kind: 'fire' },
    rows: 'town',
    periods: 12,
  });
  expect(fromExplored(new URLSearchParams('measure=gone'), 'unit', [lifts]).blocks).toEqual([]);
});

test('blocks are made of a measure that they can show, and moved', () => {
  const plain = { ...births, code: 'plain', dimensions: [] };
  expect(newBlock('map', [plain, lifts], [])).toMatchObject({ measure: 'lifts', by: 'town' });
  expect(newBlock('map', [plain], [])).toBeUndefined();
  expect(newBlock('figure', [], [])).toBeUndefined();
  expect(newBlock('include', [lifts], [])).toBeUndefined();
  expect(newBlock('text', [], [])).toMatchObject({ kind: 'text' });
  expect(moved([1, 2, 3], 0, 1)).toEqual([2, 1, 3]);
  expect(moved([1, 2, 3], 2, 1)).toEqual([1, 2, 3]);
});
