import { afterAll, beforeAll, expect, test } from 'vitest';
import { assertPermissions, orderModules } from '../../kernel/module-order.ts';
import { openTestCity, type TestCity } from '#testing';
import { modules } from '../../apps/server/modules.ts';

const isDomain = (folder: string): boolean => folder.includes('/domains/');
const domains = modules.filter(({ folder }) => isDomain(folder));
const rest = modules.filter(({ folder }) => !isDomain(folder));

test.for(domains)('without $id the list of modules still holds', ({ id }) => {
  const left = modules.filter((module) => module.id !== id);
  expect(orderModules(left)).toHaveLength(left.length);
  expect(() => assertPermissions(left)).not.toThrow();
});

let city: TestCity;
beforeAll(async () => {
  city = await openTestCity({ modules: rest });
}, 120_000);
afterAll(() => city.close());

test('a city without any system of the plan opens, and its organs answer', async () => {
  const everything = city.as({ id: 'all', grants: { '*': 'city' } });
  expect((await city.stranger.get('/readyz')).json()).toMatchObject({ status: 'ready' });
  const lists = rest.flatMap(({ records }) => (records ?? []).map(({ record }) => record));
  const refused: string[] = [];
  for (const { module, plural } of lists) {
    const path = `/api/${module}/${plural}?limit=1`;
    const { statusCode } = await everything.get(path, { purpose: 'test' });
    if (statusCode !== 200) refused.push(`${path} ${statusCode}`);
  }
  expect(refused).toEqual([]);
});
