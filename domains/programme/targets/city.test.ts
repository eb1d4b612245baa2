import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCity, showCityFault } from '#kernel/city';
import { figuresFile, targetCityChecks, targetCityFiles, targetsFile } from './city.ts';

const yuyao = 'cities/yuyao';
const read = (folder: string) => readCity(folder, targetCityFiles, targetCityChecks);
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

const lineOf = async (path: string, words: string): Promise<number> =>
  (await readFile(join(yuyao, path), 'utf8')).split('\n').findIndex((line) => line.includes(words)) + 1;

test('figures and targets of Yuyao are without fault', () => {
  expect(whole.faults).toEqual([]);
});

test('the 152 figures that the plan prints, by clause', () => {
  const { figures } = whole.city.get(figuresFile);
  const count = Object.groupBy(figures, ({ clause }) => clause);
  expect(Object.entries(count).map(([clause, list = []]) => [clause, list.length])).toEqual([
    ['二（一）1', 17],
    ['二（一）2', 24],
    ['二（一）3', 59],
    ['二（一）4', 17],
    ['二（二）1', 7],
    ['二（二）2', 6],
    ['二（二）3', 22],
  ]);
});

test.each([
  ['gdp', 839.7, '亿元', undefined],
  ['corporate-income-tax-growth', -11.3, '%', undefined],
  ['work-injury-insured-increase', -0.1, '万人', undefined],
  ['wifi-hotspots', 325, '个', 'about'],
  ['library-readers', 19, '万人次', 'nearly'],
  ['problem-rows', 4.7, '万条', 'over'],
])('%s is %s %s as printed', (id, value, unit, approximate) => {
  const figure = whole.city.get(figuresFile).figures.find((each) => each.id === id);
  expect(figure).toMatchObject({ value, unit: { zh: unit } });
  expect(figure?.approximate).toBe(approximate);
});

test('parts printed apart add up to the wholes printed beside them', () => {
  const { figures } = whole.city.get(figuresFile);
  const value = (id: string) => figures.find((each) => each.id === id)?.value ?? Number.NaN;
  const sectors = ['primary', 'secondary', 'tertiary'];
  const added = (end: string) => sectors.reduce((sum, sector) => sum + value(`${sector}-sector-${end}`), 0);
  expect(added('value-added')).toBeCloseTo(value('gdp'), 1);
  expect(added('share')).toBeCloseTo(100, 5);
  for (const what of ['households', 'people'])
    expect(value(`rural-minimum-allowance-${what}`) + value(`urban-minimum-allowance-${what}`)).toBe(
      value(`minimum-allowance-${what}`),
    );
});

test('eight targets have a number, lower network prices have none, and two rise from a printed baseline', () => {
  const { targets, due } = whole.city.get(targetsFile);
  expect(due).toBe('2020');
  const numbered = targets.filter(({ value }) => value !== null);
  expect(numbered.map(({ id, value }) => [id, value])).toEqual([
    ['home-fibre', 90],
    ['village-fibre', 100],
    ['broadband-rate', 40],
    ['fourth-generation-users', 100],
    ['internet-penetration', 75],
    ['electronics-revenue-growth', 30],
    ['software-revenue-growth', 25],
    ['electronic-commerce', 1000],
  ]);
  expect(targets.find(({ id }) => id === 'network-prices')?.value).toBeNull();
  expect(numbered.flatMap(({ baseline = [] }) => baseline)).toEqual([
    'home-fibre-coverage',
    'village-fibre-coverage',
  ]);
});

test('a baseline that is not among the figures is refused at its line', async () => {
  const line = await lineOf('targets.yaml', 'baseline: home-fibre-coverage');
  const faults = await faultsAfter('targets.yaml', (text) =>
    text.replace('home-fibre-coverage', 'home-fiber'),
  );
  expect(faults).toEqual([`targets.yaml:${line}:15 figures.yaml has no home-fiber (targets.figure-unknown)`]);
});

test('a number without unit and an id that stands twice are refused at their lines', async () => {
  const figure = await lineOf('figures.yaml', 'id: catalogues');
  expect(
    await faultsAfter('figures.yaml', (text) => text.replace('id: catalogues', 'id: departments')),
  ).toEqual([
    `figures.yaml:${figure}:9 the id stands twice (targets.id-twice)`,
    expect.stringMatching(/^targets\.yaml:\d+:15 figures\.yaml has no catalogues/),
  ]);
  const target = await lineOf('targets.yaml', 'id: home-fibre');
  expect(await faultsAfter('targets.yaml', (text) => text.replace(/    comparison: .*\n/, ''))).toEqual([
    expect.stringMatching(new RegExp(`^targets\\.yaml:${target}:5 .*needs unit and comparison`)),
  ]);
});
