import { afterAll, beforeAll, expect, test } from 'vitest';
import { codesModule } from '#platform/base/codes';
import { organisationsModule } from '#platform/base/organisations';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { catalogueModule, noteDelivery } from './index.ts';

let city: TestCity;
let office: Asker;
let clerk: Asker;

beforeAll(async () => {
  city = await openTestCity({ modules: [catalogueModule, organisationsModule, codesModule] });
  office = city.as({ id: 'office', grants: { 'catalogue:read': 'city', 'catalogue:manage': 'city' } });
  clerk = city.as({ id: 'clerk', grants: { 'catalogue:read': 'city' } });
});
afterAll(() => city.close());

const path = '/api/catalogue/thematic';
const list = async () =>
  (await clerk.get(path)).json<{
    items: { code: string; rows: number | null; deliveredAt: string | null }[];
  }>().items;

test('those that the plan names stand there, and no other', async () => {
  expect((await list()).map(({ code }) => code)).toEqual([
    'energy-supervision',
    'enterprise-base',
    'health-records',
    'social-security-enquiry',
  ]);
  expect((await clerk.get(`${path}/health-records`)).json()).toMatchObject({
    namedAs: '居民健康档案',
    clause: '二（二）2',
    owner: '330281-wjkj',
    datasets: ['wjkj-health-record'],
  });
});

test('a delivery of a dataset makes the database that holds it larger and fresher', async () => {
  const context = city.platform.contextFor({ ...office.actor, grants: new Map([['*', 'city']]) });
  const at = '2026-11-20T02:00:00.000Z';
  await context.transaction((tx) =>
    noteDelivery(context, tx, 'wjkj-health-record', { rows: 120, good: 99, at, batch: 'b1' }),
  );
  const found = (await list()).find(({ code }) => code === 'health-records');
  expect(found).toMatchObject({ rows: 120 });
  expect(new Date(found?.deliveredAt ?? '').toISOString()).toBe(at);
});

test('a unit enters its own; what is not in the catalogue is refused, and who may not write is too', async () => {
  const own = {
    code: 'residents-base',
    titleZh: '试验专题库',
    titleEn: 'Base for trial',
    owner: '330281-gaj',
    datasets: ['wjkj-health-record', 'gaj-population'],
    consumers: ['330281-rsj'],
  };
  expect((await clerk.post(path, own)).statusCode).toBe(403);
  const wrong = await office.post(path, { ...own, datasets: ['not-there'] });
  expect([wrong.statusCode, wrong.body]).toEqual([422, expect.stringContaining('not-there')]);
  expect((await office.post(path, { ...own, consumers: ['330281-none'] })).statusCode).toBe(422);
  const made = await office.post(path, own);
  expect(made.statusCode, made.body).toBeLessThan(300);
  expect((await list()).find(({ code }) => code === own.code)).toMatchObject({ rows: 120 });
});
