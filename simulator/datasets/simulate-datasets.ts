import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readCity } from '#kernel/city';
import { catalogueFile, type Dataset } from '#platform/data/catalogue';
import { isoDay } from '../days.ts';
import type { Column, Row } from '../departments/department.ts';
import { extensionOf, openRows, type Habits } from '../departments/write.ts';
import type { Delivery, SimulatedFile } from '../manifest.ts';
import { readCsv, readPlaces, type Places } from '../places.ts';
import { Random } from '../random.ts';
import { extents, type Extent, type SimulatedSize } from '../sizes.ts';
import { streams } from '../streams.ts';
import { readHabits, type DatasetHabit } from './habits.ts';
import { plantMistake, type DatasetMistake } from './mistakes.ts';
import { placeOf, type About, type Occasion } from './occasion.ts';
import { otherThan, peopleOf, poolOf, type Pool } from './pool.ts';
import { keyMaker, makerOf, type CodeTables } from './values.ts';

export interface DatasetsOptions {
  readonly size: SimulatedSize;
  /** The same seed and size give the same bytes. */
  readonly seed: number;
  /** Folder for the files. */
  readonly out: string;
  /** Folder of the city whose catalogue is delivered; Yuyao by default. */
  readonly city?: string;
  /** Only these datasets; all by default. */
  readonly only?: ReadonlySet<string>;
  /** Datasets that are here already. */
  readonly except?: ReadonlySet<string>;
  readonly signal?: AbortSignal;
}

/** What was written: a delivery a dataset. */
export interface SimulatedDatasets {
  readonly files: readonly SimulatedFile[];
  readonly deliveries: readonly Delivery[];
  readonly planted: readonly (DatasetMistake & { readonly dataset: string })[];
}

/** Up to this many people a city is a town, and its departments hand in a handful of rows each. */
const townPeople = 20_000;
const mostInTown = 200;
const least = 30;
const longest = 5 * 24;

/** How many rows a department of a city of this extent has. */
function countOf({ rows }: DatasetHabit, { people, companies }: Extent): number {
  if ('fixed' in rows) return rows.fixed;
  const count = 'perPerson' in rows ? rows.perPerson * people : rows.perCompany * companies;
  const whole = Math.max(least, Math.round(count));
  return people > townPeople ? whole : Math.min(mostInTown, whole);
}

/** A number of a text that stays the same on every machine (FNV-1a). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

const dayForms: readonly ((compact: string) => string)[] = [
  isoDay,
  (day) => `${day.slice(0, 4)}/${Number(day.slice(4, 6))}/${Number(day.slice(6, 8))}`,
  (day) => day,
];
const formats: readonly Habits['format'][] = [
  { kind: 'csv', csv: { encoding: 'gbk', newline: '\r\n' } },
  { kind: 'csv', csv: { encoding: 'utf-8', newline: '\n' } },
  { kind: 'csv', csv: { encoding: 'utf-8-bom', newline: '\r\n' } },
  { kind: 'xlsx', sheet: '模拟数据' },
];

/** How a department's system writes its files: the same for all of its datasets. */
function habitsOf({ code, provider, fields }: Dataset): Habits {
  const hash = hashOf(provider);
  const columns = fields.map(({ name, label, type }): Column => ({
    field: name,
    header: label.zh,
    ...(type === 'date' ? { day: true as const } : {}),
  }));
  return {
    dataset: code,
    columns,
    format: formats[hash % formats.length] ?? formats[1]!,
    day: dayForms[hash % dayForms.length] ?? isoDay,
  };
}

function aboutOf({ fields }: Dataset): About {
  const names = new Set(fields.map(({ name }) => name));
  if (names.has('citizenId')) return 'person';
  return names.has('companyName') ? 'company' : 'place';
}

interface Making {
  readonly dataset: Dataset;
  readonly habit: DatasetHabit;
  readonly pool: Pool;
  readonly places: Places;
  readonly tables: CodeTables;
  readonly seed: number;
}

