import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCity, type Asker, type TestCity } from '#testing';

let city: TestCity;
let ann: Asker;
let bo: Asker;

beforeAll(async () => {
  city = await openTestCity({ modules: [] });
  ann = city.as({ id: 'ann', grants: {} });
  bo = city.as({ id: 'bo', grants: {} });
});
afterAll(() => city.close());

const at = '/api/records/views/registers.person';
const names = async (who: Asker) =>
  (await who.get(at)).json<{ items: { name: string; view: string }[] }>().items.map(({ name }) => name);

test('a view is kept with the person, replaced under its name, and forgotten', async () => {
  expect((await ann.put(at, { name: '我村 / 待办', view: 'division=1' })).statusCode).toBe(200);
  await ann.put(at, { name: '我村 / 待办', view: 'division=2' });
  const kept = await ann.put(at, { name: 'due', view: 'sort=-due' });
  expect(kept.json()).toMatchObject({
    items: expect.arrayContaining([
      { name: '我村 / 待办', view: 'division=2' },
      { name: 'due', view: 'sort=-due' },
    ]),
  });
  expect(await names(bo)).toEqual([]);
  expect(await ann.get('/api/records/views/other.list').then((answer) => answer.json())).toEqual({
    items: [],
  });

  await bo.delete(`${at}/due`);
  expect(await names(ann)).toHaveLength(2);
  const left = await ann.delete(`${at}/${encodeURIComponent('我村 / 待办')}`);
  expect(left.json()).toEqual({ items: [{ name: 'due', view: 'sort=-due' }] });
  expect((await ann.delete(`${at}/due`)).json()).toEqual({ items: [] });
  expect((await ann.delete(`${at}/due`)).statusCode).toBe(200);
});

test('nobody keeps views for nobody, none without a name, and no more than people look through', async () => {
  expect((await city.stranger.get(at)).json()).toMatchObject({
    status: 401,
    code: 'identity.sign-in-needed',
  });
  expect((await city.stranger.put(at, { name: 'a', view: '' })).statusCode).toBe(401);
  expect((await ann.put(at, { name: ' ', view: '' })).statusCode).toBe(400);
  for (let number = 1; number <= 50; number++) await bo.put(at, { name: `v${number}`, view: '' });
  expect((await bo.put(at, { name: 'one more', view: '' })).json()).toMatchObject({
    status: 409,
    code: 'records.too-many-views',
  });
  expect((await bo.put(at, { name: 'v7', view: 'a=1' })).statusCode).toBe(200);
});
