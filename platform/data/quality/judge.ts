import type { Texts } from '#engines/parquet';
import type { DatasetField } from '#platform/data/catalogue';
import type { RowCheck } from './checks.ts';
import { placeOf, type FieldColumn } from './field-column.ts';
import type { Lookups } from './lookups.ts';
import type { RowGroup } from './row-group.ts';
import { READ, UNREADABLE } from './states.ts';

/** True for a bad row. */
export type RowTest = (row: number) => boolean;

/** Looks at a group of rows for one rule. */
export type Judge = (group: RowGroup) => RowTest;

export interface About {
  readonly field: DatasetField | undefined;
  /** All fields of the dataset by name. */
  readonly fields: ReadonlyMap<string, DatasetField>;
  readonly lookups: Lookups;
}

export type Judges<K extends RowCheck['kind'] = RowCheck['kind']> = {
  readonly [Kind in K]: (check: Extract<RowCheck, { kind: Kind }>, about: About) => Judge;
};

/** A test of values, each looked at once; a row without a value passes. */
export const ofValues =
  (name: string, isBad: (column: FieldColumn, place: number) => boolean): Judge =>
  (group) => {
    const column = group.field(name);
    if (column.codes === null) return (row) => isBad(column, row);
    const bad = new Uint8Array(column.states.length);
    for (let place = 0; place < bad.length; place++) bad[place] = isBad(column, place) ? 1 : 0;
    return (row) => bad[placeOf(column, row)] === 1;
  };

/** Of values that were read, those that `isBad`, and those that were not. */
export const ofNormal = (field: string, isBad: (texts: Texts, place: number) => boolean): Judge =>
  ofValues(field, ({ states, normal }, place) =>
    states[place] === READ ? isBad(normal, place) : states[place] === UNREADABLE,
  );

/** Of values that were read, those whose text is bad. */
export const ofText = (field: string, isBad: (text: string) => boolean): Judge =>
  ofNormal(field, (texts, place) => isBad(texts.text(place)));

export const isDate = (field: DatasetField | undefined): boolean => field?.type === 'date';
export const isNumeric = (field: DatasetField | undefined): boolean =>
  field?.type === 'integer' || field?.type === 'number';
