import { literal, quoted } from '#engines/duckdb-text';
import type { Comparison } from './comparison.ts';
import { inForms, present } from './forms.ts';

export type Side = 'left' | 'right';
export const sides = ['left', 'right'] as const;
export const otherOf = (side: Side): Side => (side === 'left' ? 'right' : 'left');

export const keyNames = ({ keys }: Pick<Comparison, 'keys'>): string[] => keys.map((_, at) => `_key${at}`);
export const valueName = (at: number): string => `_value${at}`;
export const carriedName = (side: Side, column: string): string => quoted(`${side}:${column}`);

export const carriedNames = (comparison: Comparison, side: Side): string[] =>
  (comparison.carry?.[side] ?? []).map((column) => carriedName(side, column));

const keySql = (comparison: Comparison, side: Side): string[] =>
  comparison.keys.map((key) => present(inForms(`${quoted(key[side])}::varchar`, key.forms)));

/** The keys of a side in their form. */
export function keysSql(
  comparison: Comparison,
  { side, relation }: { side: Side; relation: string },
): string {
  const names = keyNames(comparison);
  return `select ${keySql(comparison, side)
    .map((key, at) => `${key} as ${names[at]}`)
    .join(', ')} from ${quoted(relation)}`;
}

/** The columns of a side under names of their own: keys in their form, values and what comes along as they are. */
export function sideSql(
  comparison: Comparison,
  { side, relation }: { side: Side; relation: string },
): string {
  const names = keyNames(comparison);
  return `select ${[
    ...keySql(comparison, side).map((key, at) => `${key} as ${names[at]}`),
    ...comparison.fields.map((field, at) => `${quoted(field[side])}::varchar as ${valueName(at)}`),
    ...(comparison.carry?.[side] ?? []).map((column) => `${quoted(column)} as ${carriedName(side, column)}`),
  ].join(', ')} from ${quoted(relation)}`;
}

/** SQL of a row's column by its name. */
export type Column = (name: string) => string;

/** Columns of the rows with this alias. */
export const of =
  (alias: string): Column =>
  (name) =>
    `${alias}.${name}`;

/** SQL condition: all parts of the key are there. */
export const hasKey = (comparison: Comparison): string =>
  keyNames(comparison)
    .map((name) => `${name} is not null`)
    .join(' and ');

export const sameKey = (comparison: Comparison, one: Column, other: Column): string =>
  keyNames(comparison)
    .map((name) => `${one(name)} = ${other(name)}`)
    .join(' and ');

/** Names of what an answer holds of both sides: `left.wage`, `left:_row`. */
export const answerValue = (side: Side, name: string): string => quoted(`${side}.${name}`);

/** Columns of an answer; a side that has no row there is null. */
export function answerColumns(
  comparison: Comparison,
  from: { readonly left?: Column; readonly right?: Column },
): string {
  const value = (side: Side, column: string) => from[side]?.(column) ?? 'null';
  const there = [from.left, from.right].filter((row) => row !== undefined);
  const key = keyNames(comparison).map((name) => {
    const found = [...new Set(there.map((row) => row(name)))];
    return found.length === 1 ? found[0] : `coalesce(${found.join(', ')})`;
  });
  return [
    `${key.length === 1 ? key[0] : `concat_ws(${literal(' · ')}, ${key.join(', ')})`} as key`,
    ...comparison.fields.flatMap(({ name }, at) =>
      sides.map((side) => `${value(side, valueName(at))} as ${answerValue(side, name)}`),
    ),
    ...sides.flatMap((side) =>
      carriedNames(comparison, side).map((name) => `${value(side, name)} as ${name}`),
    ),
  ].join(', ');
}
