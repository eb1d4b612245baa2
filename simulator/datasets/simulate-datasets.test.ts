import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inferSchema, initParser } from 'udsv';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { citizenIdFault, usccFault } from '#engines/identifiers';
import { xlsxToCsv } from '#engines/tabular';
import { readCity } from '#kernel/city';
import { catalogueFile, type Dataset, type DatasetField } from '#platform/data/catalogue';
import { ingestionModule } from '#platform/data/ingestion';
import { qualityModule } from '#platform/data/quality';
import { openTestCity } from '#testing';
import { handInDelivery, simulatorActor } from '../hand-in.ts';
import { readCsv } from '../places.ts';
import { runSimulate } from '../simulate.ts';
import { simulateDatasets, type SimulatedDatasets } from './simulate-datasets.ts';

let folder: string;
let made: SimulatedDatasets;
let datasets: Map<string, Dataset>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yaojiang-datasets-'));
  made = await simulateDatasets({ size: 'tiny', seed: 1, out: join(folder, 'first') });
  const { city } = await readCity('cities/yuyao', [catalogueFile], []);
  datasets = new Map(city.get(catalogueFile).datasets.map((dataset) => [dataset.code, dataset]));
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The rows of a delivery, by the labels of its fields. */
async function rowsOf(path: string): Promise<Record<string, string>[]> {
  const file = join(folder, 'first', path);
  if (path.endsWith('.xlsx')) {
    await xlsxToCsv({ from: file, to: `${file}.csv` });
    return readCsv(`${file}.csv`);
  }
  const bytes = await readFile(file);
  const isUtf8 = Buffer.from(bytes.toString('utf8')).equals(bytes);
  const text = isUtf8 ? bytes.toString('utf8').replace('\ufeff', '') : new TextDecoder('gbk').decode(bytes);
  return initParser(inferSchema(text)).stringObjs(text.replaceAll('\r\n', '\n').trimEnd()) as Record<
    string,
    string
  >[];
}

test('every department hands in all that the catalogue has of it, beside what people and companies come in by', () => {
  const others = ['gaj-population', 'gaj-movement', 'rsj-insured', 'scjg-company', 'wjkj-health-record'];
  const expected = [...datasets.keys()].filter((code) => !others.includes(code)).toSorted();
  expect(made.deliveries.map(({ dataset }) => dataset).toSorted()).toEqual(expected);
  for (const { path, rows } of made.files) expect(rows, path).toBeGreaterThanOrEqual(30);
  for (const { path } of made.files) expect(path).toMatch(/^simulated-/);
});

test('the same seed and size give the same bytes; another seed gives others', async () => {
  const only = new Set(['mzj-marriage', 'jtj-roads', 'slj-reservoirs', 'czj-benefits']);
  const again = await simulateDatasets({ size: 'tiny', seed: 1, out: join(folder, 'again'), only });
  const other = await simulateDatasets({ size: 'tiny', seed: 2, out: join(folder, 'other'), only });
  const hashes = ({ files }: SimulatedDatasets) => files.map(({ sha256 }) => sha256);
  const first = made.files.filter(({ path }) =>
    [...only].some((code) => path.startsWith(`simulated-${code}.`)),
  );
  expect(hashes(again)).toEqual(first.map(({ sha256 }) => sha256));
  expect(hashes(other).filter((hash) => hashes(again).includes(hash))).toEqual([]);
});

/** Where numbers lie that can belong to nobody. */
async function inventedRanges(): Promise<(range: string, value: string) => boolean> {
  const ranges = await readCsv('cities/yuyao/invented.csv');
  const patterns = new Map(ranges.map((row) => [row['code'], new RegExp(row['pattern'] ?? '')]));
  return (range, value) => patterns.get(range)?.test(value) === true;
}

type Sound = (
  value: string,
  isInvented: (range: string, value: string) => boolean,
  length: number,
) => boolean;

const isNumber: Sound = (value) => /^-?\d+(\.\d+)?$/.test(value);
/** By the name of a field, else by its type. */
const sound: Readonly<Record<string, Sound>> = {
  plate: (value, isInvented) => isInvented('plate', value),
  phone: (value, isInvented) => isInvented('telephone-number', value),
  text: (value, _isInvented, length) => value.length <= length,
  mobile: (value, isInvented) => isInvented('mobile-number', value),
  'citizen-id': (value, isInvented) =>
    isInvented('identity-number', value) && citizenIdFault(value, { isRegion: () => true }) === null,
  'credit-code': (value, isInvented) => isInvented('credit-code', value) && usccFault(value) === null,
  integer: isNumber,
  number: isNumber,
  date: (value) => /^\d{4}[-/]?\d{1,2}[-/]?\d{1,2}$/.test(value),
};

