import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCity, showCityFault } from '#kernel/city';
import { reportsModule } from '../index.ts';
import { themeCityChecks, themeCityFiles } from './city.ts';

const yuyao = 'cities/yuyao';

/** What is said of the city after its file of subjects is changed. */
async function faultsAfter(change: (text: string) => string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'city-'));
  await cp(join(yuyao, 'measures.yaml'), join(folder, 'measures.yaml'));
  await writeFile(join(folder, 'themes.yaml'), change(await readFile(join(yuyao, 'themes.yaml'), 'utf8')));
  const known = { modules: [reportsModule], whole: false };
  const { faults } = await readCity(folder, themeCityFiles, themeCityChecks, known);
  await rm(folder, { recursive: true });
  return faults.map((fault) => showCityFault(fault, 'en'));
}

test('the subjects of Yuyao stand; what does not is told with its file and line', async () => {
  expect(await faultsAfter((text) => text)).toEqual([]);
  const lines = (await readFile(join(yuyao, 'themes.yaml'), 'utf8')).split('\n');
  const at = lines.findIndex((line) => line.includes('dimensions: [town, industry]')) + 1;
  expect(
    await faultsAfter((text) =>
      text.replace('[companies-founded]', '[companies-founded, lift-alarms, nothing]'),
    ),
  ).toEqual([
    expect.stringMatching(
      new RegExp(
        `^themes\\.yaml:${at - 1}:\\d+ There is no measure nothing\\. \\(reports\\.measure-unknown\\)`,
      ),
    ),
    expect.stringMatching(new RegExp(`^themes\\.yaml:${at}:\\d+ lift-alarms is not told apart by industry`)),
  ]);
  expect(await faultsAfter((text) => text.replace('code: people', 'code: economy'))).toEqual([
    expect.stringContaining('(reports.theme-twice)'),
  ]);
});
