import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { citizenIdFault, usccFault } from '#engines/identifiers';
import { xlsxToCsv } from '#engines/tabular';
import type { Manifest } from './manifest.ts';
import { acrossRows, mistakes } from './mistakes/kinds.ts';
import { readCsv } from './places.ts';
import { runSimulate } from './simulate.ts';
import {
  aboutOfKey,
  readTruthMistakes,
  readTruthPeople,
  type TruthMistake,
  type TruthPerson,
} from './truth.ts';

const city = resolve(import.meta.dirname, '../cities/yuyao');
const folders: string[] = [];

async function simulated(size: 'tiny' | 'town', seed: number): Promise<{ out: string; manifest: Manifest }> {
  const out = await mkdtemp(join(tmpdir(), 'yaojiang-simulate-'));
  folders.push(out);
  return { out, manifest: await runSimulate({ size, seed, out }) };
}

afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

const contentOf = ({ files }: Manifest) => files.map(({ path, sha256 }) => `${path} ${sha256}`);

describe('the same seed and size', () => {
  test('give the same bytes; another seed gives others', async () => {
    const [first, again, other] = [
      await simulated('tiny', 1),
      await simulated('tiny', 1),
      await simulated('tiny', 2),
    ];
    expect(contentOf(again.manifest)).toEqual(contentOf(first.manifest));
    expect(contentOf(other.manifest)).not.toEqual(contentOf(first.manifest));
    for (const { path, sha256 } of first.manifest.files) {
      const bytes = await readFile(join(first.out, path));
      expect(createHash('sha256').update(bytes).digest('hex'), path).toBe(sha256);
    }
  });
});

