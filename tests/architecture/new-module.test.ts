import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CityModule } from '#kernel/module';
import { codesModule } from '#platform/base/codes';
import { organisationsModule } from '#platform/base/organisations';
import { openTestCity, type TestCity } from '#testing';
import { newModuleFiles } from '../../scripts/modules/new-module-files.ts';

const named = {
  place: 'domains/management/fountains',
  id: 'fountains',
  zh: '喷泉',
  en: "The city's fountains",
};
// Within the project, so that its doors are found, and where nothing is checked in.
const folder = path.resolve('.cache', `new-module-${process.pid}`, named.id);
let city: TestCity;

beforeAll(async () => {
  for (const [file, text] of Object.entries(newModuleFiles({ ...named, stamp: '202601010000' }))) {
    const target = path.join(folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  }
  const made = (await import(pathToFileURL(path.join(folder, 'module.ts')).href)) as { default: CityModule };
  city = await openTestCity({ modules: [codesModule, organisationsModule, made.default] });
});
afterAll(async () => {
  await city.close();
  await rm(path.dirname(folder), { recursive: true, force: true });
});

test('a module stands as it was written: its register takes a row, keeps it in its department, and has a template', async () => {
  const grants = { 'fountains:read': 'department', 'fountains:write': 'department' } as const;
  const keeper = city.as({ id: 'keeper', organisation: '330281-jxj', grants });
  const row = { code: 'A-1', name: '南门喷泉', owner: '330281-jxj' };
  expect((await keeper.post('/api/fountains/entries', row)).statusCode).toBe(200);
  expect((await keeper.get('/api/fountains/entries')).json()).toMatchObject({ items: [row] });
  const other = city.as({ id: 'other', organisation: '330281-gaj', grants });
  expect((await other.get('/api/fountains/entries')).json()).toMatchObject({ items: [] });
  expect((await keeper.get('/api/fountains/entries/import/template')).statusCode).toBe(200);
});
