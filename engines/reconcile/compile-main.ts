import { literal, quoted } from '#engines/duckdb-text';
import type { Comparison, Kind, Sides } from './comparison.ts';
import { hashedSide, isSuspect, singleRight, suspects } from './compile-hashes.ts';
import {
  answerColumns,
  carriedNames,
  keyNames,
  noKey,
  of,
  sameKey,
  sides,
  sideSql,
  valueName,
  type Side,
} from './compile-side.ts';
import { differingBits } from './differing-bits.ts';
import { mayDiffer } from './field-sql.ts';

/**
 * The main join. Rows of the left side are read once and flow through it; of the right side it holds each row with what is
 * compared and comes along. To hold hashes alone and read the right side again afterwards costs more than it saves.
 */

/**
 * Rows of both sides that have something the matter, or may: with `_hash` and `_right`, the hashes of both keys, a pair; with
 * one of them, a row without counterpart on the other side; with neither, a left row without a key. What is the right
 * row's has names of its own (`fromRight`).
 */
const openRows = (into: string): string => quoted(`${into}: open`);
/** Rows of the answer that are made one by one, pairs that are equal after all among them: all but what a side has alone. */
const toldRows = (into: string): string => quoted(`${into}: told`);

const kind = (name: Kind) => literal(name);

/** A column of the right row in `openRows`; what comes along has names of its own already. */
const fromRight = (name: string): string => (name.startsWith('"') ? name : `_right${name}`);
/** Columns of a row of `openRows`, called `o`, by their names on their sides. */
const inOpen = { left: (name: string) => `o.${name}`, right: (name: string) => `o.${fromRight(name)}` };

/** SQL condition: a pair of which some field may differ, or a row without counterpart. */
const isOpen = (comparison: Comparison): string =>
  [
    'l._hash is null',
    'r._hash is null',
    ...keyNames(comparison).map((name) => `l.${name} <> r.${name}`),
    ...comparison.fields.map((field, at) => mayDiffer(`l.${valueName(at)}`, `r.${valueName(at)}`, field)),
  ].join(' or ');

const ownColumns = (comparison: Comparison, side: Side): string[] => [
  ...keyNames(comparison),
  ...comparison.fields.map((_, at) => valueName(at)),
  ...carriedNames(comparison, side),
];

/** Statement that joins the sides. @param repeated whether keys stand more than once on the right: they meet nobody here */
export const compileMain = (
  comparison: Comparison,
  { left, right }: Sides,
  { into, repeated }: { readonly into: string; readonly repeated: boolean },
): string => `create or replace temp table ${openRows(into)} as
  select l._hash, r._hash as _right, ${[
    ...ownColumns(comparison, 'left').map((name) => `l.${name}`),
    ...ownColumns(comparison, 'right').map((name) => `r.${name} as ${fromRight(name)}`),
  ].join(', ')}
  from (${hashedSide(comparison, { side: 'left', relation: left })}) as l
    full join (${singleRight(comparison, right, repeated)}) as r on l._hash = r._hash
  where ${isOpen(comparison)}`;

/** How many left rows have no key or no counterpart, and how many right ones have none. */
export const countOpen = (into: string): string => `select
  count(*) filter (_right is null and _hash is null)::double as keyless,
  count(*) filter (_right is null and _hash is not null)::double as "left",
  count(*) filter (_right is not null and _hash is null)::double as "right" from ${openRows(into)}`;

/** Left rows without counterpart, as a table of hashes. */
export const aloneLeft = (into: string): string =>
  `(select _hash from ${openRows(into)} where _right is null and _hash is not null)`;

const isPair = '_right is not null and _hash is not null';

/** Statement that makes suspects of keys that share a hash with another one of the other side. */
export const compileCollisions = (comparison: Comparison, into: string): string =>
  `insert into ${suspects} select _hash from ${openRows(into)} as o where ${isPair} and not (${sameKey(comparison, inOpen.left, inOpen.right)})`;

/** Statement that begins the told rows with pairs, their fields held against each other. */
export const compilePairs = (comparison: Comparison, into: string): string =>
  `create or replace temp table ${toldRows(into)} as
    select ${kind('differs')} as kind, ${differingBits(comparison, inOpen)} as fields, ${answerColumns(comparison, inOpen)}
    from ${openRows(into)} as o where ${isPair} and not (${isSuspect})`;

/** Statement that tells rows of the right side without a key; they are looked for among all rows, where there are some. */
export const compileKeyless = (
  comparison: Comparison,
  { relation, into }: { relation: string; into: string },
): string => `insert into ${toldRows(into)} by name select ${kind('no-key-right')} as kind, null::bigint as fields,
  ${answerColumns(comparison, { right: of('r') })}
  from (${sideSql(comparison, { side: 'right', relation })}) as r where ${noKey(comparison, of('r'))}`;

/** Statement that adds what was found otherwise. */
export const compileTold = (into: string, select: string): string =>
  `insert into ${toldRows(into)} by name ${select}`;

/** Table of the rows of a side whose keys are suspect, with the columns of `sideSql`. */
export const suspectRows = (side: Side): string => `reconcile_rows_${side}`;

/**
 * Statements that make the tables of suspect rows, and take them out of the open ones.
 * @param from relations to read them from; not given where all of them are open
 */
export function compileSuspectRows(comparison: Comparison, into: string, from?: Sides): string[] {
  const names = {
    left: ownColumns(comparison, 'left'),
    right: ownColumns(comparison, 'right').map((name) => `${fromRight(name)} as ${name}`),
  };
  const make = (side: Side): string =>
    from === undefined
      ? `select ${names[side].join(', ')} from ${openRows(into)} where ${side === 'left' ? '_hash' : '_right'} in (from ${suspects})`
      : `select ${ownColumns(comparison, side).join(', ')} from (${hashedSide(comparison, { side, relation: from[side] })}) where ${isSuspect}`;
  return [
    ...sides.map((side) => `create or replace temp table ${suspectRows(side)} as ${make(side)}`),
    `delete from ${openRows(into)} where coalesce(_hash, _right) in (from ${suspects})`,
  ];
}

/** Statement that makes the answer of what is open and what was told. */
export const compileAnswer = (comparison: Comparison, into: string): string =>
  `create or replace temp view ${quoted(into)} as
    select case when _hash is null then ${kind('no-key-left')} else ${kind('only-left')} end as kind,
      null::bigint as fields, ${answerColumns(comparison, { left: inOpen.left })} from ${openRows(into)} as o where _right is null
    union all select ${kind('only-right')}, null, ${answerColumns(comparison, { right: inOpen.right })}
      from ${openRows(into)} as o where _hash is null and _right is not null
    union all from ${toldRows(into)} where fields is distinct from 0`;
