import { expect, test } from 'vitest';
import type { Indicator } from '#platform/sense/indicators/contract';
import { figureAddress, shareOf, sinceYesterday, staleSources, townLines } from './figures.ts';

const figure = (over: Partial<Indicator>): Indicator => ({
  code: 'persons-registered',
  panel: 'registers',
  title: { zh: '在册', en: 'People' },
  unit: { zh: '人', en: 'people' },
  partsUnit: { zh: '人', en: 'people' },
  definition: { zh: '口径', en: 'definition' },
  source: { zh: '来源', en: 'source' },
  owner: null,
  kind: 'count',
  value: 3,
  parts: [],
  partsHidden: false,
  simulated: true,
  asOf: null,
  computedAt: null,
  stale: null,
  series: [],
  drill: { path: '/registers/persons', allowed: true },
  ...over,
});
const part = (key: string, value: number) => ({
  key,
  title: { zh: key, en: key },
  value,
  path: `/registers/persons?division=${key}`,
});
const towns = [
  { code: '330281001', name: { zh: '梨洲街道', en: 'Lizhou' } },
  { code: '330281002', name: { zh: '凤山街道', en: 'Fengshan' } },
];

test('the change is against yesterday, not against whatever was measured last', () => {
  const last = { day: '2026-11-23', value: 12 };
  expect(sinceYesterday([{ day: '2026-11-22', value: 10 }, last])).toBe(2);
  expect(sinceYesterday([{ day: '2026-11-20', value: 10 }, last])).toBeUndefined();
  expect(sinceYesterday([{ day: '2026-11-22', value: null }, last])).toBeUndefined();
  expect(sinceYesterday([last])).toBeUndefined();
});

test('a figure opens its rows, or what it counts for those who may not see them', () => {
  const forbidden = figure({ drill: { path: '/registers/persons', allowed: false } });
  expect(figureAddress(figure({}), true)).toBe('/console/registers/persons');
  expect(figureAddress(forbidden, true)).toBe('/console/indicators/persons-registered');
  expect(figureAddress(forbidden, false), 'sign-in comes first, then the rows').toBe(
    '/console/registers/persons',
  );
});

test('towns stand in the order of their codes; where nobody lives is zero, without a figure there is no data', () => {
  const people = figure({ parts: [part('330281002', 3), part('none', 1)] });
  const lines = townLines(towns, [people, figure({ value: null })]);
  expect(lines.map(({ code, counts }) => [code, counts[0]?.value])).toEqual([
    ['330281001', 0],
    ['330281002', 3],
    ['none', 1],
  ]);
  expect(lines.every(({ counts }) => counts[1]?.value === undefined)).toBe(true);
  expect(lines[1]?.counts[0]?.path).toBe('/registers/persons?division=330281002');
});

test('a bar never leaves its track', () => {
  expect([shareOf(5, 10), shareOf(11, 10), shareOf(1, 0)]).toEqual([0.5, 1, 0]);
});

test('a panel says once a source what is stale, by the oldest of it', () => {
  const source = { zh: '检查', en: 'Checks' };
  const other = { zh: '报送', en: 'Deliveries' };
  const figures = [
    figure({ stale: { since: '2026-11-20T02:00:00Z', source } }),
    figure({ stale: { since: '2026-11-19T02:00:00Z', source } }),
    figure({ stale: { since: '2026-11-21T02:00:00Z', source: other } }),
    figure({}),
    undefined,
  ];
  expect(staleSources(figures)).toEqual([
    { since: '2026-11-19T02:00:00Z', source },
    { since: '2026-11-21T02:00:00Z', source: other },
  ]);
});
