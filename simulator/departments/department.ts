import type { Peopled } from '../people/people.ts';
import type { CsvHabit } from '../files/csv.ts';

/** A row as it would be without mistakes: values by the catalogue's names, days as `20160102`. */
export interface Row {
  /** The department's own number of the row. */
  readonly key: string;
  /** Index of the person, or of the company, that it is about. */
  readonly about: number;
  readonly values: Readonly<Record<string, string>>;
}

export interface Column {
  /** Name of the field in the catalogue. */
  readonly field: string;
  /** What this department calls it. */
  readonly header: string;
  /** Days are written in the department's own form. */
  readonly day?: true;
}

/** Where the mistakes of people at keyboards show in a dataset. The rates are the same for all departments. */
export interface Prone {
  readonly identifier: 'citizenId' | 'creditCode';
  /** A person's name, which gets mistyped. */
  readonly name: string;
  readonly day: 'birthDate' | 'establishedOn';
  /** A day that cannot come before the other. */
  readonly later?: string;
  readonly mobile?: string;
  readonly code: {
    readonly field: string;
    /** What each code is called in its table. */
    readonly names: ReadonlyMap<string, string>;
    /** What each is called at a counter, which no table holds. */
    readonly short: ReadonlyMap<string, string>;
    readonly unknown: string;
  };
  /** Required fields that are left empty. */
  readonly needed: readonly string[];
  readonly long: { readonly field: string; readonly most: number };
}

/** One department with one dataset, and its habits. */
export interface Department {
  /** Code of the dataset in the catalogue. */
  readonly dataset: string;
  /** Tells its row numbers from those of others. */
  readonly number: number;
  readonly columns: readonly Column[];
  readonly format:
    | { readonly kind: 'csv'; readonly csv: CsvHabit }
    | { readonly kind: 'xlsx'; readonly sheet: string };
  /** A day in its own form; a workbook takes date cells instead. */
  readonly day: (compact: string) => string;
  readonly prone: Prone;
  /** Everyone it knows, in order. */
  rows(peopled: Peopled): Iterable<Row>;
}

export const sexNames: Prone['code'] = {
  field: 'sex',
  names: new Map([
    ['1', '男性'],
    ['2', '女性'],
  ]),
  short: new Map([
    ['1', '男'],
    ['2', '女'],
  ]),
  unknown: '3',
};
