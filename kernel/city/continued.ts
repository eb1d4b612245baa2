import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeCityFile } from './decode.ts';
import { faultAt, type Path, type Place } from './fault.ts';
import type { Continued } from './file.ts';
import { parseYaml, type Parsed } from './parse-yaml.ts';

interface Part {
  readonly path: string;
  readonly parsed: Parsed;
}

/** Paths of the files in which a list goes on, in the order of their names; none where the folder is missing. */
export async function partPaths(folder: string, { folder: below }: Continued): Promise<string[]> {
  const names = await readdir(join(folder, below)).catch((): string[] => []);
  return names
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => `${below}/${name}`);
}

/** The files in which a list goes on, each taken apart. */
export async function partsOf(folder: string, continued: Continued): Promise<Part[]> {
  const paths = await partPaths(folder, continued);
  return Promise.all(
    paths.map(async (path) => {
      const { text, faults } = decodeCityFile(path, await readFile(join(folder, path)));
      const parsed: Parsed =
        text === undefined
          ? { value: undefined, faults: [], placeOf: () => ({ line: 1 }) }
          : parseYaml(path, text);
      return { path, parsed: { ...parsed, faults: [...faults, ...parsed.faults] } };
    }),
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The list of one file; undefined where it holds anything else. */
function listOf(value: unknown, list: string): unknown[] | undefined {
  if (!isObject(value) || Object.keys(value).some((key) => key !== list)) return undefined;
  const items = value[list];
  return Array.isArray(items) ? items : undefined;
}

function formFault({ path, parsed }: Part, list: string) {
  const place = { ...parsed.placeOf([]), file: path };
  const message = {
    zh: `这个文件只放 ${list} 一个列表`,
    en: `this file holds one list, ${list}, and nothing else`,
  };
  return faultAt(path, place, { code: 'city.part', message });
}

/**
 * A document with its list gone on with: the value has all items, and the place of an item is in the file that holds it.
 * Faults of all files are given together.
 */
export function goOn(own: Parsed, { list }: Continued, parts: readonly Part[]): Parsed {
  const faults = [...own.faults, ...parts.flatMap(({ parsed }) => parsed.faults)];
  const lists = parts.map((part) => ({ ...part, items: listOf(part.parsed.value, list) }));
  for (const part of lists)
    if (part.parsed.faults.length === 0 && !part.items) faults.push(formFault(part, list));
  if (faults.length > 0 || !isObject(own.value)) return { ...own, faults };
  const first = own.value[list];
  const begun: readonly unknown[] = Array.isArray(first) ? first : [];
  const value = { ...own.value, [list]: [...begun, ...lists.flatMap(({ items }) => items ?? [])] };
  const placeOf = (path: Path): Place => {
    const [name, at, ...rest] = path;
    let index = Number(at) - begun.length;
    if (name !== list || !(index >= 0)) return own.placeOf(path);
    for (const { path: file, parsed, items = [] } of lists) {
      if (index < items.length) return { ...parsed.placeOf([list, index, ...rest]), file };
      index -= items.length;
    }
    return own.placeOf(path);
  };
  return { value, faults, placeOf };
}
