import { faultAt, orderFaults, type CityFault, type FaultWords, type Path, type Place } from './fault.ts';
import type { CityModule } from '../module.ts';
import type { CityFile } from './file.ts';
import { loadCityFile, type Loaded } from './read-file.ts';

/** The files of a city that have been read, for checks that look across them and for loading into tables. */
export interface ReadCity {
  /** The value of a file; a check that asks for a file with faults ends there, for the file's own faults say enough. */
  get<T>(file: CityFile<T>): T;
  /** Line of a part of a file's value, as `lineOf(divisions, [3])` for its fourth row. */
  lineOf(file: CityFile<unknown>, path: Path): number;
  /** A fault at a part of a file. */
  fault(file: CityFile<unknown>, path: Path, words: FaultWords): CityFault;
}

/** What of the platform the city's files may speak of. */
export interface CityKnown {
  readonly modules: readonly CityModule[];
  /** Every module that there is: what none of them has does not exist. Otherwise it may belong to one that is not run. */
  readonly whole: boolean;
}

/** Looks across files: a parent that must exist, a code that must stand once. */
export type CityCheck = (city: ReadCity, known: CityKnown) => CityFault[];

const unknown: CityKnown = { modules: [], whole: false };

class CityFileUnread extends Error {
  override readonly name = 'CityFileUnread';
}

function cityOf(loaded: ReadonlyMap<CityFile<unknown>, Loaded<unknown>>): ReadCity {
  const placeOf = (file: CityFile<unknown>, path: Path): Place =>
    loaded.get(file)?.placeOf?.(path) ?? { line: 1 };
  return {
    get<T>(file: CityFile<T>): T {
      const { value } = loaded.get(file) ?? {};
      if (value === undefined) throw new CityFileUnread(`${file.path} was not read or is faulty`);
      return value as T;
    },
    lineOf: (file, path) => placeOf(file, path).line,
    fault: (file, path, words) => faultAt(file.path, placeOf(file, path), words),
  };
}

function run(check: CityCheck, city: ReadCity, known: CityKnown): CityFault[] {
  try {
    return check(city, known);
  } catch (error) {
    if (error instanceof CityFileUnread) return [];
    throw error;
  }
}

/** Reads the files and runs the checks across them. `city` is whole exactly when `faults` is empty. */
export async function readCity(
  folder: string,
  files: readonly CityFile<unknown>[],
  checks: readonly CityCheck[],
  known: CityKnown = unknown,
): Promise<{ city: ReadCity; faults: CityFault[] }> {
  const loaded = new Map(
    await Promise.all(files.map(async (file) => [file, await loadCityFile(folder, file)] as const)),
  );
  const city = cityOf(loaded);
  const own = [...loaded.values()].flatMap(({ faults }) => faults);
  const across = checks.flatMap((check) => run(check, city, known));
  return { city, faults: orderFaults([...own, ...across]) };
}
