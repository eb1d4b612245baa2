import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { indicatorPoint } from '#kernel/indicator';
import { defineModule } from '#kernel/module';
import { contribute } from '#kernel/point';
import type { LedgerEntry } from '#kernel/ports';
import { batchCollected } from '#platform/data/ingestion';
import { batchJoined } from '#platform/data/registers';
import type { Board, Indicator, RowsPage } from '#platform/sense/indicators/contract';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { modules } from '../../apps/server/modules.ts';
import { addBatch, broken, fillCity, hoursAgo, noon } from './indicator-city.ts';

const wanted = [
  'organisations',
  'codes',
  'identity',
  'tasks',
  'documents',
  'forms',
  'catalogue',
  'ingestion',
  'quality',
  'registers',
  'indicators',
];
const clock = fixedClock(noon);
const looks: LedgerEntry[] = [];

const extras = defineModule({
  id: 'test-extras',
  title: { zh: '测试', en: 'Test' },
  folder: import.meta.dirname,
  dependsOn: [],
  contributes: [contribute(indicatorPoint, broken)],
  ports: {
    ledger: async (_db, entry) => {
      looks.push(entry);
    },
  },
});

let city: TestCity;
let leader: Asker;

const joined = { dataset: 'rsj-insured', batch: 'B1', subject: 'person', created: 5 } as const;
const rest = { changed: 0, unchanged: 0, conflicts: 0 };

const tellJoined = () => {
  const { emit, store } = city.platform.services;
  return emit(store.db, batchJoined, { key: 'rsj-insured', payload: { ...joined, ...rest } });
};

const read = async (code: string, by = leader): Promise<Indicator> =>
  (await by.get(`/api/indicators/${code}`)).json<Indicator>();

