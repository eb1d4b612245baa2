import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCity, showCityFault } from '#kernel/city';
import { projectCityChecks, projectCityFiles, projectsFile } from './city.ts';

const yuyao = 'cities/yuyao';
const read = (folder: string) => readCity(folder, projectCityFiles, projectCityChecks);
const whole = await read(yuyao);

/** The faults that the city has after projects.yaml is changed. */
async function faultsAfter(change: (text: string) => string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'city-'));
  await cp(yuyao, folder, { recursive: true });
  const path = join(folder, 'projects.yaml');
  await writeFile(path, change(await readFile(path, 'utf8')));
  const { faults } = await read(folder);
  await rm(folder, { recursive: true });
  return faults.map((fault) => showCityFault(fault, 'en'));
}

const lineOf = async (words: string): Promise<number> =>
  (await readFile(join(yuyao, 'projects.yaml'), 'utf8'))
    .split('\n')
    .findIndex((line) => line.includes(words)) + 1;

test('the 11 key projects with their years, leads and numbers', () => {
  expect(whole.faults).toEqual([]);
  const { projects } = whole.city.get(projectsFile);
  const lead = (unit: object | undefined) => (unit && 'organisation' in unit ? unit.organisation : undefined);
  expect(
    projects.map(({ number, years, lead: [first] }) => [number, years.from, years.to, lead(first)]),
  ).toEqual([
    [1, 2015, 2017, '330281-jxj'],
    [2, 2016, 2018, '330281-hlw'],
    [3, 2018, 2020, '330281-ghj'],
    [4, 2018, 2020, '330281-jjdd'],
    [5, 2015, 2021, '330281-gdt'],
    [6, 2016, 2018, '330281-wsj'],
    [7, 2015, 2018, '330281-slc'],
    [8, 2016, 2020, '330281-langxia'],
    [9, 2016, 2020, '330281-yangming'],
    [10, 2016, 2020, '330281-sanqishi'],
    [11, 2016, 2020, '330281-simen'],
  ]);
  expect(projects.flatMap(({ figures }) => figures.map(({ id, value }) => [id, value]))).toEqual([
    ['access-points', 4000],
    ['online-turnover', 500],
  ]);
});

test('a lead that is no organisation of the city is refused at its line', async () => {
  const line = await lineOf('lead: [{ organisation: 330281-jjdd }]');
  expect(await faultsAfter((text) => text.replace('330281-jjdd', '330281-nobody'))).toEqual([
    `projects.yaml:${line}:28 organisations.yaml has no 330281-nobody (projects.organisation-unknown)`,
  ]);
});

test('a project that ends before it begins, or takes the number of another, is refused at its line', async () => {
  const years = await lineOf('from: 2015, to: 2017');
  expect(await faultsAfter((text) => text.replace('to: 2017', 'to: 2014'))).toEqual([
    expect.stringMatching(new RegExp(`^projects\\.yaml:${years}:5 .*ends before it begins`)),
  ]);
  const number = await lineOf('number: 2');
  expect(await faultsAfter((text) => text.replace('number: 2', 'number: 1'))).toEqual([
    `projects.yaml:${number}:13 the number stands twice (projects.twice)`,
  ]);
});

test('a number that speaks of no figure of the plan is refused', async () => {
  expect(await faultsAfter((text) => text.replace('wifi-access-points', 'wifi-points'))).toEqual([
    expect.stringMatching(/^projects\.yaml:\d+:19 figures\.yaml has no wifi-points/),
  ]);
});
