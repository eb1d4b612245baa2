import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { goOn, partsOf } from './continued.ts';
import { decodeCityFile } from './decode.ts';
import { faultAt, type CityFault, type Path } from './fault.ts';
import type { CityFile } from './file.ts';
import { wordsOfIssue } from './issues.ts';
import { parseCsv } from './parse-csv.ts';
import { parseJson } from './parse-json.ts';
import { parseYaml, type Parsed } from './parse-yaml.ts';

export interface Loaded<T> {
  /** Absent as soon as the file has a fault: half a file is not a value. */
  readonly value?: T;
  readonly faults: CityFault[];
  /** Absent where the file could not be taken apart at all. */
  readonly placeOf?: Parsed['placeOf'];
}

/** What was taken apart before, by the text; absent where nobody keeps it, as in a server, which reads its city once. */
let kept: Map<string, Parsed> | undefined;

/** For a process that opens the same city again and again, as tests do: a file is taken apart once. */
export function keepParsedFiles(): void {
  kept ??= new Map();
}

function parse(file: CityFile<unknown>, text: string): Parsed {
  const key = `${file.path}\n${text}`;
  const parsed = kept?.get(key) ?? takeApart(file, text);
  kept?.set(key, parsed);
  return parsed;
}

function takeApart(file: CityFile<unknown>, text: string): Parsed {
  if (file.format === 'csv') return parseCsv(file.path, text, file.columns ?? new Map());
  return file.format === 'yaml' ? parseYaml(file.path, text) : parseJson(file.path, text);
}

/** An unknown key is shown at that key, everything else at the value that is wrong. */
function issueFaults(file: CityFile<unknown>, parsed: Parsed, issue: z.core.$ZodIssue): CityFault[] {
  const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
  const paths = keys.length === 0 ? [issue.path] : keys.map((key) => [...issue.path, key]);
  // A row is known by its line, so its number would only confuse.
  const named = (path: Path): Path => (file.format === 'csv' ? path.slice(1) : path);
  return paths.map((path) => faultAt(file.path, parsed.placeOf(path), wordsOfIssue(issue, named(path))));
}

function missing(file: CityFile<unknown>): CityFault {
  const message = {
    zh: `缺少文件：${file.title.zh}`,
    en: `the file is missing: ${file.title.en}`,
  };
  return faultAt(file.path, { line: 1 }, { code: 'city.file-missing', message });
}

/** Reads one file and keeps the places of its parts, for checks that look across files. */
export async function loadCityFile<T>(folder: string, file: CityFile<T>): Promise<Loaded<T>> {
  const bytes = await readFile(join(folder, file.path)).catch(() => undefined);
  if (!bytes) return { faults: [missing(file)] };
  const { text, faults } = decodeCityFile(file.path, bytes);
  if (text === undefined) return { faults };
  const own = parse(file, text);
  const parsed = file.continued ? goOn(own, file.continued, await partsOf(folder, file.continued)) : own;
  const { placeOf } = parsed;
  const soFar = [...faults, ...parsed.faults];
  if (parsed.faults.length > 0) return { faults: soFar, placeOf };
  const result = file.schema.safeParse(parsed.value, { reportInput: true });
  if (!result.success) {
    const wrong = result.error.issues.flatMap((issue) => issueFaults(file, parsed, issue));
    return { faults: [...soFar, ...wrong], placeOf };
  }
  return soFar.length > 0 ? { faults: soFar, placeOf } : { value: result.data, faults: [], placeOf };
}

/**
 * Reads one file of the city's folder.
 * `value` is there exactly when `faults` is empty; every fault names the file and the line that is wrong.
 */
export async function readCityFile<T>(
  folder: string,
  file: CityFile<T>,
): Promise<{ value?: T; faults: CityFault[] }> {
  const { value, faults } = await loadCityFile(folder, file);
  return value === undefined ? { faults } : { value, faults };
}
