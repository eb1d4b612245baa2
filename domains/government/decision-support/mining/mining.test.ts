import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { system } from '#kernel/actor';
import { writeRows } from '#kernel/record-server';
import { Request } from '../testing/desk.ts';
import { requests, Watch } from '../testing/watching.ts';
import type { DriversFound, ForecastFound, HistoryFound, PairsFound, TableFound } from './contract.ts';

vi.setConfig({ hookTimeout: 120_000 });

let watch: Watch;

const rowsOf = (month: string, desk: string, count: number, late: number) =>
  Array.from({ length: count }, (_, at) => ({
    id: `${month}-${desk}-${at}`,
    desk,
    askedOn: `${month}-10`,
    late: at < late,
  }));
const months = Array.from(
  { length: 24 },
  (_, at) => `${2024 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
);

beforeAll(async () => {
  watch = await Watch.open('2026-01-15T02:00:00Z');
  // Requests doubled in the spring of 2025; one month of 2024 is odd; the south is late more often.
  const north = months.flatMap((month, at) =>
    rowsOf(month, 'north', at === 8 ? 60 : (at < 15 ? 10 : 20) + (at % 3), 1),
  );
  const south = months.flatMap((month, at) => rowsOf(month, 'south', at === 23 ? 20 : 6, at === 23 ? 10 : 3));
  const context = watch.city.platform.contextFor(system);
  await context.transaction(async (tx) => {
    await writeRows(context, tx, Request, north, { source: 'batch:1' });
    await writeRows(context, tx, Request, south, { source: 'batch:1', simulated: true });
  });
  const isReady = async () =>
    (await watch.counted('2025-12', 'south')) === 20 &&
    (await watch.office.get('/api/decision-support/mining/drivers?measure=requests-late&by=desk'))
      .statusCode === 200;
  await watch.until(isReady, (ready) => ready);
}, 120_000);
afterAll(() => watch.city.close());

const ask = async <T>(path: string) => {
  const answer = await watch.office.get(`/api/decision-support/mining/${path}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<T>();
};
const refusedAs = async (path: string) => {
  const answer = await watch.office.get(`/api/decision-support/mining/${path}`);
  return [answer.statusCode, answer.json<{ code: string }>().code];
};
const codes = (each: readonly { code: string }[]) => each.map(({ code }) => code);

test('what each desk did to the share late adds up to its change, and opens to its rows', async () => {
  const found = await ask<DriversFound>('drivers?measure=requests-late&by=desk');
  expect([found.from, found.to]).toEqual(['2025-11', '2025-12']);
  // 4 of 27 late, then 11 of 42.
  expect(found.before).toBeCloseTo((100 * 4) / 27);
  expect(found.after).toBeCloseTo((100 * 11) / 42);
  const sum = found.drivers.reduce((total, { effect }) => total + effect, 0);
  expect(sum).toBeCloseTo(found.change, 9);
  expect(found.drivers.map(({ key }) => key).toSorted()).toEqual(['north', 'south']);
  expect(found.ground.simulated).toBe(true);
  expect(codes(found.warnings)).toContain('drivers.not-causes');
  const south = found.drivers.find(({ key }) => key === 'south');
  expect(south?.before).toBeCloseTo(50);
  expect(south?.mix).toBeGreaterThan(0);
  expect(south?.rowsPath).toContain('period=2025-12&where=desk%3Asouth');
  const rows = await watch.office.get(`/api${south?.rowsPath ?? ''}`);
  expect(rows.json<{ counted: number }>().counted).toBe(10);
});

test('what comes next stands between bounds, with how good that would have been; too little is refused', async () => {
  const found = await ask<ForecastFound>('forecast?measure=requests&where=desk:north');
  expect(found.ahead.map(({ period }) => period)).toEqual([
    '2026-01',
    '2026-02',
    '2026-03',
    '2026-04',
    '2026-05',
    '2026-06',
  ]);
  for (const { value, lower, upper } of found.ahead) {
    expect(lower).toBeLessThan(value);
    expect(upper).toBeGreaterThan(value);
    expect(lower).toBeGreaterThanOrEqual(0);
    // Since the spring of 2025 some 21 come in a month.
    expect(Math.abs(value - 21)).toBeLessThan(6);
  }
  expect(codes(found.checks)).toEqual(['forecast.bounds-held', 'forecast.better-than-last']);
  expect(codes(found.warnings)).toEqual(['forecast.goes-on']);
  expect(await refusedAs('forecast?measure=requests&grain=year')).toEqual([
    422,
    'decision-support.mining-too-few',
  ]);
  expect((await refusedAs('forecast?measure=requests&horizon=1000'))[0]).toBe(400);
});

