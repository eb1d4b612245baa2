import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { system, type Actor } from '../actor.ts';
import type { RecordOf } from './define.ts';
import { recordHandlers } from './handlers.ts';
import { listQuerySchema } from './operations.ts';
import { official, openTrial, type Asked, type Trial } from './testing/open.ts';
import { towers as rows } from './testing/towers.ts';
import { Tower, trialModule, Yard } from './testing/records.ts';
import { writeRows } from './write-rows.ts';

const tower = Tower as unknown as RecordOf;
const towers = recordHandlers(tower);
const query = listQuerySchema(tower);
const clerk = official({ 'trial:read': 'city', 'trial:write': 'city' });
const auditor = official({ 'trial:read': 'city', 'trial:reveal': 'city' }, { id: 'audit' });

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial([trialModule()]);
  const context = trial.contextFor(system);
  await context.transaction((tx) =>
    writeRows(context, tx, tower, rows, { source: 'city:towers.csv', simulated: true }),
  );
});
afterAll(() => trial.close());
beforeEach(() => {
  trial.ledger.length = 0;
});

const list = (asked: Readonly<Record<string, string>>, actor: Actor = clerk, how: Asked = {}) =>
  towers.list({ query: query.parse(asked) } as never, trial.contextFor(actor, how)) as Promise<{
    items: (Record<string, unknown> & { meta: { masked: string[]; simulated: boolean; source: string } })[];
    next: string | null;
    total: { value: number; capped: boolean };
  }>;
const codes = async (asked: Readonly<Record<string, string>>, actor?: Actor) =>
  (await list(asked, actor)).items.map(({ code }) => code);

async function walk(order: string, limit: number): Promise<string[]> {
  const seen: string[] = [];
  let after: string | null = '';
  while (after !== null) {
    const page: Awaited<ReturnType<typeof list>> = await list({
      order,
      limit: String(limit),
      ...(after ? { after } : {}),
    });
    seen.push(...page.items.map(({ code }) => String(code)));
    expect(page.total).toEqual({ value: 25, capped: false });
    after = page.next;
  }
  return seen;
}

test('pages follow each other without gap or repeat in every order, rows without a value included', async () => {
  const all = rows.map(({ code }) => code);
  const valued = rows.filter(({ builtOn }) => builtOn !== null);
  const missing = rows.filter(({ builtOn }) => builtOn === null).map(({ code }) => code);
  const byDate = valued
    .toSorted((a, b) => `${a.builtOn}${a.code}`.localeCompare(`${b.builtOn}${b.code}`))
    .map(({ code }) => code);
  for (const limit of [1, 2, 3, 7, 200]) {
    expect(await walk('code', limit)).toEqual(all);
    expect(await walk('-code', limit)).toEqual(all.toReversed());
    expect(await walk('builtOn', limit)).toEqual([...byDate, ...missing]);
    expect(await walk('-builtOn', limit)).toEqual([...byDate, ...missing].toReversed());
  }
});

test('a row that comes meanwhile neither repeats nor hides another', async () => {
  const first = await list({ order: 'code', limit: '3' });
  const context = trial.contextFor(system);
  await context.transaction((tx) =>
    writeRows(context, tx, tower, [{ code: 'T0999', name: '新' }], { source: 'batch:1' }),
  );
  const second = await list({ order: 'code', limit: '3', after: first.next ?? '' });
  expect(second.items.map(({ code }) => code)).toEqual(['T1003', 'T1004', 'T1005']);
  const removed = await recordHandlers(tower).withdraw(
    { params: { key: 'T0999' }, body: { revision: 1, reason: '误录' } },
    context,
  );
  expect(removed).toMatchObject({ meta: { revision: 2 } });
});

test('a cursor of another order, or one made up, is refused', async () => {
  const { next } = await list({ order: 'code', limit: '3' });
  await expect(list({ order: '-code', after: next ?? '' })).rejects.toMatchObject({
    code: 'records.cursor-unreadable',
  });
  await expect(list({ after: 'nonsense' })).rejects.toMatchObject({
    status: 400,
    code: 'records.cursor-unreadable',
  });
});

test('declared filters: one of several, none, ranges, days, members, and what cannot be read', async () => {
  expect(await codes({ kind: 'DG', limit: '200' })).toHaveLength(9);
  expect(await codes({ kind: 'DG,GG', limit: '200' })).toHaveLength(25);
  expect(await codes({ owner: 'none', limit: '200' })).toHaveLength(13);
  expect(await codes({ owner: '', limit: '200' })).toHaveLength(13);
  expect(await codes({ owner: 'telecom,none', limit: '200' })).toHaveLength(25);
  expect(await codes({ 'height.from': '33.5' })).toEqual(['T1023', 'T1024']);
  expect(await codes({ height: '10.5' })).toEqual(['T1000']);
  expect(await codes({ 'builtOn.from': '2020-01-07', 'builtOn.to': '2020-01-07' })).toEqual([
    'T1006',
    'T1013',
  ]);
  expect(await codes({ lit: '是', 'height.to': '12.5' })).toEqual(['T1000', 'T1002']);
  expect(await codes({ inspectedAt: '2026-02-03' })).toEqual(['T1002']);
  expect(await codes({ 'inspectedAt.to': '2026-02-01T08:30:00.123Z' })).toEqual(['T1000']);
  expect(await codes({ tags: 'b,c', limit: '200' })).toHaveLength(25);
  await expect(list({ height: 'high' })).rejects.toMatchObject({
    status: 400,
    code: 'records.filter-unreadable',
  });
  for (const unreadable of [
    { builtOn: '2020-02-31' },
    { 'height.from': '' },
    { height: '1e3' },
    { lit: 'constructor' },
  ])
    await expect(list(unreadable)).rejects.toMatchObject({ code: 'records.filter-unreadable' });
  for (const unreadable of [{ builtOn: '0000-01-01' }, { inspectedAt: '2024-02-31T00:00:00Z' }])
    await expect(list(unreadable)).rejects.toMatchObject({ status: 400 });
  expect(query.safeParse({ floors: '3' }).success).toBe(false);
});

