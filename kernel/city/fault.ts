import type { Text } from '../texts.ts';

/** One thing that is wrong in the city's folder, at the place a person opens to mend it. */
export interface CityFault {
  /** Path inside the city's folder, with forward slashes. */
  readonly file: string;
  /** From 1. A fault about the whole file stands at line 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units; absent where only the line is known. */
  readonly column?: number;
  /** Stable and greppable, as `city.duplicate-key`. */
  readonly code: string;
  readonly message: Text;
}

/** Where something stands in a file; both from 1. */
export interface Place {
  readonly line: number;
  readonly column?: number;
  /** Where it does not stand in the file that is asked but in one that goes on with it. */
  readonly file?: string;
}

/** The way from the top of a file's value to a part of it, as in zod's issues. */
export type Path = readonly PropertyKey[];

export interface FaultWords {
  readonly code: string;
  readonly message: Text;
}

export const faultAt = (file: string, place: Place, words: FaultWords): CityFault => ({
  file: place.file ?? file,
  line: place.line,
  ...(place.column === undefined ? {} : { column: place.column }),
  ...words,
});

/** `divisions.csv:12:3 上级 330281999 不存在`, the form editors and terminals turn into a link. */
export function showCityFault(fault: CityFault, language: keyof Text): string {
  const column = fault.column === undefined ? '' : `:${fault.column}`;
  return `${fault.file}:${fault.line}${column} ${fault.message[language]} (${fault.code})`;
}

/** By file, then from the top of each file; the same fault found twice stands once. */
export function orderFaults(faults: readonly CityFault[]): CityFault[] {
  const once = new Map(faults.map((fault) => [showCityFault(fault, 'en'), fault]));
  return [...once.values()].toSorted(
    (a, b) => a.file.localeCompare(b.file, 'en') || a.line - b.line || (a.column ?? 0) - (b.column ?? 0),
  );
}