/** Whether a value is as its field says. */
function isSound(
  { name, type, length = 0, required }: DatasetField,
  value: string,
  isInvented: Parameters<Sound>[1],
): boolean {
  if (value === '') return !required;
  const check = sound[name] ?? sound[type];
  return check?.(value, isInvented, length) ?? true;
}

test('numbers can belong to nobody, keys stand once, and values are as the catalogue describes them', async () => {
  const isInvented = await inventedRanges();
  const planted = new Set(made.planted.map(({ dataset, key, field }) => `${dataset} ${key} ${field}`));
  const wrong: string[] = [];
  for (const { dataset: code, path } of made.deliveries) {
    const { fields = [], key = '' } = datasets.get(code) ?? {};
    const rows = await rowsOf(path);
    const keyOf = (row: Record<string, string>) =>
      row[fields.find(({ name }) => name === key)?.label.zh ?? ''] ?? '';
    if (new Set(rows.map(keyOf)).size !== rows.length) wrong.push(`${code}: keys`);
    for (const field of fields) {
      const values = rows
        .filter((row) => !planted.has(`${code} ${keyOf(row)} ${field.name}`))
        .map((row) => row[field.label.zh] ?? '');
      const unsound = values.filter((value) => !isSound(field, value, isInvented));
      if (unsound.length > 0) wrong.push(`${code} ${field.name}: ${unsound[0]}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('people and companies are those of the same town', async () => {
  const out = join(folder, 'town');
  await runSimulate({ size: 'tiny', seed: 1, out });
  const known = new Map(
    (await readCsv(join(out, 'truth', 'people.csv'))).map((row) => [row['citizenId'], row['name']]),
  );
  for (const code of ['mzj-elder-card', 'zrj-real-estate', 'jjdd-drivers']) {
    const path = made.deliveries.find(({ dataset }) => dataset === code)?.path ?? '';
    const rows = await rowsOf(path);
    const named = rows.filter((row) => row['姓名'] !== '' && known.get(row['公民身份号码']) !== row['姓名']);
    expect(named, code).toEqual([]);
  }
});

test('taken in like any other: rows, quality and freshness stand in the catalogue, each planted mistake is found', async () => {
  const only = new Set(['wjkj-vaccination', 'jjdd-drivers', 'spb-cases', 'scjg-annual-reports']);
  const out = join(folder, 'through');
  const { deliveries, planted } = await simulateDatasets({ size: 'town', seed: 3, out, only });
  const city = await openTestCity({ modules: [ingestionModule, qualityModule], city: 'cities/yuyao' });
  try {
    const context = city.platform.contextFor(simulatorActor);
    for (const delivery of deliveries) await handInDelivery(context, out, delivery);
    const open = async () =>
      (
        await sql<{
          left: number;
        }>`select count(*)::int as left from ingestion.batch where status <> 'checked'`.execute(context.db)
      ).rows[0]?.left;
    await expect.poll(open, { timeout: 60_000, interval: 100 }).toBe(0);
    const { rows: findings } = await sql<{ place: string; simulated: boolean }>`
      select dataset || ' ' || row_key as place, simulated from quality.finding`.execute(context.db);
    expect(planted.length).toBeGreaterThan(2);
    expect(findings.map(({ place }) => place).toSorted()).toEqual(
      planted.map(({ dataset, key }) => `${dataset} ${key}`).toSorted(),
    );
    expect(findings.every(({ simulated }) => simulated)).toBe(true);
    const { rows: entries } = await sql<{ code: string; rows: number; good: number }>`
      select code, rows::int, good from catalogue.entry where delivered_at is not null order by code`.execute(
      context.db,
    );
    expect(entries.map(({ code }) => code)).toEqual([...only].toSorted());
    for (const { rows, good } of entries) {
      expect(rows).toBeGreaterThanOrEqual(30);
      expect(good).toBeGreaterThan(90);
    }
  } finally {
    await city.close();
  }
}, 120_000);
