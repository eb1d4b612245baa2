import { expect, test } from 'vitest';
import { doorFault, goneFrom, healthOf, isIn, isNews, isUp, placeIn, waitMinutes } from './rules.ts';

test.each([
  [5, 0, 5],
  [5, 1, 1],
  [5, 2, 2],
  [5, 4, 8],
  [5, 10, 30],
  [1, 10, 8],
  [60, 10, 30],
])('every %i minutes, after %i misses: in %i', (every, misses, minutes) => {
  expect(waitMinutes(every, misses)).toBe(minutes);
});

test('three misses in a row are down', () => {
  expect([0, 1, 2, 3, 9].map(healthOf)).toEqual(['up', 'shaky', 'shaky', 'down', 'down']);
});

test.each([
  [200, true],
  [302, true],
  [401, true],
  [404, false],
  [500, false],
  [503, false],
])('an answer of %i: up %s', (status, up) => {
  expect(isUp(status)).toBe(up);
});

test('the same, or an older one late, is no news', () => {
  const known = { changedAt: '2026-03-02T01:00:00.000Z' };
  expect(isNews(undefined, known.changedAt)).toBe(true);
  expect(isNews(known, '2026-03-02T09:00:00+08:00')).toBe(false);
  expect(isNews(known, '2026-03-02T08:59:59+08:00')).toBe(false);
  expect(isNews(known, '2026-03-02T09:00:01+08:00')).toBe(true);
  const gone = { ...known, gone: true };
  expect(isNews(gone, known.changedAt)).toBe(true);
  expect(isNews(gone, '2026-03-02T08:59:59+08:00')).toBe(false);
  expect(goneFrom([{ id: '1' }, { id: '2' }], [{ id: '2' }, { id: '3' }])).toEqual([{ id: '1' }]);
});

test.each([
  ['accounts in-use', 'a', undefined, 'no-account'],
  ['accounts in-use', 'b', 'zhang', null],
  ['owner in-use', 'b', 'zhang', 'not-owner'],
  ['owner being-replaced', 'a', undefined, null],
  ['everyone read-only', 'b', undefined, null],
  ['everyone retired', 'a', 'zhang', 'closed'],
  ['everyone planned', 'a', 'zhang', 'closed'],
])('for %s, of %s known as %s: %s', (door, organisation, there, fault) => {
  const [audience = '', state = ''] = door.split(' ');
  const system = { audience, state, address: 'https://oa.example/', owner: 'a' };
  expect(doorFault(system, { organisation, there })).toBe(fault);
  expect(doorFault({ ...system, address: null }, { organisation, there })).toBe('closed');
});

test.each([
  ['https://oa.example/', '/todo?id=1', 'https://oa.example/todo?id=1'],
  ['https://oa.example/app', '/todo', 'https://oa.example/app/todo'],
  ['https://oa.example/app', undefined, 'https://oa.example/app'],
  ['https://oa.example/app', '/../admin', undefined],
  ['https://oa.example/app', '/%2e%2e/admin', undefined],
])('in %s, %s is %s', (address, path, place) => {
  expect(placeIn(address, path)).toBe(place);
});

test.each([
  ['https://oa.example/app', 'https://oa.example/app?x=1', true],
  ['https://oa.example/app', 'https://oa.example/app/deep', true],
  ['https://oa.example/app', 'https://oa.example/application', false],
  ['https://oa.example/app', 'http://oa.example/app', false],
  ['https://oa.example', 'https://oa.example.evil.example/', false],
  ['https://oa.example', 'https://oa.example@evil.example/', false],
  ['https://oa.example', 'https://oa.example:8443/', false],
  ['https://oa.example', 'javascript:alert(1)', false],
])('%s holds %s: %s', (address, url, held) => {
  expect(isIn(address, url)).toBe(held);
});
