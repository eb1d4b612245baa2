import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { defineCityFile, readCity, readCityFile, showCityFault } from '#kernel/city';
import { organisationCityChecks } from './city-checks.ts';
import {
  boundaryFile,
  DivisionKind,
  divisionsFile,
  firstDayOf,
  organisationCityFiles,
  OrganisationKind,
  organisationsFile,
} from './city.ts';

const yuyao = 'cities/yuyao';
const read = (folder: string) => readCity(folder, organisationCityFiles, organisationCityChecks);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'city-'));
  await Promise.all(organisationCityFiles.map(({ path }) => cp(join(yuyao, path), join(folder, path))));
});
afterEach(() => rm(folder, { recursive: true }));

/** Changes one line of a copied file (from 1), as an editor would. */
async function mistype(path: string, line: number, change: (line: string) => string): Promise<void> {
  const lines = (await readFile(join(folder, path), 'utf8')).split('\n');
  lines[line - 1] = change(lines[line - 1] ?? '');
  await writeFile(join(folder, path), lines.join('\n'));
}

async function lineWith(path: string, words: string): Promise<number> {
  const lines = (await readFile(join(folder, path), 'utf8')).split('\n');
  return lines.findIndex((line) => line.includes(words)) + 1;
}

const faultsOf = async (): Promise<string[]> =>
  (await read(folder)).faults.map((fault) => showCityFault(fault, 'en'));

test('Yuyao is without fault: 21 towns and streets, 326 villages and communities, each where it belongs', async () => {
  const { city, faults } = await read(yuyao);
  expect(faults).toEqual([]);
  const levels = city.get(divisionsFile).map(({ level }) => level);
  expect(levels.filter((level) => level === 'town')).toHaveLength(21);
  expect(levels.filter((level) => level === 'village')).toHaveLength(326);
  expect(city.get(divisionsFile).filter(({ name_en: nameEn }) => !nameEn)).toEqual([]);
});

test('54 departments as the plan counts, three of them printed there, the others marked as reconstructed', async () => {
  const organisations = (await read(yuyao)).city.get(organisationsFile).organisations;
  const collected = organisations.filter((each) => each.collected);
  const figures = await readCityFile(
    yuyao,
    defineCityFile({
      path: 'figures.yaml',
      format: 'yaml',
      title: { zh: '', en: '' },
      schema: z.object({ figures: z.array(z.object({ id: z.string(), value: z.number() })) }),
    }),
  );
  const counted = figures.value?.figures.find(({ id }) => id === 'departments')?.value;
  expect(collected).toHaveLength(counted ?? -1);
  expect(collected.filter(({ reconstructed }) => !reconstructed).map(({ name }) => name.zh)).toEqual([
    '余姚市人力资源和社会保障局',
    '余姚市市场监督管理局',
    '余姚市国家税务局',
  ]);
});

test('every town has its government', async () => {
  const { city } = await read(yuyao);
  const towns = city.get(divisionsFile).flatMap(({ level, code }) => (level === 'town' ? [code] : []));
  const governed = city
    .get(organisationsFile)
    .organisations.flatMap(({ kind, division }) => (kind === 'town-government' ? [division] : []));
  expect(governed.toSorted()).toEqual(towns.toSorted());
});

test('the boundary passes no point twice, runs against the clock and agrees with the area it states', async () => {
  const feature = (await read(yuyao)).city.get(boundaryFile).features[0];
  const ring = feature?.geometry.type === 'Polygon' ? (feature.geometry.coordinates[0] ?? []) : [];
  const kilometres = ring.map(([x, y]) => [x * 111.32 * Math.cos((30 * Math.PI) / 180), y * 110.85] as const);
  const twice = kilometres.map(([x, y], index) => {
    const [nextX, nextY] = kilometres[index + 1] ?? [x, y];
    return x * nextY - nextX * y;
  });
  const area = twice.reduce((sum, part) => sum + part, 0) / 2;
  expect(new Set(ring.map(String)).size).toBe(ring.length - 1);
  expect(area).toBeGreaterThan(0);
  expect(Math.abs(area / (feature?.properties.area_km2 ?? 1) - 1)).toBeLessThan(0.01);
});