test('the month in which requests doubled, and the odd one', async () => {
  const found = await ask<HistoryFound>('history?measure=requests&where=desk:north');
  expect(found.changes.items.map(({ period }) => period)).toEqual(['2025-04']);
  expect(found.outliers.items.map(({ period }) => period)).toEqual(['2024-09']);
  expect(codes(found.changes.checks)).toContain('changes.any-beyond-chance');
  expect(found.points).toHaveLength(24);
  expect(found.ground.simulated).toBe(false);
});

test('two measures, held against each other by their changes', async () => {
  const { pairs } = await ask<PairsFound>('pairs?measures=requests,requests-late');
  expect(pairs).toHaveLength(1);
  expect(pairs[0]?.count).toBe(23);
  expect(pairs[0]?.falseShare).toBe(pairs[0]?.chance);
  expect(codes(pairs[0]?.warnings ?? [])).toContain('association.not-cause');
});

test('measures that can be mined; what cannot be asked is refused with a code', async () => {
  const { items } = await ask<{ items: { code: string; addsUp: boolean; isRatio: boolean }[] }>('measures');
  expect(items.find(({ code }) => code === 'requests-late')).toMatchObject({ addsUp: true, isRatio: true });
  expect(await refusedAs('drivers?measure=nothing&by=desk')).toEqual([404, 'request.not-found']);
  expect(await refusedAs('drivers?measure=requests&by=colour')).toEqual([
    422,
    'decision-support.mining-asked',
  ]);
  expect(await refusedAs('drivers?measure=requests&by=desk&from=2030-01')).toEqual([
    422,
    'decision-support.mining-no-period',
  ]);
  expect(await refusedAs('history?measure=requests&grain=year')).toEqual([
    422,
    'decision-support.mining-too-few',
  ]);
  expect(await refusedAs('history?measure=requests&where=desk:west')).toEqual([
    422,
    'decision-support.mining-too-few',
  ]);
  expect(await refusedAs('pairs?measures=requests')).toEqual([422, 'decision-support.mining-measures']);
  expect(await refusedAs('table?measure=requests&by=desk&across=desk')).toEqual([
    422,
    'decision-support.mining-asked',
  ]);
  expect(await refusedAs('table?measure=requests-late&by=desk&across=late')).toEqual([
    422,
    'decision-support.mining-no-count',
  ]);
  // Two desks are no groups.
  expect(await refusedAs('segments?measures=requests&by=desk')).toEqual([
    422,
    'decision-support.mining-too-few',
  ]);
  const stranger = watch.city.as({ id: 'stranger', grants: {} });
  expect((await stranger.get('/api/decision-support/mining/measures')).statusCode).toBe(403);
});

test('who is late is a matter of the desk, and each cell opens to its rows', async () => {
  const late = { name: 'late', title: { zh: '逾期', en: 'Late' }, field: 'late' };
  const both = { ...requests, code: 'requests-both', dimensions: [...requests.dimensions, late] };
  const saved = await watch.office.put('/api/indicators/measures/requests-both', both);
  expect(saved.statusCode, saved.body).toBe(200);
  const read = () => ask<TableFound>('table?measure=requests-both&by=desk&across=late&period=2025-12');
  const found = await watch.until(
    () => read().catch(() => undefined),
    (each) => each !== undefined,
  );
  expect(found?.cells.map((row) => row.map(({ count }) => count)).toSorted()).toEqual([
    [10, 10],
    [21, 1],
  ]);
  expect(found?.chance).toBeLessThan(0.01);
  expect(found?.cells[0]?.[0]?.rowsPath).toMatch(/period=2025-12&where=desk%3A\w+%2Clate%3A\w+/);
});

test('what is hidden for being small is part of the rest, and nowhere else', async () => {
  const kept = { ...requests, code: 'requests-kept', secrecy: { least: 8 } };
  expect((await watch.office.put('/api/indicators/measures/requests-kept', kept)).statusCode).toBe(200);
  const read = () => ask<DriversFound>('drivers?measure=requests-kept&by=desk&from=2025-01&to=2025-02');
  const found = await watch.until(
    // It may be read before all of it is measured.
    () => read().catch(() => undefined),
    (each) => each?.ground.hidden === 4,
  );
  expect(found?.drivers.map(({ key }) => key)).toEqual([null]);
  expect(found?.change).toBe(1);
});
