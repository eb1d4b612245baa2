import { expect, test } from 'vitest';
import { cluster, type ClusterRules, type Edge } from './cluster.ts';

const edges = (...all: [number, number, number][]): Edge[] => all.map(([a, b, weight]) => ({ a, b, weight }));
const free: ClusterRules = { identifierOf: () => undefined, sourceOf: () => undefined, absent: -5 };
const groupsOf = (of: ReadonlyMap<number, number>): number[][] => {
  const groups = Map.groupBy([...of], ([, name]) => name);
  return [...groups.values()].map((members) => members.map(([n]) => n).toSorted((x, y) => x - y)).toSorted();
};

test('links join, and what is joined is named by its lowest', () => {
  const links = edges([4, 2, 9], [2, 7, 8], [4, 7, 8], [10, 11, 5]);
  const { of, refused } = cluster(links, links, free);
  expect(groupsOf(of)).toEqual([
    [10, 11],
    [2, 4, 7],
  ]);
  expect(of.get(7)).toBe(2);
  expect(refused).toEqual([]);
});

test('two checked identifiers never meet: the weakest link between them is the one that breaks', () => {
  const links = edges([1, 2, 20], [2, 3, 4], [3, 4, 20]);
  const identifier = new Map([
    [1, 'A'],
    [4, 'B'],
  ]);
  const { of, refused } = cluster(links, links, {
    ...free,
    identifierOf: (n) => identifier.get(n),
    absent: 0,
  });
  expect(groupsOf(of)).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(refused).toEqual(edges([2, 3, 4]));
});

test('where each source holds a thing once, links are one to one, the best first', () => {
  const links = edges([1, 101, 9], [1, 102, 12], [2, 101, 7], [2, 102, 11]);
  const sourceOf = (n: number) => (n < 100 ? 'left' : 'right');
  const { of } = cluster(links, links, { ...free, sourceOf });
  expect(groupsOf(of)).toEqual([
    [1, 102],
    [2, 101],
  ]);
});

test('one weak link does not join two groups whose other pairs speak against it', () => {
  const links = edges(
    [1, 2, 15],
    [2, 3, 15],
    [1, 3, 15],
    [11, 12, 15],
    [12, 13, 15],
    [11, 13, 15],
    [3, 11, 4],
  );
  const { of } = cluster(links, links, free);
  expect(groupsOf(of)).toEqual([
    [1, 2, 3],
    [11, 12, 13],
  ]);
});

test('the order in which links are given does not matter, nor do ties', () => {
  const links = edges([1, 2, 5], [2, 3, 5], [3, 4, 5], [4, 5, 5], [1, 5, 5]);
  const rules = { ...free, absent: -3 };
  expect(cluster(links.toReversed(), links, rules).of).toEqual(cluster(links, links, rules).of);
});

test('two checked identifiers are overruled only between two records that no surer link has taken', () => {
  const sourceOf = (n: number) => (n < 100 ? 'left' : 'right');
  const identifier = new Map([
    [1, 'A'],
    [2, 'B'],
    [101, 'A'],
    [102, 'A'],
    [103, 'C'],
  ]);
  // 102 was given the number of 101, and is 2, who has another; 1 has its own partner and is not 103.
  const links: Edge[] = [
    ...edges([1, 101, 60], [1, 102, 25]),
    { a: 2, b: 102, weight: 21, overrules: true },
    { a: 1, b: 103, weight: 21, overrules: true },
  ];
  const rules = { ...free, sourceOf, identifierOf: (n: number) => identifier.get(n) };
  expect(groupsOf(cluster(links, links, rules).of)).toEqual([
    [1, 101],
    [2, 102],
  ]);
  const shared = { ...free, identifierOf: (n: number) => (n === 3 ? 'B' : identifier.get(n)) };
  const third: Edge[] = [{ a: 2, b: 102, weight: 21, overrules: true }, ...edges([2, 3, 5])];
  expect(groupsOf(cluster(third, third, shared).of)).toEqual([[2, 102]]);
});
