import { expect, test } from 'vitest';
import { layersOf } from './layers.ts';

const edges = (text: string) => text.split(' ').map((edge) => ({ from: edge.charAt(0), to: edge.charAt(1) }));
const columns = (nodes: string, lines: string) =>
  Object.fromEntries([...layersOf([...nodes], edges(lines))].map(([node, { column }]) => [node, column]));

test('each node stands right of everything that leads to it', () => {
  expect(columns('abcd', 'ab bc ac cd')).toEqual({ a: 0, b: 1, c: 2, d: 3 });
  expect(columns('abc', 'ac bc')).toEqual({ a: 0, b: 0, c: 1 });
  expect(columns('ab', 'ab ab')).toEqual({ a: 0, b: 1 });
});

test('a circle and an arrow to itself are drawn all the same', () => {
  expect(columns('abc', 'ab bc ca')).toEqual({ a: 0, b: 1, c: 2 });
  expect(columns('a', 'aa')).toEqual({ a: 0 });
});

test('in a column those stand above whose origins stand above; no two have one place', () => {
  const placed = layersOf([...'abxy'], edges('ay bx'));
  expect([placed.get('y')?.row, placed.get('x')?.row]).toEqual([0, 1]);
  const places = [...placed.values()].map(({ column, row }) => `${column} ${row}`);
  expect(new Set(places).size).toBe(places.length);
});