test.each([
  ['division', DivisionKind.options],
  ['organisation', OrganisationKind.options],
])('every %s kind has its words in the code table', async (what, kinds) => {
  const table = await readFile(join(yuyao, `codes/${what}-kind.csv`), 'utf8');
  const codes = table
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[0]);
  expect(codes.toSorted()).toEqual(kinds.toSorted());
});

test.each([
  [
    'a parent that is not there',
    30,
    (line: string) => line.replace('330281001,village', '330281999,village'),
    'there is no division 330281999 (organisations.parent-unknown)',
  ],
  [
    'a village under a city',
    30,
    (line: string) => line.replace('330281001,village', '330281,village'),
    'the parent of a village cannot be a city (organisations.parent-level)',
  ],
  [
    'a village under the wrong town',
    30,
    (line: string) => line.replace('330281001,village', '330281002,village'),
    "code 330281001009 does not begin with its parent's, 330281002 (organisations.parent-code)",
  ],
  [
    'a code that stands twice',
    31,
    (line: string) => line.replace(/^\d+/, '330281001009'),
    'code 330281001009 stands on line 30 already (organisations.division-twice)',
  ],
  [
    'a town without parent',
    6,
    (line: string) => line.replace('330281,town', ',town'),
    '330281004 has no parent (organisations.parent-missing)',
  ],
  [
    'a second city',
    23,
    () => '330282,x,x,,city,county-level-city,,,x,2023-06-30',
    'there must be exactly one division of level city (organisations.one-city)',
  ],
])('divisions.csv with %s names the line', async (_story, line, change, expected) => {
  await mistype('divisions.csv', line, change);
  expect(await faultsOf()).toContain(`divisions.csv:${line} ${expected}`);
});

test('organisations.yaml pointing to nothing names line and column', async () => {
  const division = await lineWith('organisations.yaml', "division: '330281109'");
  await mistype('organisations.yaml', division, (line) => line.replace('330281109', '330281107'));
  const successor = await lineWith('organisations.yaml', 'successor: 330281-zrj');
  await mistype('organisations.yaml', successor, (line) => line.replace('zrj', 'zzz'));
  expect(await faultsOf()).toEqual([
    `organisations.yaml:${successor}:16 there is no 330281-zzz (organisations.successor-unknown)`,
    `organisations.yaml:${division}:15 there is no 330281107 (organisations.division-unknown)`,
  ]);
});

test('an organisation that ends before it begins, or is quietly promoted to printed, is refused', async () => {
  const ends = await lineWith('organisations.yaml', "valid_to: '2018-07-20'");
  await mistype('organisations.yaml', ends, (line) => `    valid_from: '2018-08'\n${line}`);
  const marked = await lineWith('organisations.yaml', 'collected: reconstructed');
  await mistype('organisations.yaml', marked, (line) => line.replace('reconstructed', 'printed'));
  expect(await faultsOf()).toEqual([
    expect.stringMatching(
      new RegExp(`^organisations.yaml:${marked}:16 .*organisations.reconstructed-unmarked`),
    ),
    expect.stringMatching(new RegExp(`^organisations.yaml:${ends + 1}:15 .*organisations.ends-before-start`)),
  ]);
});

test('a point of the boundary outside the Earth is named with its line', async () => {
  await mistype('boundary.geojson', 40, (line) => line.replace('[121.', '[1210.'));
  expect(await faultsOf()).toEqual([expect.stringMatching(/^boundary\.geojson:40:12 .*city\.value/)]);
});

test.each([
  ['2019', '2019-01-01'],
  ['2018-07', '2018-07-01'],
  ['2018-07-20', '2018-07-20'],
])('a date known as %s begins on %s', (known, day) => {
  expect(firstDayOf(known)).toBe(day);
});
