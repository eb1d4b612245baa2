import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { openTestCity, type TestCity } from '#testing';
import { findCodes } from './index.ts';
import codes from './module.ts';
import { codeLookup } from './lookup.ts';

const clock = fixedClock('2026-03-02T01:00:00Z');
let city: TestCity;
beforeAll(async () => {
  city = await openTestCity({ modules: [codes], clock });
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

test('a code is to be chosen on the days of its time, by the city’s clock', async () => {
  const context = city.stranger.context();
  const { db } = context;
  await sql`update codes.value set used_from = '2026-07-01', used_to = '2027-01-01' where key = 'sex:9'`.execute(
    db,
  );
  const retired = async () => {
    const [known, shown] = await Promise.all([
      codeLookup.entries(context, db, 'sex'),
      city.stranger.get('/api/codes/sex'),
    ]);
    const nine = known?.find(({ code }) => code === '9');
    const offered = shown.json().items.find(({ code }: { code: string }) => code === '9');
    expect(offered.retired).toBe(nine?.retired);
    return nine?.retired ?? false;
  };
  expect(await retired()).toBe(true);
  clock.set('2026-06-30T16:00:00Z');
  expect(await retired()).toBe(false);
  // Still the last day in the city, whatever the day of the machine or of the database.
  clock.set('2026-12-31T15:59:59Z');
  expect(await retired()).toBe(false);
  clock.set('2026-12-31T16:00:00Z');
  expect(await retired()).toBe(true);
  expect(
    (await codeLookup.entries(context, db, 'sex'))?.find(({ code }) => code === '1')?.retired,
  ).toBeUndefined();
  expect(await codeLookup.entries(context, db, 'nothing')).toBeUndefined();
  expect((await findCodes(db, 'sex', '2026-12-31'))?.length).toBe(4);
});