describe('a town', () => {
  let out: string;
  let manifest: Manifest;
  let everybody: TruthPerson[];
  let planted: TruthMistake[];
  let invented: Map<string, RegExp>;

  const mistakeAt = (dataset: string, key: string, field: string) =>
    planted.find((each) => each.dataset === dataset && each.key === key && each.field === field);

  beforeAll(async () => {
    ({ out, manifest } = await simulated('town', 1));
    everybody = await readTruthPeople(out);
    planted = await readTruthMistakes(out);
    const ranges = await readCsv(join(city, 'invented.csv'));
    invented = new Map(ranges.map((row) => [row['code'] ?? '', new RegExp(row['pattern'] ?? '')]));
  });

  test('is as large as it says, and everybody has a valid number that can belong to nobody', () => {
    expect(everybody).toHaveLength(20_000);
    expect(new Set(everybody.map(({ citizenId }) => citizenId)).size).toBe(20_000);
    const isRegion = (code: string) => code === '000281';
    expect(everybody.filter(({ citizenId }) => citizenIdFault(citizenId, { isRegion }) !== null)).toEqual([]);
    const outside = everybody.filter(
      ({ citizenId, mobile }) =>
        !invented.get('identity-number')?.test(citizenId) ||
        (mobile !== '' && !invented.get('mobile-number')?.test(mobile)),
    );
    expect(outside).toEqual([]);
    expect(everybody.filter(({ citizenId, birth }) => citizenId.slice(6, 14) !== birth)).toEqual([]);
  });

  test('lives in villages that exist, in all of them', async () => {
    const villages = (await readCsv(join(city, 'divisions.csv'))).filter((row) => row['level'] === 'village');
    const codes = new Set(villages.map((row) => row['code']));
    const lived = new Set(everybody.map(({ division }) => division));
    expect([...lived].filter((code) => !codes.has(code))).toEqual([]);
    expect(lived.size).toBeGreaterThan(300);
  });

  test('has an age pyramid, frequent surnames, twins with neighbouring numbers and namesakes', () => {
    const born = (from: number, to: number) =>
      everybody.filter(({ birth }) => Number(birth.slice(0, 4)) >= from && Number(birth.slice(0, 4)) < to)
        .length / 20_000;
    expect(born(2010, 2026)).toBeGreaterThan(0.1);
    expect(born(1900, 1965)).toBeGreaterThan(0.1);
    expect(born(1900, 1965)).toBeLessThan(0.3);
    const surnamed = (surname: string) => everybody.filter(({ name }) => name.startsWith(surname)).length;
    expect(surnamed('王')).toBeGreaterThan(3 * surnamed('丁'));
    const twins = everybody.filter(({ twinOf }) => twinOf !== null);
    expect(twins.length).toBeGreaterThan(10);
    for (const { twinOf, birth, household, citizenId } of twins) {
      const other = everybody[twinOf ?? -1];
      expect([other?.birth, other?.household]).toEqual([birth, household]);
      expect(Math.abs(Number(other?.citizenId.slice(14, 17)) - Number(citizenId.slice(14, 17)))).toBeLessThan(
        30,
      );
    }
    const namesakes = everybody.filter(({ homonymOf }) => homonymOf !== null);
    expect(namesakes.length).toBeGreaterThan(5);
    expect(namesakes.filter(({ name, homonymOf }) => everybody[homonymOf ?? -1]?.name !== name)).toEqual([]);
  });

  test('holds every kind of mistake, in one or two rows of a hundred, at the same rates for all departments', () => {
    const kinds = new Set(planted.map(({ kind }) => kind));
    for (const kind of [...mistakes.map((each) => each.kind), ...Object.keys(acrossRows), 'delivered-late'])
      expect(kinds, kind).toContain(kind);
    const share = (dataset: string) => {
      const wrong = planted.filter(
        (each) => each.dataset === dataset && each.kind !== 'delivered-late',
      ).length;
      const rows = manifest.files
        .filter(({ path }) => path.includes(dataset))
        .reduce((sum, file) => sum + file.rows, 0);
      return wrong / rows;
    };
    for (const dataset of ['gaj-population', 'rsj-insured', 'wjkj-health-record', 'scjg-company'])
      expect(share(dataset), dataset).toBeGreaterThan(0.007);
    expect(planted.filter(({ kind }) => kind !== 'delivered-late').length / 52_000).toBeLessThan(0.02);
  });

  test('writes what the truth says: GBK with the habits of one department, initials of another', async () => {
    const insured = new TextDecoder('gbk', { fatal: true }).decode(
      await readFile(join(out, 'simulated-rsj-insured.csv')),
    );
    const [header, ...lines] = insured.trimEnd().split('\r\n');
    expect(header).toBe(
      '社保编号,参保人姓名,身份证号码,性别,出生年月日,参保险种,首次参保日期,参保单位,联系电话,家庭住址',
    );
    for (const line of lines.filter((_, at) => at % 97 === 0)) {
      const [key = '', name, number, , birth = ''] = line.split(',');
      const person = everybody[aboutOfKey('rsj-insured', key)];
      if (!mistakeAt('rsj-insured', key, 'name')) expect(name).toBe(person?.name);
      if (!mistakeAt('rsj-insured', key, 'citizenId')) expect(number).toBe(person?.citizenId);
      if (!mistakeAt('rsj-insured', key, 'birthDate')) expect(birth).toMatch(/^\d{4}\/[1-9]\d?\/[1-9]\d?$/);
    }
    const population = (await readFile(join(out, 'simulated-gaj-population.csv'), 'utf8')).split('\n');
    expect(population[0]).toBe('RYBH,HH,YHZGX,XM,GMSFHM,XB,CSRQ,MZ,SSXQ,ZZ');
    expect(population.length - 2).toBe(
      13_280 +
        planted.filter(({ dataset, kind }) => dataset === 'gaj-population' && kind === 'row-twice').length,
    );
  });

  test('hands in a workbook with date cells', async () => {
    const to = join(out, 'sheet.csv');
    const sheet = await xlsxToCsv({ from: join(out, 'simulated-wjkj-health-record.xlsx'), to });
    expect(sheet.sheet).toContain('模拟');
    const [first] = await readCsv(to);
    expect(first?.['出生日']).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const person = everybody[aboutOfKey('wjkj-health-record', first?.['健康档案编号'] ?? '')];
    expect(first?.['身份证件号']).toBe(person?.citizenId);
  });

  test('has companies with valid codes of an invented registrar and names that say so', async () => {
    const rows = await readCsv(join(out, 'simulated-scjg-company.csv')).then((all) =>
      all.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name.replace('\ufeff', ''), value])),
      ),
    );
    expect(rows.length).toBeGreaterThan(1500);
    for (const row of rows) {
      const key = row['登记注册号'] ?? '';
      if (!mistakeAt('scjg-company', key, 'name')) expect(row['企业名称']).toMatch(/（模拟）$/);
      if (mistakeAt('scjg-company', key, 'creditCode')) continue;
      expect(usccFault(row['信用代码'] ?? '')).toBeNull();
      expect(row['信用代码']).toMatch(invented.get('credit-code') ?? /$^/);
    }
    expect(new Set(rows.map((row) => row['企业名称'])).size).toBeGreaterThan(rows.length - 20);
  });

  test('tells of each mistake whose row it is, what was true and what was written', () => {
    for (const { dataset, key, about, field, ...each } of planted) {
      expect(aboutOfKey(dataset, key)).toBe(about);
      expect(each.written).not.toBe(each.true);
      if (field === 'citizenId') expect(each.true).toBe(everybody[about]?.citizenId);
      if (each.kind === 'number-of-another' && field === 'citizenId')
        expect(each.written).toBe(everybody[each.other ?? -1]?.citizenId);
    }
  });

  test('says in every file name and in the manifest that it is simulated', () => {
    expect(manifest.simulated).toBe(true);
    expect(manifest.deliveries.every(({ path }) => path.startsWith('simulated-'))).toBe(true);
    const citizen = everybody.find(({ citizenId }) => citizenId === manifest.citizen?.citizenId);
    expect(
      planted.filter(({ about, dataset }) => about === citizen?.index && dataset !== 'scjg-company'),
    ).toEqual([]);
  });
});
