import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCity, showCityFault } from '#kernel/city';
import { catalogueFile } from '#platform/data/catalogue';
import { indicatorsModule } from '../index.ts';
import { shopModule } from '../testing/shop.ts';
import { measureCityChecks, measureCityFiles } from './city.ts';

const yuyao = 'cities/yuyao';
const known = { modules: [indicatorsModule, shopModule], whole: false };
const read = (folder: string, whole = false) =>
  readCity(folder, [...measureCityFiles, catalogueFile], measureCityChecks, { ...known, whole });

/** What is said of the city after its file of measures is changed. */
async function faultsAfter(change: (text: string) => string, whole = false): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'city-'));
  for (const name of ['measures.yaml', 'organisations.yaml', 'catalogue.yaml', 'catalogue'])
    await cp(join(yuyao, name), join(folder, name), { recursive: true });
  await writeFile(
    join(folder, 'measures.yaml'),
    change(await readFile(join(yuyao, 'measures.yaml'), 'utf8')),
  );
  const { faults } = await read(folder, whole);
  await rm(folder, { recursive: true });
  return faults.map((fault) => showCityFault(fault, 'en'));
}

const lineOf = async (words: string): Promise<number> =>
  (await readFile(join(yuyao, 'measures.yaml'), 'utf8'))
    .split('\n')
    .findIndex((line) => line.includes(words)) + 1;

test('the measures of Yuyao are without fault, and rest where their module is not run', async () => {
  expect((await read(yuyao)).faults).toEqual([]);
});

test('where every module is known, a record that none has is refused at its line', async () => {
  const line = await lineOf('record: registers.company');
  expect((await faultsAfter((text) => text, true))[0]).toMatch(
    new RegExp(
      `^measures\\.yaml:${line}:\\d+ There is no record, view or dataset registers\\.company\\. \\(indicators\\.record-unknown\\)`,
    ),
  );
});

test('a circle, an unknown owner and a code that stands twice are refused at their lines', async () => {
  const line = await lineOf('numerator: [{ measure: findings-mended }]');
  const circle = await faultsAfter((text) =>
    text.replace('[{ measure: findings-mended }]', '[{ measure: findings-mended-share }]'),
  );
  expect(circle).toEqual([
    expect.stringMatching(
      new RegExp(
        `^measures\\.yaml:${line - 1}:\\d+ The measure refers to itself: findings-mended-share → findings-mended-share`,
      ),
    ),
  ]);
  expect(await faultsAfter((text) => text.replace('owner: 330281-scjg', 'owner: 330281-nobody'))).toEqual([
    expect.stringContaining('(indicators.owner-unknown)'),
  ]);
  expect(
    await faultsAfter((text) => text.replace('code: births-registered', 'code: companies-founded')),
  ).toEqual([expect.stringContaining('(indicators.code-twice)')]);
});
