import { join } from 'node:path';
import type { Department, Row } from './departments/department.ts';
import { extensionOf, openRows, rowsAFile, type RowWriter } from './departments/write.ts';
import type { Lines } from './files/sink.ts';
import type { Delivery, SimulatedFile } from './manifest.ts';
import { Planter, type Given, type Planted } from './mistakes/plant.ts';
import type { Peopled } from './people/people.ts';

/** A simulation on its way: what it is made from, where it goes, what was written so far. */
export interface Simulation {
  readonly peopled: Peopled;
  readonly out: string;
  /** Lines for `truth/mistakes.jsonl`; absent when nobody asks for the truth. */
  readonly mistakes: Lines | undefined;
  /** Lines for `truth/rows.csv`. */
  readonly rows: Lines | undefined;
  readonly files: SimulatedFile[];
  readonly deliveries: Delivery[];
  readonly planted: Record<string, Record<string, number>>;
  /** Told how many rows are written so far. */
  readonly onRows: ((rows: number) => void) | undefined;
  readonly signal: AbortSignal | undefined;
}

type Place = Omit<Delivery, 'dataset' | 'path'>;

interface Part {
  readonly path: string;
  readonly writer: RowWriter;
  rows: number;
}

async function tell(simulation: Simulation, dataset: string, file: string, given: Given): Promise<void> {
  await simulation.rows?.write(`${dataset},${file},${given.row.key},${given.row.about}\n`);
  if (given.planted) await tellPlanted(simulation, dataset, file, given.planted);
}

async function tellPlanted(simulation: Simulation, dataset: string, file: string, planted: Planted) {
  const counts = (simulation.planted[dataset] ??= {});
  counts[planted.kind] = (counts[planted.kind] ?? 0) + 1;
  await simulation.mistakes?.write(`${JSON.stringify({ dataset, file, ...planted })}\n`);
}

const partName = (name: string, part: number, department: Department): string =>
  `simulated-${name}${part === 1 ? '' : `-${part}`}.${extensionOf(department)}`;

/** The files of one delivery: one, or more where a sheet is full. */
class DeliveryFiles {
  readonly #simulation: Simulation;
  readonly #department: Department;
  readonly #place: Place & { readonly name: string };
  #part: Part | undefined;
  #parts = 0;

  constructor(simulation: Simulation, department: Department, place: Place & { readonly name: string }) {
    this.#simulation = simulation;
    this.#department = department;
    this.#place = place;
  }

  async #open(): Promise<Part> {
    const path = partName(this.#place.name, ++this.#parts, this.#department);
    const writer = await openRows(join(this.#simulation.out, path), this.#department);
    return (this.#part = { path, rows: 0, writer });
  }

  async write(given: Given): Promise<void> {
    if (this.#part && this.#part.rows >= rowsAFile(this.#department)) await this.close();
    const part = this.#part ?? (await this.#open());
    await part.writer.write(given.row);
    await tell(this.#simulation, this.#department.dataset, part.path, given);
    part.rows += 1;
  }

  async close(): Promise<void> {
    if (!this.#part) return;
    const { path, rows, writer } = this.#part;
    this.#part = undefined;
    const { name: _name, ...delivery } = this.#place;
    this.#simulation.files.push({ path, rows, ...(await writer.end()) });
    this.#simulation.deliveries.push({ dataset: this.#department.dataset, path, ...delivery });
  }
}

const rowsATime = 4096;

/**
 * Writes one delivery of a department and notes it in the manifest; a second file follows where a sheet is full.
 * @param given rows as they are handed in
 */
export async function deliver(
  simulation: Simulation,
  department: Department,
  place: Place & { readonly name: string },
  given: Iterable<Given>,
): Promise<void> {
  const files = new DeliveryFiles(simulation, department, place);
  let rows = 0;
  for (const each of given) {
    await files.write(each);
    if (++rows % rowsATime !== 0) continue;
    simulation.signal?.throwIfAborted();
    simulation.onRows?.(rowsATime);
  }
  simulation.onRows?.(rows % rowsATime);
  await files.close();
}

/** The rows of a department with its mistakes in them. @param see is shown each as it goes by */
export function* handedIn(
  simulation: Simulation,
  department: Department,
  see: (given: Given, clean: Row) => void,
): Generator<Given> {
  const { peopled } = simulation;
  const planter = new Planter({ seed: peopled.seed, department, often: peopled.extent.mistakes });
  for (const row of department.rows(peopled))
    for (const given of planter.plant(row)) {
      see(given, row);
      yield given;
    }
}
