import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import type { TestCity } from '#testing';
import { backUp, runDrill } from './run.ts';
import { openSmallCity } from './testing/small-city.ts';

let city: TestCity;
const clock = fixedClock('2026-03-02T01:00:00Z');
beforeAll(async () => {
  city = await openSmallCity({}, clock);
}, 120_000);
afterAll(() => city.close());

const manager = () => city.as({ id: 'sys', grants: { 'cloud:manage': 'city', 'cloud:read': 'city' } });
test('the city stands up beside, equal in all; the report is kept', { timeout: 300_000 }, async () => {
  const backup = await backUp(manager().context());
  const report = await runDrill(manager().context());
  // Where the pages are not built the page is told as not compared, and speaks against nothing.
  const page = report?.checks.find(({ name }) => name === 'page');
  expect(page?.ok || page?.skipped).toBe(true);
  expect(report?.equal).toBe(true);
  expect(report?.checks.filter(({ name }) => name !== 'page').map(({ name, ok }) => [name, ok])).toEqual([
    ['restored', true],
    ['tables', true],
    ['files', true],
    ['ledger', true],
    ['answers', true],
  ]);
  const { items } = (await manager().get('/api/cloud/drills')).json<{ items: Record<string, unknown>[] }>();
  expect(items).toEqual([expect.objectContaining({ backup: backup.id, tableCount: backup.tables.length })]);
});

test('a damaged backup fails the drill and says which part', { timeout: 60_000 }, async () => {
  const backup = await backUp(manager().context());
  const from = join(city.platform.services.config.dataFolder, 'backups', 'backups', backup.id);
  const file = join(from, 'keys.sealed');
  const bytes = await readFile(file);
  await writeFile(file, Buffer.concat([bytes, Buffer.from('x')]));
  // By name: the clock stands still, so the backup of the test before is as new.
  expect(await runDrill(manager().context(), { from })).toBeUndefined();
  const { items } = (await manager().get('/api/cloud/drills?result=failed')).json<{
    items: { id: string }[];
  }>();
  const row = (await manager().get(`/api/cloud/drills/${items[0]?.id}`)).json<{ trouble: string }>();
  expect(row.trouble).toContain('keys.sealed');
});
