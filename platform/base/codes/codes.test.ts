import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCity, type TestCity } from '#testing';
import { findCodes } from './index.ts';
import codes from './module.ts';
import { codeLookup } from './lookup.ts';

let city: TestCity;
beforeAll(async () => {
  city = await openTestCity({ modules: [codes] });
});
afterAll(() => city.close());

test('anyone may ask a code table; its values come in its own order with both names', async () => {
  const { items } = (await city.stranger.get('/api/codes/sex')).json();
  expect(items).toEqual([
    { code: '0', label: { zh: '未知的性别', en: 'Unknown' } },
    { code: '1', label: { zh: '男性', en: 'Male' } },
    { code: '2', label: { zh: '女性', en: 'Female' } },
    { code: '9', label: { zh: '未说明的性别', en: 'Not stated' } },
  ]);
  const unknown = await city.stranger.get('/api/codes/no-such-table');
  expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'request.not-found']);
});

test('the list of tables says which standard each follows and which are invented', async () => {
  const { items } = (await city.stranger.get('/api/codes/tables')).json();
  expect(items).toContainEqual(
    expect.objectContaining({ id: 'sex', standard: 'GB/T 2261.1-2003', invented: false }),
  );
  expect(items.find(({ id }: { id: string }) => id === 'division-invented').invented).toBe(true);
});

test('the codes are a record as well: by table, with their source', async () => {
  const page = (await city.stranger.get('/api/codes/values?table=ethnicity&limit=5')).json();
  expect(page.items[0]).toMatchObject({
    key: 'ethnicity:01',
    nameZh: '汉族',
    meta: { source: 'city:codes/ethnicity.csv' },
  });
  expect(page.total.value).toBeGreaterThan(50);
});

test('a code whose time has passed stays readable and is no longer to be chosen', async () => {
  const { store } = city.platform.services;
  await sql`update codes.value set used_to = '2020-01-01' where key = 'sex:9'`.execute(store.db);
  const known = await codeLookup.entries(store.db, 'sex');
  expect(known?.find(({ code }) => code === '9')?.retired).toBe(true);
  expect(known?.find(({ code }) => code === '1')?.retired).toBeUndefined();
  expect(await codeLookup.entries(store.db, 'nothing')).toBeUndefined();
  expect((await findCodes(store.db, 'sex'))?.length).toBe(4);
});
