import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { checkCity, defineCityFile, readCity, readCityFile, showCityFault, type CityCheck } from './city.ts';

const Town = z.object({
  code: z.string().regex(/^\d{9}$/),
  name: z.string(),
  parent: z.string().optional(),
  people: z.coerce.number().int().optional(),
});
const towns = defineCityFile({
  path: 'towns.csv',
  format: 'csv',
  title: { zh: '乡镇', en: 'Towns' },
  schema: Town,
});
const Unit = z.strictObject({ code: z.string(), town: z.string(), founded: z.iso.date().optional() });
const units = defineCityFile({
  path: 'office/units.yaml',
  format: 'yaml',
  title: { zh: '单位', en: 'Units' },
  schema: z.strictObject({ source: z.string(), units: z.array(Unit) }),
});
const outline = defineCityFile({
  path: 'outline.geojson',
  format: 'geojson',
  title: { zh: '边界', en: 'Outline' },
  schema: z.object({ type: z.literal('Feature'), name: z.string() }),
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'city-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

const goodTowns = 'code,name,parent,people\n330281001,梨洲街道,330281,\n330281002,"凤山\n街道",,12\n';
const goodUnits = 'source: the plan\nunits:\n  - { code: a, town: "330281001" }\n';

const places = (faults: readonly { file: string; line: number; code: string }[]): string[] =>
  faults.map(({ file, line, code }) => `${file}:${line} ${code}`);

test('a right csv becomes typed rows, empty cells absent, quoted cells whole', async () => {
  await put('towns.csv', goodTowns.replaceAll('\n', '\r\n'));
  const { value, faults } = await readCityFile(folder, towns);
  expect(faults).toEqual([]);
  expect(value).toEqual([
    { code: '330281001', name: '梨洲街道', parent: '330281' },
    { code: '330281002', name: '凤山\r\n街道', people: 12 },
  ]);
});

test('a wrong csv cell is named with the physical line of its row, also after a cell of two lines', async () => {
  await put('towns.csv', `${goodTowns}\n33028100X,兰江街道,,viele\n`);
  const { value, faults } = await readCityFile(folder, towns);
  expect(value).toBeUndefined();
  expect(places(faults)).toEqual(['towns.csv:6 city.value', 'towns.csv:6 city.value']);
  expect(faults[0]?.message.en).toMatch(/^code: .*pattern/);
  expect(faults[1]?.message.zh).toMatch(/^people: .*无效/);
});

test.each([
  ['a column that nobody knows', 'code,name,colour\n', ['towns.csv:1 city.column-unknown']],
  ['a column that is missing', 'code\n330281001\n', ['towns.csv:1 city.column-missing']],
  ['a column named twice', 'code,name,name\n', ['towns.csv:1 city.column-twice']],
  ['an empty file', '', ['towns.csv:1 city.column-missing', 'towns.csv:1 city.column-missing']],
  [
    'a row with a cell too many',
    'code,name\n330281001,梨洲\n330281002,凤山,x\n',
    ['towns.csv:3 city.cell-count'],
  ],
  [
    'a quote never closed, shown where it opens',
    'code,name\n330281001,"梨洲\n330281002,凤山\n',
    ['towns.csv:2 city.quote-open'],
  ],
  ['a quote inside a plain cell', 'code,name\n330281001,梨"洲\n', ['towns.csv:2 city.quote-stray']],
])('csv: %s', async (_story, content, expected) => {
  await put('towns.csv', content);
  const { faults } = await readCityFile(folder, towns);
  expect(places(faults)).toEqual(expected);
});

test('a file saved by an office program as GBK or with a byte order mark is refused with the line', async () => {
  const gbk = Buffer.concat([Buffer.from('code,name\n330281001,'), Buffer.from([0xc0, 0xe6, 0xd6, 0xde])]);
  await put('towns.csv', gbk);
  expect(places((await readCityFile(folder, towns)).faults)).toEqual(['towns.csv:2 city.not-utf8']);
  await put('towns.csv', `\uFEFF${goodTowns}`);
  const marked = await readCityFile(folder, towns);
  expect(places(marked.faults)).toEqual(['towns.csv:1 city.byte-order-mark']);
  expect(marked.value).toBeUndefined();
});

test('yaml: the wrong value, the missing key and the unknown key each have their line and column', async () => {
  await put(
    'office/units.yaml',
    'source: the plan\nunits:\n  - code: a\n    town: "330281001"\n    founded: 1949-13-01\n  - code: b\n    town: x\n    colour: red\n  - code: c\n',
  );
  const { faults } = await readCityFile(folder, units);
  expect(faults.map((fault) => [fault.line, fault.column])).toEqual([
    [5, 14],
    [8, 13],
    [9, 5],
  ]);
  expect(faults[1]?.message.en).toContain('colour');
  expect(faults[2]?.message.en).toContain('units.2.town');
});

test.each([
  [
    'a key that stands twice',
    'source: a\nunits: []\nsource: b\n',
    ['office/units.yaml:3 city.duplicate-key'],
  ],
  ['broken grammar', 'source: a\nunits: [\n', ['office/units.yaml:3 city.syntax']],
  ['a tag nobody knows', 'source: !secret a\nunits: []\n', ['office/units.yaml:1 city.syntax']],
  ['an empty file', '', ['office/units.yaml:1 city.value']],
])('yaml: %s', async (_story, content, expected) => {
  await put('office/units.yaml', content);
  expect(places((await readCityFile(folder, units)).faults)).toEqual(expected);
});

test('geojson: wrong values, doubled keys and broken JSON have their lines', async () => {
  await put('outline.geojson', '{\n  "type": "Point",\n  "name": "a"\n}\n');
  expect(places((await readCityFile(folder, outline)).faults)).toEqual(['outline.geojson:2 city.value']);
  await put('outline.geojson', '{\n  "type": "Feature",\n  "name": "a",\n  "name": "b"\n}\n');
  expect(places((await readCityFile(folder, outline)).faults)).toEqual([
    'outline.geojson:4 city.duplicate-key',
  ]);
  await put('outline.geojson', '{\n  "type": "Feature",\n  name: "a"\n}\n');
  expect(places((await readCityFile(folder, outline)).faults)).toEqual(['outline.geojson:3 city.syntax']);
  await put('outline.geojson', '{\n  "type": "Feature",\n  "name": "a"\n');
  expect(places((await readCityFile(folder, outline)).faults)).toEqual(['outline.geojson:3 city.syntax']);
});

const townExists: CityCheck = (city) => {
  const known = new Set(city.get(towns).map(({ code }) => code));
  return city.get(units).units.flatMap(({ town }, index) =>
    known.has(town)
      ? []
      : [
          city.fault(units, ['units', index, 'town'], {
            code: 'office.town-unknown',
            message: { zh: `没有乡镇 ${town}`, en: `there is no town ${town}` },
          }),
        ],
  );
};

test('a check across files names the line of the file that points to nothing', async () => {
  await put('towns.csv', goodTowns);
  await put('office/units.yaml', `${goodUnits}  - code: b\n    town: "330281999"\n`);
  const { city, faults } = await readCity(folder, [towns, units], [townExists]);
  expect(faults.map((fault) => showCityFault(fault, 'zh'))).toEqual([
    'office/units.yaml:5:11 没有乡镇 330281999 (office.town-unknown)',
  ]);
  expect(city.lineOf(towns, [1])).toBe(3);
  expect(city.lineOf(units, ['units', 1, 'town'])).toBe(5);
});

test('a whole city: files missing, files nobody reads, and no check is run on half a city', async () => {
  await put('office/units.yaml', goodUnits);
  await put('office/notes.txt', 'who reads me?');
  await put('office/README.md', 'words for people');
  const faults = await checkCity(folder, [towns, units], [townExists]);
  expect(places(faults)).toEqual(['office/notes.txt:1 city.file-unread', 'towns.csv:1 city.file-missing']);
  expect(faults[1]?.message.zh).toContain('乡镇');
  await rm(join(folder, 'office/notes.txt'));
  await put('towns.csv', goodTowns);
  expect(await checkCity(folder, [towns, units], [townExists])).toEqual([]);
});

test('a schema of its own words speaks both languages', async () => {
  const strict = defineCityFile({
    path: 'towns.csv',
    format: 'csv',
    title: { zh: '乡镇', en: 'Towns' },
    schema: Town.refine(({ people }) => people !== 12, { error: 'not twelve', params: { zh: '不能是十二' } }),
  });
  await put('towns.csv', goodTowns);
  const { faults } = await readCityFile(folder, strict);
  expect(faults).toMatchObject([{ line: 3, message: { zh: '不能是十二', en: 'not twelve' } }]);
});

const offices = defineCityFile({
  path: 'offices.yaml',
  format: 'yaml',
  title: { zh: '机构', en: 'Offices' },
  schema: z.strictObject({ source: z.string(), offices: z.array(Unit) }),
  continued: { folder: 'offices', list: 'offices' },
});

test('a list goes on in the files of a folder, in the order of their names', async () => {
  await put('offices.yaml', 'source: the plan\noffices:\n  - { code: a, town: "1" }\n');
  await put('offices/two.yaml', 'offices:\n  - { code: c, town: "1" }\n');
  await put('offices/one.yaml', 'offices:\n  - { code: b, town: "1" }\n');
  const { value, faults } = await readCityFile(folder, offices);
  expect(faults).toEqual([]);
  expect(value?.offices.map(({ code }) => code)).toEqual(['a', 'b', 'c']);
  expect(await checkCity(folder, [offices], [])).toEqual([]);
  // The document itself need not begin it.
  await put('offices.yaml', 'source: the plan\n');
  expect((await readCityFile(folder, offices)).value?.offices).toHaveLength(2);
});

test('what is wrong in a part is shown in its own file and line, also by a check across files', async () => {
  await put('offices.yaml', 'source: the plan\n');
  await put('offices/one.yaml', 'offices:\n  - { code: b, town: "1" }\n  - { code: c, town: "1" }\n');
  await put('offices/two.yaml', 'offices:\n  - code: d\n    town: "1"\n    founded: yesterday\n');
  expect(places(await checkCity(folder, [offices], []))).toEqual(['offices/two.yaml:4 city.value']);
  await put('offices/two.yaml', 'offices:\n  - { code: d, town: "1" }\n');
  const check: CityCheck = (city) =>
    city
      .get(offices)
      .offices.flatMap(({ code }, at) =>
        code === 'd'
          ? [city.fault(offices, ['offices', at, 'code'], { code: 'test.d', message: { zh: '丁', en: 'd' } })]
          : [],
      );
  expect(places(await checkCity(folder, [offices], [check]))).toEqual(['offices/two.yaml:2 test.d']);
  await put('offices/two.yaml', 'other: 1\n');
  await put('offices/three.yaml', 'offices: [\n');
  const broken = places(await checkCity(folder, [offices], []));
  expect(broken).toContain('offices/two.yaml:1 city.part');
  expect(broken.some((place) => place.startsWith('offices/three.yaml:'))).toBe(true);
});