/** The rows of one dataset; each person and company once, as long as there are enough of them. */
function* rowsOf({ dataset, habit, pool, places, tables, seed }: Making, count: number): Generator<Row> {
  const hash = hashOf(dataset.code);
  const people = peopleOf(pool, habit);
  const { villages } = places;
  const about = aboutOf(dataset);
  const makers = dataset.fields.map(
    (field) => [field.name, makerOf(field, habit.fields[field.name], tables)] as const,
  );
  const keyOf = keyMaker(dataset, habit.fields[dataset.key], hash % 9973);
  for (let row = 0; row < count; row++) {
    const random = new Random(streams.dataset, seed, hash, row);
    // Evenly over all of them, from a place of its own for each dataset.
    const at = <T>(all: readonly T[], from: number): T =>
      all[(from + Math.floor((row * all.length) / Math.max(count, 1))) % all.length] as T;
    const person = at(people, hash % people.length);
    const company = at(pool.companies, hash % pool.companies.length);
    const occasion: Occasion = {
      random,
      row,
      person,
      other: otherThan(random, habit.sex ? pool.people : people, person),
      company,
      ...placeOf(about, { person, company, random, villages }),
      day: undefined,
    };
    const values = Object.fromEntries(makers.map(([name, make]) => [name, make(occasion)]));
    values[dataset.key] = keyOf(row);
    yield { key: values[dataset.key] ?? '', about: row, values };
  }
}

interface Written {
  readonly file: SimulatedFile;
  readonly delivery: Delivery;
  readonly planted: SimulatedDatasets['planted'];
}

async function writeDataset(making: Making, count: number, out: string): Promise<Written> {
  const { dataset, seed } = making;
  const habits = habitsOf(dataset);
  const path = `simulated-${dataset.code}.${extensionOf(habits)}`;
  const writer = await openRows(join(out, path), habits);
  const planted: (DatasetMistake & { readonly dataset: string })[] = [];
  const hash = hashOf(dataset.code);
  for (const row of rowsOf(making, count)) {
    const values = { ...row.values };
    const mistake = plantMistake(dataset, values, [seed, hash, row.about]);
    if (mistake) planted.push({ dataset: dataset.code, ...mistake });
    await writer.write({ ...row, values });
  }
  return {
    file: { path, rows: count, ...(await writer.end()) },
    delivery: { dataset: dataset.code, path, mode: 'update', hoursAgo: 1 + (hash % longest), round: 1 },
    planted,
  };
}

/** The codes of the tables that fields of these datasets name. */
async function tablesOf(city: string, datasets: readonly Dataset[]): Promise<CodeTables> {
  const ids = new Set(datasets.flatMap(({ fields }) => fields.flatMap(({ codes }) => codes ?? [])));
  return new Map(
    await Promise.all(
      [...ids].map(async (id) => {
        const rows = await readCsv(join(city, 'codes', `${id}.csv`));
        return [id, rows.map((row) => row['code'] ?? '')] as const;
      }),
    ),
  );
}

/**
 * Writes what the departments of a simulated city hand in under the rest of its catalogue, a file a dataset: made from
 * the meaning of each field, about the people, companies and places of the same city, with a mistake in about one row of
 * a hundred at the same rates for all. `datasets.json` beside names them. Memory: bounded, whatever the size.
 */
export async function simulateDatasets(options: DatasetsOptions): Promise<SimulatedDatasets> {
  const { size, seed, out, only, except, signal } = options;
  const city = options.city ?? resolve(import.meta.dirname, '../../cities/yuyao');
  await mkdir(out, { recursive: true });
  const habits = await readHabits();
  const { city: read } = await readCity(city, [catalogueFile], []);
  const datasets = read
    .get(catalogueFile)
    .datasets.filter(({ code }) => habits.has(code) && (only?.has(code) ?? true) && !except?.has(code));
  const places = await readPlaces(city);
  const extent = extents[size];
  const pool = await poolOf({ seed, extent, places });
  const tables = await tablesOf(city, datasets);
  const written: Written[] = [];
  for (const dataset of datasets) {
    signal?.throwIfAborted();
    const habit = habits.get(dataset.code);
    if (!habit) continue;
    const making = { dataset, habit, pool, places, tables, seed };
    written.push(await writeDataset(making, countOf(habit, extent), out));
  }
  const made: SimulatedDatasets = {
    files: written.map(({ file }) => file),
    deliveries: written.map(({ delivery }) => delivery),
    planted: written.flatMap(({ planted }) => planted),
  };
  await writeFile(
    join(out, 'datasets.json'),
    `${JSON.stringify({ simulated: true, size, seed, ...made }, undefined, 2)}\n`,
  );
  return made;
}
