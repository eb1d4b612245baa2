import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cellsOf, headers, openTown, owner, type Town } from './testing/town.ts';

let town: Town;
let own: string;

beforeAll(async () => {
  town = await openTown();
  own = join(town.root, owner);
  await mkdir(join(own, 'insured'), { recursive: true });
  await town.make({ code: 'drop', kind: 'folder', settings: { path: 'insured', ready: 'marker' } });
});
afterAll(() => town.close());

const lay = async (name: string, text: string) => {
  await writeFile(join(own, 'insured', name), text);
  await writeFile(join(own, 'insured', `${name}.ok`), '');
};

const itemOf = (number: number) => Object.fromEntries(cellsOf(number).map((cell, at) => [headers[at], cell]));
const featureOf = (number: number) => ({ type: 'Feature', properties: itemOf(number), geometry: null });

test.each([
  ['a list of JSON', 'list.json', JSON.stringify([itemOf(201), itemOf(202), itemOf(203)]), 0],
  ['a list under a name', 'answer.json', JSON.stringify({ code: 0, data: [211, 212, 213].map(itemOf) }), 0],
  [
    'NDJSON with a broken line',
    'lines.ndjson',
    `${JSON.stringify(itemOf(221))}\n{"broken\n${JSON.stringify(itemOf(222))}\n${JSON.stringify(itemOf(223))}\n`,
    1,
  ],
])('%s becomes a batch as a table does', async (...given) => {
  const [, name, text, unreadable] = given;
  await lay(name, text);
  expect(await town.run('drop')).toMatchObject({ state: 'collected', rows: 3, reason: null });
  const batch = (await town.batches()).find(({ filename }) => filename === name);
  expect(batch).toMatchObject({ rows: 3, unreadable, status: 'collected' });
  const lines = await town.clerk.get(`/api/ingestion/batches/${batch?.id}/unreadable`);
  expect(lines.json()).toMatchObject({ items: unreadable ? [{ line: 2, code: 'not-json' }] : [] });
});

test('GeoJSON becomes a batch: its properties, and the geometry as a column more', async () => {
  await town.make({ code: 'places', kind: 'folder', settings: { path: 'places', quietSeconds: 0 } });
  await mkdir(join(own, 'places'));
  const features = [231, 232, 233].map(featureOf);
  await writeFile(join(own, 'places', 'p.geojson'), JSON.stringify({ type: 'FeatureCollection', features }));
  const { columns } = (await town.clerk.post('/api/sources/sources/places/try', {})).json<{
    columns: { name: string }[];
  }>();
  expect(columns.map(({ name }) => name)).toEqual([...headers, 'geometry']);
  expect(await town.run('places')).toMatchObject({ state: 'collected', rows: 3, reason: null });
});

test('a file that is cut is refused with its reason, and stays where it lies', async () => {
  await lay('cut.json', '[{"个人编号":"N1"},{"个人');
  expect(await town.run('drop')).toMatchObject({
    state: 'failed',
    reason: { en: expect.stringContaining('breaks off') as string },
  });
  expect(await readdir(join(own, 'insured'))).toContain('cut.json');
});
