import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCity, showCityFault } from '#kernel/city';
import { indicatorsModule } from '#platform/sense/indicators';
import { decisionSupportModule } from '../index.ts';
import { warningCityChecks, warningCityFiles } from './city.ts';

const yuyao = 'cities/yuyao';
const known = { modules: [indicatorsModule, decisionSupportModule], whole: false };

/** What is said of the city when its file of rules has these of cases. */
async function faultsOf(cases: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'city-'));
  for (const name of ['measures.yaml', 'organisations.yaml']) await cp(join(yuyao, name), join(folder, name));
  const text = await readFile(join(yuyao, 'warnings.yaml'), 'utf8');
  await writeFile(join(folder, 'warnings.yaml'), `${text}\ncases:\n${cases}`);
  const { faults } = await readCity(folder, warningCityFiles, warningCityChecks, known);
  await rm(folder, { recursive: true });
  return faults.map((fault) => showCityFault(fault, 'en'));
}

const rule = (more: string) => `  - code: late-cases
    title: { zh: 可能逾期, en: May be late }
    ${more}\n`;
const sound = 'detector: { kind: risk, levels: { blue: 0.5, red: 0.9 }, clear: 0.4 }\n    owner: 330281-zfb';

test('rules of cases stand in the city’s file, and are refused at their lines', async () => {
  expect(await faultsOf(rule(sound))).toEqual([]);
  const codes = async (more: string) =>
    (await faultsOf(rule(more))).map((fault) => /\((.*)\)/.exec(fault)?.[1]);
  expect(await codes(sound.replace('330281-zfb', 'nobody'))).toEqual(['decision-support.owner-unknown']);
  expect(await codes(sound.replace('red: 0.9', 'red: 0.1'))).toEqual(['decision-support.levels-order']);
  expect(await codes(sound.replace('clear: 0.4', 'clear: 0.8'))).toEqual(['decision-support.clear-beyond']);
  expect(await codes(`taskKind: decision-support.warning\n    ${sound}`)).toEqual([
    'decision-support.kind-own',
  ]);
  const [twice] = await faultsOf(rule(sound).replace('late-cases', 'lift-alarms-rise'));
  expect(twice).toMatch(/^warnings\.yaml:\d+:\d+ .*\(decision-support\.code-twice\)$/);
  expect(await faultsOf(rule(sound.replace('0.9', '9')))).toHaveLength(1);
});
