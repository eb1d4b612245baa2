import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { divisionsOfTheNation } from '#engines/addresses';
import { readCity, showCityFault } from '#kernel/city';
import { codeCityChecks, codeCityFiles, codeFiles, codeTablesFile, inventedFile } from './city.ts';

const yuyao = 'cities/yuyao';
const read = (folder: string) => readCity(folder, codeCityFiles, codeCityChecks);
const whole = await read(yuyao);

/** The faults that the city has after one of its files is changed. */
async function faultsAfter(path: string, change: (text: string) => string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'city-'));
  await cp(yuyao, folder, { recursive: true });
  await writeFile(join(folder, path), change(await readFile(join(folder, path), 'utf8')));
  const { faults } = await read(folder);
  await rm(folder, { recursive: true });
  return faults.map((fault) => showCityFault(fault, 'en'));
}

test('the code tables of Yuyao are without fault', () => {
  expect(whole.faults).toEqual([]);
});

test('56 ethnic groups, 20 sections of industry, as the standards count them', () => {
  const codes = [...codeFiles].map(
    ([id, file]) => [id, whole.city.get(file).map(({ code }) => code)] as const,
  );
  const tables = new Map(codes);
  expect(tables.get('ethnicity')?.filter((code) => Number(code) <= 56)).toHaveLength(56);
  expect(tables.get('industry-section')?.join('')).toBe('ABCDEFGHIJKLMNOPQRST');
});

test('the invented division begins like no province and stands in no list of divisions', () => {
  const file = codeFiles.get('division-invented');
  const [invented] = file ? whole.city.get(file) : [];
  const nation = divisionsOfTheNation();
  const provinces = new Set(nation.map(({ code }) => code.slice(0, 2)));
  expect(provinces.size).toBe(31);
  expect(invented?.code).toMatch(/^00\d{4}$/);
  expect(nation.map(({ code }) => code)).not.toContain(invented?.code);
  expect(provinces).not.toContain(invented?.code.slice(0, 2));
  expect(whole.city.get(codeTablesFile).tables.filter((table) => table.invented)).toMatchObject([
    { id: 'division-invented' },
  ]);
});

test.each([
  ['identity-number', '00028119900101001X', '330281199001010010'],
  ['credit-code', '91000281MA2XXXXXX0'.replaceAll('XXXXXX', '1234AB'), '91330281MA21234AB0'],
  ['mobile-number', '15402810001', '13802810001'],
  ['telephone-number', '0574-02810001', '0574-62810001'],
  ['plate', '浙BI0A2B', '浙B10A2B'],
  ['green-plate', '浙BID1234', '浙BD12345'],
  ['electronic-mail', 'someone@example.com', 'someone@yy.gov.cn'],
])('the range for %s takes %s and refuses %s', (code, invented, issued) => {
  const range = whole.city.get(inventedFile).find((each) => each.code === code);
  const pattern = new RegExp(range?.pattern ?? '$^', 'u');
  expect(pattern.test(invented)).toBe(true);
  expect(pattern.test(issued)).toBe(false);
});

test('a code that stands twice for the same time is refused, one that follows an ended one is not', async () => {
  const again = (text: string) => `${text}2,女,Woman,,\n`;
  expect(await faultsAfter('codes/sex.csv', again)).toEqual([
    'codes/sex.csv:6 code 2 stands twice for the same time (codes.code-twice)',
  ]);
  const followed = (text: string) =>
    text.replace('2,女性,Female,,', '2,女性,Female,,2030-01-01\n2,女,Woman,2030-01-01,');
  expect(await faultsAfter('codes/sex.csv', followed)).toEqual([]);
});

test('a table that is not listed, a date that does not exist and a broken pattern each have their line', async () => {
  const unlisted = await faultsAfter('codes.yaml', (text) => text.replace('id: sex', 'id: ethnicity'));
  expect(unlisted).toContainEqual(expect.stringMatching(/^codes\.yaml:4:1 code table sex is not listed/));
  expect(unlisted).toContainEqual(expect.stringMatching(/^codes\.yaml:\d+:9 the code table is listed twice/));
  expect(
    await faultsAfter('codes/industry-section.csv', (text) => text.replace('2017-10-01', '2017-13-01')),
  ).toEqual([expect.stringMatching(/^codes\/industry-section\.csv:2 valid_from: /)]);
  expect(await faultsAfter('invented.csv', (text) => text.replace('^154', '^(154'))).toEqual([
    'invented.csv:4 pattern: not a regular expression (city.value)',
  ]);
});

test('a broader code that is not there, a circle, and a mapping to nothing each have their line', async () => {
  expect(
    await faultsAfter('codes/industry.csv', (text) => text.replace(',2017-10-01,,A', ',2017-10-01,,ZZ')),
  ).toEqual([expect.stringMatching(/^codes\/industry\.csv:3 .*ZZ above it \(codes\.parent-unknown\)$/)]);
  const circle = (text: string) =>
    text.replace('330000,浙江省,Zhejiang,,,', '330000,浙江省,Zhejiang,,,330281');
  expect(await faultsAfter('codes/administrative-division.csv', circle)).toContainEqual(
    expect.stringMatching(/:2 code 330000 stands above itself/),
  );
  const nowhere = (text: string) => text.replace('fhir-gender,male', 'fhir-gender,man');
  expect(await faultsAfter('code-mappings.csv', nowhere)).toEqual([
    expect.stringMatching(/^code-mappings\.csv:2 there is no such code: fhir-gender:man/),
  ]);
});