test('search looks at the start of the declared fields and takes wildcards for themselves', async () => {
  expect(await codes({ q: 't101' })).toEqual([
    'T1010',
    'T1011',
    'T1012',
    'T1013',
    'T1014',
    'T1015',
    'T1016',
    'T1017',
    'T1018',
    'T1019',
  ]);
  expect(await codes({ q: '100%塔_' })).toEqual(['T1024']);
  expect(await codes({ q: '%' })).toEqual([]);
  expect(await codes({ q: '王' })).toEqual([]);
  expect(await codes({ q: '王', limit: '200' }, auditor)).toHaveLength(25);
});

test('values come as they were written, with where they came from', async () => {
  const { items } = await list({ q: 'T1003' });
  expect(items[0]).toMatchObject({
    ...rows[3],
    keeper: '王*明',
    keeperPhone: '199****1234',
    meta: {
      revision: 1,
      source: 'city:towers.csv',
      simulated: true,
      recordedBy: 'system',
      recordedAt: '2026-03-01T00:00:00.000Z',
      withdrawnAt: null,
      masked: ['keeper', 'keeperPhone'],
    },
  });
});

test('personal fields open only to the right, for a stated purpose, and nothing is guessed through filters', async () => {
  await expect(list({ reveal: 'yes' }, clerk, { purpose: '核查' })).rejects.toMatchObject({
    status: 403,
    code: 'records.may-not-reveal',
  });
  await expect(list({ reveal: 'yes' }, auditor)).rejects.toMatchObject({
    status: 400,
    code: 'records.purpose-missing',
  });
  await expect(list({ keeper: '王小明' })).rejects.toMatchObject({
    status: 403,
    code: 'records.may-not-filter',
  });
  await expect(list({ order: '-keeper' })).rejects.toMatchObject({
    status: 403,
    code: 'records.may-not-filter',
  });
  expect(trial.ledger).toEqual([]);
  const { items } = await list({ reveal: 'yes', keeper: '王小明', limit: '1' }, auditor, { purpose: '核查' });
  expect(items[0]).toMatchObject({ keeper: '王小明', keeperPhone: '19900001234', meta: { masked: [] } });
});

test('each look at personal data leaves one entry; a record without any leaves none', async () => {
  await list({ limit: '2' });
  await towers.get(
    { params: { key: 'T1001' }, query: { reveal: 'yes' } },
    trial.contextFor(auditor, { purpose: '核查' }),
  );
  await towers.history({ params: { key: 'T1001' }, query: { reveal: 'no' } }, trial.contextFor(clerk));
  expect(
    trial.ledger.map(({ action, resource, subjects, purpose, basis, detail }) => ({
      action,
      resource,
      subjects,
      purpose,
      basis,
      detail,
    })),
  ).toEqual([
    {
      action: 'read',
      resource: 'trial.tower',
      subjects: ['T1000', 'T1001'],
      purpose: undefined,
      basis: 'trial:read',
      detail: { operation: 'list', fields: 'masked', count: 2 },
    },
    {
      action: 'read',
      resource: 'trial.tower',
      subjects: ['T1001'],
      purpose: '核查',
      basis: 'trial:reveal',
      detail: { operation: 'get', fields: 'revealed', count: 1 },
    },
    {
      action: 'read',
      resource: 'trial.tower',
      subjects: ['T1001'],
      purpose: undefined,
      basis: 'trial:read',
      detail: { operation: 'history', fields: 'masked', count: 1 },
    },
  ]);
  trial.ledger.length = 0;
  const yard = Yard as unknown as RecordOf;
  await recordHandlers(yard).list(
    { query: listQuerySchema(yard).parse({}) } as never,
    trial.contextFor(clerk),
  );
  expect(trial.ledger).toEqual([]);
});

test('counting stops at its cap', async () => {
  const context = trial.contextFor(system);
  const many = Array.from({ length: 10_001 }, (_, index) => ({ code: `T${200_000 + index}`, name: '多' }));
  await context.transaction((tx) => writeRows(context, tx, tower, many, { source: 'batch:2' }));
  const page = await list({ q: '多', limit: '2' });
  expect(page.total).toEqual({ value: 10_000, capped: true });
});
