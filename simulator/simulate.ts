import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { compactDay, isoDay, referenceDay } from './days.ts';
import { CitizenSearch } from './demonstration-citizen.ts';
import { company } from './departments/company.ts';
import type { Department } from './departments/department.ts';
import { health } from './departments/health.ts';
import { insured } from './departments/insured.ts';
import { population } from './departments/population.ts';
import { csvLine } from './files/csv.ts';
import { openText, type Lines } from './files/sink.ts';
import { deliverCompaniesSince, Late, Mending } from './later-deliveries.ts';
import { notice, type Manifest } from './manifest.ts';
import type { Given } from './mistakes/plant.ts';
import { people, type Peopled } from './people/people.ts';
import { gridsOf, readPlaces } from './places.ts';
import { deliver, handedIn, type Simulation } from './simulation.ts';
import { extents, type SimulatedSize } from './sizes.ts';
import { peopleColumns } from './truth.ts';

export interface SimulateOptions {
  readonly size: SimulatedSize;
  /** A whole number; the same seed and size give the same bytes. */
  readonly seed: number;
  /** Folder for the files; made when it is missing, files of an earlier run are overwritten. */
  readonly out: string;
  /** Folder of the city whose villages are lived in; Yuyao by default. */
  readonly city?: string;
  /** Writes who is who and what was planted beside the files; default true. */
  readonly truth?: boolean;
  /** Told now and then how many rows are written, out of about how many. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** First deliveries, the oldest first. */
const firstRound: readonly (readonly [Department, hoursAgo: number])[] = [
  [population, 30],
  [company, 29],
  [insured, 28],
  [health, 26],
];

const encode = (text: string): Buffer => Buffer.from(text);

async function openTruth(out: string, wanted: boolean): Promise<{ mistakes?: Lines; rows?: Lines }> {
  if (!wanted) return {};
  await mkdir(join(out, 'truth'), { recursive: true });
  const rows = await openText(join(out, 'truth', 'rows.csv'), encode);
  await rows.write('dataset,file,key,about\n');
  return { rows, mistakes: await openText(join(out, 'truth', 'mistakes.jsonl'), encode) };
}

async function writePeople(simulation: Simulation): Promise<void> {
  const path = join('truth', 'people.csv');
  const lines = await openText(join(simulation.out, path), encode);
  await lines.write(`${peopleColumns.join(',')}\n`);
  let rows = 0;
  for (const person of people(simulation.peopled)) {
    const cells = {
      ...person,
      birth: compactDay(person.birth),
      division: person.village.code,
      registered: person.registered ? 1 : 0,
    };
    await lines.write(`${csvLine(peopleColumns.map((column) => String(cells[column] ?? '')))}\n`);
    rows += 1;
  }
  simulation.files.push({ path, rows, ...(await lines.end()) });
}

async function writeGrids(simulation: Simulation): Promise<void> {
  const path = 'simulated-grids.csv';
  const lines = await openText(join(simulation.out, path), encode);
  await lines.write('code,name,name_en,parent,level\n');
  const grids = gridsOf(simulation.peopled.places);
  for (const { code, name, nameEn, parent } of grids)
    await lines.write(`${csvLine([code, name, nameEn, parent, 'grid'])}\n`);
  simulation.files.push({ path, rows: grids.length, ...(await lines.end()) });
}

async function writeDeliveries(simulation: Simulation): Promise<CitizenSearch> {
  const citizens = new CitizenSearch(simulation.peopled);
  const mending = new Mending(simulation.peopled.seed);
  const late = new Late();
  for (const [department, hoursAgo] of firstRound) {
    const given = handedIn(simulation, department, (each: Given, clean) => {
      if (department !== company) citizens.see(each);
      if (department === health) mending.see(each, clean);
      if (department === insured) late.see(each);
    });
    await deliver(
      simulation,
      department,
      { name: department.dataset, mode: 'update', hoursAgo, round: 1 },
      given,
    );
  }
  await late.deliver(simulation);
  await mending.deliver(simulation);
  await deliverCompaniesSince(simulation);
  return citizens;
}

async function closeTruth(simulation: Simulation): Promise<void> {
  const { rows, mistakes, files, planted } = simulation;
  if (!rows || !mistakes) return;
  const delivered = files.reduce((sum, file) => sum + file.rows, 0);
  const wrong = Object.values(planted).flatMap((kinds) => Object.values(kinds));
  files.push({ path: join('truth', 'rows.csv'), rows: delivered, ...(await rows.end()) });
  const count = wrong.reduce((sum, each) => sum + each, 0);
  files.push({ path: join('truth', 'mistakes.jsonl'), rows: count, ...(await mistakes.end()) });
  await writePeople(simulation);
}

const shown = ({ onProgress, size }: SimulateOptions) => {
  if (!onProgress) return undefined;
  let done = 0;
  const { people: all, companies } = extents[size];
  const total = Math.round(2.75 * all + companies);
  return (rows: number) => onProgress(Math.min(total, (done += rows)), total);
};

/**
 * Writes what a simulated city's departments hand in, with planted mistakes, and the truth beside, into a folder; at
 * last `manifest.json`. Deterministic by size and seed, byte for byte. Memory: bounded, whatever the size.
 */
export async function runSimulate(options: SimulateOptions): Promise<Manifest> {
  const { size, seed, out } = options;
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`seed ${seed}: a whole number from 0`);
  await mkdir(out, { recursive: true });
  await rm(join(out, 'manifest.json'), { force: true });
  const places = await readPlaces(options.city ?? resolve(import.meta.dirname, '../cities/yuyao'));
  const extent = extents[size];
  const peopled: Peopled = { seed, extent, places };
  const { mistakes, rows } = await openTruth(out, options.truth ?? true);
  const simulation: Simulation = {
    peopled,
    out,
    mistakes,
    rows,
    files: [],
    deliveries: [],
    planted: {},
    onRows: shown(options),
    signal: options.signal,
  };
  const citizens = await writeDeliveries(simulation);
  await closeTruth(simulation);
  await writeGrids(simulation);
  const manifest: Manifest = {
    simulated: true,
    notice,
    size,
    seed,
    asOf: isoDay(compactDay(referenceDay)),
    people: extent.people,
    registered: extent.registered,
    companies: extent.companies,
    planted: simulation.planted,
    files: simulation.files,
    deliveries: simulation.deliveries,
    citizen: citizens.found(),
  };
  // Last, and whole or not at all: where it stands, everything that it names does.
  await writeFile(join(out, 'manifest.json.new'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  await rename(join(out, 'manifest.json.new'), join(out, 'manifest.json'));
  return manifest;
}
