import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor';
import { fixedClock } from '#kernel/clock';
import { indicatorPoint, type IndicatorDefinition } from '#kernel/indicator';
import { defineModule, type CityModule } from '#kernel/module';
import { contribute } from '#kernel/point';
import { wallLayerPoint, wallListPoint, type WallAsked } from '#kernel/wall';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { modules } from '../../apps/server/modules.ts';
import type { SceneContent, WallView } from '#domains/management/operations-centre/contract';

const clock = fixedClock('2026-11-30T08:00:00Z');
const asked: WallAsked[] = [];
let people = 10;

const figure = (code: string, reopens: boolean): IndicatorDefinition => ({
  code,
  panel: 'test',
  order: 1,
  title: { zh: '数', en: 'Number' },
  unit: { zh: '个', en: 'of them' },
  definition: { zh: '口径', en: 'definition' },
  source: { zh: '来源', en: 'source' },
  kind: 'count',
  audience: 'everyone',
  listens: [],
  reopens,
  freshAfterHours: 48,
  rows: { kind: 'record', record: 'registers.person', query: {} },
  measure: async (_db, at) => ({ value: at < clock.now() ? 4 : people, simulated: false }),
});

const row = { key: 'a', title: { zh: '甲', en: 'A' }, tone: 'warn', path: '/a', simulated: true } as const;
const list = { title: { zh: '列表', en: 'List' }, path: '/all' } as const;

/** Stands in for the modules of a city: figures, lists and layers under the codes that the scenes name. */
const others = defineModule({
  id: 'others',
  title: { zh: '测试', en: 'Test' },
  folder: import.meta.dirname,
  dependsOn: [],
  contributes: [
    contribute(indicatorPoint, figure('warnings-open', false)),
    contribute(indicatorPoint, figure('vehicles-heard', true)),
    contribute(wallListPoint, {
      ...list,
      code: 'decision-support.open',
      permission: 'decision-support:read',
      looksBack: true,
      read: async (_context, said) => {
        asked.push(said);
        return { rows: [row], total: 7 };
      },
    }),
    contribute(wallListPoint, {
      ...list,
      code: 'elevators.alarms',
      permission: 'public',
      looksBack: false,
      read: async () => {
        throw new Error('the store of this one is broken');
      },
    }),
    contribute(wallLayerPoint, {
      ...list,
      code: 'tracks.latest',
      permission: 'public',
      looksBack: true,
      read: async () => ({
        spots: [{ ...row, label: row.title, longitude: 121.15, latitude: 30.04 }],
        total: 1,
      }),
    }),
  ],
});

const wanted = new Set([
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
  'operations-centre',
]);