/** The figure, as soon as it is so; fails after ten seconds. */
async function until(code: string, so: (figure: Indicator) => boolean): Promise<Indicator> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const figure = await read(code);
    if (so(figure)) return figure;
    if (Date.now() > deadline) throw new Error(`${code} stays ${JSON.stringify(figure)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function allRows(code: string, by: Asker, part?: string): Promise<RowsPage[]> {
  const pages: RowsPage[] = [];
  let after: string | null = '';
  while (after !== null) {
    const query = new URLSearchParams({ limit: '2', ...(after ? { after } : {}), ...(part ? { part } : {}) });
    const answer = await by.get(`/api/indicators/${code}/rows?${query}`);
    expect(answer.statusCode, answer.body).toBe(200);
    const page = answer.json<RowsPage>();
    pages.push(page);
    after = page.next;
  }
  return pages;
}

const sum = (values: readonly number[]): number => values.reduce((one, other) => one + other, 0);

beforeAll(async () => {
  city = await openTestCity({
    modules: [...modules.filter(({ id }) => wanted.includes(id)), extras],
    clock,
  });
  leader = city.as({ id: 'leader', grants: { '*': 'city' } });
});
afterAll(() => city.close());

test('where there is no data, a figure says so and does not say zero', async () => {
  const people = await until('persons-registered', ({ computedAt }) => computedAt !== null);
  expect(people).toMatchObject({ value: null, asOf: null, stale: null, parts: [] });
  expect((await read('findings-open')).value).toBeNull();
});

test('what happened is measured at once, and a figure that fails stops no other', async () => {
  await fillCity(city);
  await tellJoined();
  const people = await until('persons-registered', ({ value }) => value === 5);
  expect(people).toMatchObject({ simulated: true, asOf: hoursAgo(3), stale: null });
  expect(people.owner?.code).toBe('330281-jxj');
  expect(people.series.at(-1)).toEqual({ day: '2026-11-23', value: 5 });
  expect(
    (await until('findings-open', ({ value }) => value === 3)).parts.map(({ key, value }) => [key, value]),
  ).toEqual([
    ['330281-gaj', 1],
    ['330281-rsj', 2],
  ]);
  expect((await read('always-fails')).value).toBeNull();
});

/** The value that rows make: their weights together, or as a share of their whole. */
function valueOf(kind: Indicator['kind'], rows: RowsPage['items']): number {
  const weights = sum(rows.map(({ weight }) => weight));
  if (kind === 'count') return weights;
  if (kind === 'median') {
    const sorted = rows.map(({ weight }) => weight).toSorted((one, other) => one - other);
    const [low = 0, high = 0] = [
      sorted[Math.floor((rows.length - 1) / 2)],
      sorted[Math.floor(rows.length / 2)],
    ];
    return (low + high) / 2;
  }
  return ((kind === 'share' ? 100 : 1) * weights) / sum(rows.map(({ of }) => of ?? 0));
}

async function expectParts({ code, kind, value, parts, unit, partsUnit }: Indicator): Promise<void> {
  const addUp = kind === 'count' && unit.en === partsUnit.en && parts.length > 0;
  if (addUp) expect(sum(parts.map((part) => part.value)), code).toBe(value);
  for (const part of parts.filter(({ path }) => path !== null)) {
    const [own] = await allRows(code, leader, part.key);
    expect(own?.total.value, `${code} ${part.key}`).toBe(part.value);
  }
}

test('every figure is exactly its rows, and every part that opens is exactly its own', async () => {
  for (const code of ['deliveries-day', 'rows-collected-day', 'datasets-fresh']) {
    const { job } = (await leader.post(`/api/indicators/${code}/measure`, {})).json<{ job: string }>();
    expect((await city.finished(job)).status).toBe('done');
  }
  const { items } = (await leader.get('/api/indicators/board')).json<Board>();
  expect(items.length).toBeGreaterThanOrEqual(13);
  for (const figure of items) {
    const pages = await allRows(figure.code, leader);
    const rows = pages.flatMap((page) => page.items);
    // A share of nothing is no figure, nor is a mean of it.
    if (figure.kind !== 'count' && rows.length === 0) expect(figure.value, figure.code).toBeNull();
    else expect(valueOf(figure.kind, rows), figure.code).toBeCloseTo(figure.value ?? 0, 9);
    expect(pages[0]?.total.value, figure.code).toBe(rows.length);
    await expectParts(figure);
  }
});

test('the figures say what was put in', async () => {
  const { items } = (await leader.get('/api/indicators/board')).json<Board>();
  const values = Object.fromEntries(items.map(({ code, value }) => [code, value]));
  expect(values).toMatchObject({
    'persons-registered': 5,
    'persons-two-sources': 4,
    'persons-three-sources': 2,
    'companies-registered': 1,
    'deliveries-day': 1,
    'rows-collected-day': 10,
    'findings-contested': 1,
    'findings-closed': 3,
  });
  expect(values['rows-good']).toBeCloseTo((100 * 107) / 111, 9);
  expect(values['findings-mended-in-time']).toBeCloseTo(200 / 3, 9);
});

test('time to mend in working days and the rate mended by the due day, each by department', async () => {
  const parts = ({ parts }: Indicator) => parts.map(({ key, value }) => [key, value]);
  // Sent on a Wednesday; mended after six and seven working days, and on the Saturday after the seventh.
  const mean = await read('findings-mending-mean');
  expect(mean.value).toBeCloseTo(20 / 3, 9);
  expect(parts(mean)).toEqual([
    ['330281-gaj', 7],
    ['330281-rsj', 6.5],
  ]);
  expect(mean.parts[0]?.title.zh).toBe('演示单位 1');
  const median = await read('findings-mending-median');
  expect(median).toMatchObject({ value: 7, kind: 'median', unit: { zh: '工作日' } });
  const rows = (await allRows('findings-mending-median', leader)).flatMap(({ items }) => items);
  expect(rows.map(({ path, weight }) => [path.split('/').at(1), weight])).toEqual([
    ['quality', 6],
    ['quality', 7],
    ['quality', 7],
  ]);
  const inTime = await read('findings-due-mended');
  expect(inTime.value).toBeCloseTo(200 / 7, 9);
  expect(parts(inTime)).toEqual([
    ['330281-gaj', 0],
    ['330281-rsj', 50],
  ]);
});

test('rows answer through the record itself: masked, in scope, and in the ledger', async () => {
  looks.length = 0;
  const [page] = await allRows(
    'persons-two-sources',
    city.as({ grants: { 'indicators:read': 'city', 'registers:read': 'city' } }),
  );
  expect(page?.path).toBe('/registers/persons?sources.from=2');
  expect(page?.items[0]?.values['name']).not.toContain('甲2');
  expect(looks.some(({ resource }) => resource === 'registers.person')).toBe(true);
  const clerk = city.as({
    organisation: '330281-gaj',
    grants: { 'indicators:read': 'city', 'quality:read': 'department', 'ingestion:read': 'department' },
  });
  const own = await allRows('findings-open', clerk);
  expect(own[0]?.total.value).toBe(1);
  expect((await allRows('rows-collected-day', clerk)).flatMap(({ items }) => items)).toEqual([]);
});

test('rows that a module lists are in the ledger where they tell of persons, page by page', async () => {
  looks.length = 0;
  const pages = await allRows('population-working', leader);
  expect(looks.map(({ action, resource, basis, subjects }) => [action, resource, basis, subjects])).toEqual(
    pages.map(({ items }) => ['read', 'registers.person', 'registers:read', items.map(({ key }) => key)]),
  );
  expect(pages.flatMap(({ items }) => items).length).toBe(5);
  looks.length = 0;
  await allRows('deliveries-day', leader);
  expect(looks).toEqual([]);
});

test('a reader without the rows keeps the figure and is refused the rows', async () => {
  const reader = city.as({ grants: { 'indicators:read': 'city' } });
  const figure = await read('findings-open', reader);
  expect(figure).toMatchObject({
    value: 3,
    drill: { path: '/quality/findings?status=open', allowed: false },
  });
  const refused = await reader.get('/api/indicators/findings-open/rows');
  expect(refused.statusCode).toBe(403);
  expect(refused.json()).toMatchObject({ code: 'indicators.may-not-open' });
  expect((await reader.get('/api/indicators/no-such-figure')).statusCode).toBe(404);
  expect((await reader.post('/api/indicators/findings-open/measure', {})).statusCode).toBe(403);
});

test('a stranger sees the public figures, of the findings the total only', async () => {
  expect((await city.stranger.get('/api/indicators/board')).statusCode).toBe(401);
  expect((await city.stranger.get('/api/indicators/findings-open')).statusCode).toBe(401);
  const { items } = (await city.stranger.get('/api/indicators/public-board')).json<Board>();
  expect(items.map(({ code }) => code)).not.toContain('always-fails');
  const open = items.find(({ code }) => code === 'findings-open');
  expect(open).toMatchObject({ value: 3, parts: [], partsHidden: true, simulated: true });
  expect(open?.drill.allowed).toBe(false);
});

test('the outline is the true boundary, and no town is given a position nobody knows', async () => {
  const outline = (await city.stranger.get('/api/indicators/outline')).json<{
    name: { zh: string };
    boundary: { type: string } | null;
    towns: { centre: unknown }[];
  }>();
  expect(outline.name.zh).toBe('余姚市');
  expect(outline.boundary?.type).toMatch(/Polygon$/);
  expect(outline.towns).toHaveLength(21);
  expect(outline.towns.every(({ centre }) => centre === null)).toBe(true);
});

test('a late event opens its own day again, for figures that can look back', async () => {
  await addBatch(city, { id: 'B3', hours: 16, rows: 7, good: 7 });
  const { emit, store } = city.platform.services;
  await emit(store.db, batchCollected, {
    key: 'rsj-insured',
    payload: { dataset: 'rsj-insured', batch: 'B3', mode: 'update', rows: 7, simulated: true },
    occurredAt: hoursAgo(16),
  });
  const rows = await until('rows-collected-day', ({ series, value }) => series.length === 2 && value === 17);
  expect(rows.series).toEqual([
    { day: '2026-11-22', value: 108 },
    { day: '2026-11-23', value: 17 },
  ]);
  expect((await read('datasets-fresh')).series).toHaveLength(1);
});

test('data that stop coming are stale: since when and from which source', async () => {
  clock.advance(73 * 3_600_000);
  const people = await read('persons-registered');
  expect(people.stale).toEqual({
    since: hoursAgo(3),
    source: { zh: '各部门报送并经检查的数据', en: 'Checked deliveries of the departments' },
  });
  expect(people.value).toBe(5);
});
