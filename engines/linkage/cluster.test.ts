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