let city: TestCity;
let address: string;
beforeAll(async () => {
  const known: readonly CityModule[] = modules.filter(({ id }) => wanted.has(id));
  city = await openTestCity({ modules: [...known, others], clock });
  address = await city.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => city.close());

const scene = (at = '', as = city.as({ grants: { '*': 'city' } })) =>
  as.get(`/api/operations-centre/scenes/emergencies${at && `?at=${encodeURIComponent(at)}`}`);
const standings = ({ lists, layers }: SceneContent) =>
  Object.fromEntries([...lists, ...layers].map(({ code, standing }) => [code, standing]));

test('a scene is composed of what the modules that run contribute; what shows nothing then is left out', async () => {
  const { scenes, leader } = (await city.stranger.get('/api/operations-centre/wall')).json<WallView>();
  const codes = scenes.map(({ code }) => code);
  expect(codes).toContain('emergencies');
  expect(codes, 'livelihood keeps what registers tell').toContain('livelihood');
  const emergencies = scenes.find(({ code }) => code === 'emergencies');
  expect(emergencies?.tiles).toEqual(['warnings-open', 'tasks-overdue', 'tasks-waiting']);
  expect(scenes.flatMap(({ left, right }) => [...left, ...right]).map(({ code }) => code)).not.toContain(
    'food',
  );
  expect(leader).not.toContain('evaluation-total');
});

test('lists and layers come by the rights of the reader; one that fails stops no other', async () => {
  const whole = (await scene()).json<SceneContent>();
  expect(standings(whole)).toEqual({
    'decision-support.open': 'told',
    'elevators.alarms': 'failed',
    'tasks.overdue': 'told',
    'tracks.latest': 'told',
  });
  expect(whole.lists.find(({ code }) => code === 'decision-support.open')).toMatchObject({
    total: 7,
    path: '/all',
    rows: [row],
  });
  expect(asked.at(-1)).toMatchObject({ past: false });
  const stranger = (await scene('', city.stranger)).json<SceneContent>();
  expect(standings(stranger)).toMatchObject({ 'decision-support.open': 'may-not', 'tracks.latest': 'told' });
  expect(stranger.lists.find(({ code }) => code === 'decision-support.open')?.rows).toEqual([]);
});

test('a past hour is asked of what looks back; an hour to come and a scene that is not are refused', async () => {
  const then = (await scene('2026-11-30T08:00:00+08:00')).json<SceneContent>();
  expect(then.at).toBe('2026-11-30T00:00:00.000Z');
  expect(standings(then)).toMatchObject({ 'elevators.alarms': 'not-kept', 'decision-support.open': 'told' });
  expect(asked.at(-1)).toMatchObject({ past: true, at: new Date('2026-11-30T00:00:00Z') });
  const toCome = await scene('2026-12-01T08:00:00+08:00');
  expect([toCome.statusCode, toCome.json<{ code: string }>().code]).toEqual([
    400,
    'operations-centre.not-yet',
  ]);
  expect((await scene('yesterday')).statusCode).toBe(400);
  expect((await city.stranger.get('/api/operations-centre/scenes/none')).statusCode).toBe(404);
});

/** Beats of the heart, until so many have come. */
async function listen(most: number): Promise<{ version: string; at: string }[]> {
  const leaving = new AbortController();
  const answer = await fetch(`${address}/api/operations-centre/live`, { signal: leaving.signal });
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  const beats: { version: string; at: string }[] = [];
  const text = new TextDecoder();
  for await (const piece of answer.body ?? []) {
    for (const [, data = ''] of text.decode(piece).matchAll(/^data: (.+)$/gm)) beats.push(JSON.parse(data));
    if (beats.length >= most) break;
  }
  leaving.abort();
  return beats;
}

/** Asks until it is so; fails after ten seconds. */
async function until<T>(ask: () => Promise<T>, so: (answer: T) => boolean): Promise<T> {
  for (const end = Date.now() + 10_000; ; await new Promise((resolve) => setTimeout(resolve, 200))) {
    const answer = await ask();
    if (so(answer)) return answer;
    if (Date.now() > end) throw new Error(`it stays ${JSON.stringify(answer)}`);
  }
}

interface Past {
  readonly items: readonly { readonly code: string; readonly value: number | null; readonly past?: string }[];
}
const boardAt = async (at: string): Promise<Record<string, unknown>> => {
  const answer = await city
    .as({ grants: { '*': 'city' } })
    .get(`/api/indicators/board?at=${encodeURIComponent(at)}`);
  const { items } = answer.json<Past>();
  return Object.fromEntries(items.map(({ code, value, past }) => [code, [past, value]]));
};

test('whoever listens hears at once, of another state once a figure was measured, and has them measured', async () => {
  const [first] = await listen(1);
  expect(first?.at).toBe(clock.now().toISOString());
  const [then] = await until(
    () => listen(1),
    ([beat]) => beat?.version !== first?.version,
  );
  expect(then?.version).not.toBe(first?.version);
});

test('a past hour shows what was seen then, not what is; what was not kept says so', async () => {
  const seenAt = clock.now().toISOString();
  await until(
    () => boardAt(seenAt),
    (board) => JSON.stringify(board['warnings-open']) === '["seen",10]',
  );
  clock.advance(3_600_000);
  people = 25;
  const { job } = (
    await city.as({ grants: { '*': 'city' } }).post('/api/indicators/warnings-open/measure', {})
  ).json<{ job: string }>();
  await city.finished(job);
  expect((await boardAt(clock.now().toISOString()))['warnings-open']).toEqual(['seen', 25]);
  expect((await boardAt(seenAt))['warnings-open'], 'as it was seen').toEqual(['seen', 10]);
  const before = await boardAt('2026-11-30T07:00:00Z');
  expect(before['warnings-open'], 'before anybody measured').toEqual(['not-kept', null]);
  expect(before['vehicles-heard'], 'it can look back').toEqual(['reckoned', 4]);
  const stranger = await city.stranger.get(`/api/indicators/public-board?at=2026-11-30T07:00:00Z`);
  const forStranger = stranger.json<Past>().items.find(({ code }) => code === 'vehicles-heard');
  expect(forStranger, 'nobody from outside has figures reckoned').toMatchObject({ past: 'not-kept' });
  clock.advance(3 * 3_600_000);
  const gap = new Date(clock.now().getTime() - 3_600_000).toISOString();
  expect((await boardAt(gap))['warnings-open'], 'nobody measured around that hour').toEqual([
    'not-kept',
    null,
  ]);
  const toCome = await city.stranger.get('/api/indicators/public-board?at=2030-01-01T00:00:00Z');
  expect([toCome.statusCode, toCome.json<{ code: string }>().code]).toEqual([400, 'indicators.not-yet']);
});

test('a scene shows measures of the city as figures that open into their rows', async () => {
  const { store, modules: running } = city.platform.services;
  await sql`insert into quality.finding (title_zh, title_en, field_zh, field_en, dataset, owner, status, severity, dimension,
      rule, message_zh, message_en, batch, row, row_key, found_at, due_on, simulated)
    values ('错', 'Wrong', '项', 'Field', 'rsj-insured', '330281-rsj', 'open', 'block', 'accurate', 'rule', '改', 'Mend', 'B1',
      1, 'K1', ${clock.now().toISOString()}, '2026-12-20', true)`.execute(store.db);
  const refresh = running.flatMap(({ jobs = [] }) => jobs).find(({ name }) => name === 'indicators.refresh');
  const context = city.platform.contextFor(system);
  if (refresh)
    await city.finished(await context.startJob(store.db, refresh, { all: true }, { actor: system }));
  const signs = (as: Asker, at = '') =>
    as.get(`/api/operations-centre/scenes/signs${at && `?at=${encodeURIComponent(at)}`}`);
  const whole = city.as({ grants: { '*': 'city' } });
  const { figures } = (await signs(whole)).json<SceneContent>();
  expect(figures.map(({ code }) => code)).toEqual(['findings-found']);
  expect(figures[0]).toMatchObject({
    title: { en: 'Findings (2026-11-30 so far)' },
    value: 1,
    simulated: true,
    stale: null,
    kind: 'count',
    grain: 'day',
    series: [{ day: '2026-11-30', value: 1 }],
    parts: [{ key: '330281-rsj', value: 1 }],
    drill: { path: '/indicators/measures/findings-found/rows?period=2026-11-30', allowed: true },
  });
  const { path } = figures[0]?.parts[0] ?? {};
  const rows = await whole.get(`/api${path}`);
  expect(rows.json<{ items: { values: object }[] }>().items.map(({ values }) => values)).toMatchObject([
    { titleZh: '错' },
  ]);
  const reader = city.as({ grants: { 'indicators:read': 'city' } });
  expect((await signs(reader)).json<SceneContent>().figures[0], 'who may not open the rows').toMatchObject({
    value: 1,
    parts: [{ path: null }],
    drill: { path: '/indicators/measures/findings-found' },
  });
  expect((await signs(city.stranger)).json<SceneContent>().figures, 'nobody from outside').toEqual([]);
  const then = (await signs(whole, '2026-11-29T08:00:00+08:00')).json<SceneContent>();
  expect(then.figures[0]).toMatchObject({ value: null, past: 'not-kept' });
  clock.advance(9 * 86_400_000);
  await city.finished(await context.startJob(store.db, refresh as never, {} as never, { actor: system }));
  expect((await signs(whole)).json<SceneContent>().figures[0]?.stale, 'nothing for a week').toMatchObject({
    since: '2026-12-01T00:00:00.000Z',
  });
});
