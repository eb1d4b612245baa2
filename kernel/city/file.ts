import { z } from 'zod';
import type { Text } from '../texts.ts';

export type CityFormat = 'yaml' | 'csv' | 'geojson';

/** A file of the city's folder: where it lies, how it is written, what it must hold. */
export interface CityFile<T> {
  /** Inside the city's folder, with forward slashes. */
  readonly path: string;
  readonly format: CityFormat;
  readonly title: Text;
  /** Of the whole value: for csv the list of rows. */
  readonly schema: z.ZodType<T>;
  /** csv only: the columns that its first line may name, and whether each must be there. */
  readonly columns?: ReadonlyMap<string, { readonly required: boolean }>;
  /** yaml only: where a list of the document goes on in files of their own. */
  readonly continued?: Continued;
}

/** A list too long for one file: each YAML file of the folder holds a part of it under the same name. */
export interface Continued {
  /** Inside the city's folder; its files are read in the order of their names. */
  readonly folder: string;
  /** Name of the list in the document, and in each of the files. */
  readonly list: string;
}

interface Definition<F extends CityFormat, S> {
  readonly path: string;
  readonly format: F;
  readonly title: Text;
  readonly schema: S;
  readonly continued?: Continued;
}

const columnsOf = (row: z.ZodObject): NonNullable<CityFile<unknown>['columns']> =>
  new Map(
    Object.entries(row.shape).map(([name, cell]) => [
      name,
      { required: !z.safeParse(cell, undefined).success },
    ]),
  );

/**
 * Declares a file of the city's folder.
 * csv: `schema` is that of ONE row, whose cells are strings and whose empty cells are absent; the value is the list of rows.
 * yaml, geojson: `schema` is that of the whole document.
 */
export function defineCityFile<S extends z.ZodObject>(
  definition: Definition<'csv', S>,
): CityFile<z.output<S>[]>;
export function defineCityFile<S extends z.ZodType>(
  definition: Definition<'yaml' | 'geojson', S>,
): CityFile<z.output<S>>;
export function defineCityFile(definition: Definition<CityFormat, z.ZodType>): CityFile<unknown> {
  const { path, format, title, schema, continued } = definition;
  if (format !== 'csv') return { path, format, title, schema, ...(continued && { continued }) };
  if (!(schema instanceof z.ZodObject)) throw new TypeError(`${path}: a csv row must be a z.object`);
  return { path, format, title, schema: z.array(schema), columns: columnsOf(schema) };
}
