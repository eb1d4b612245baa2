import { literal, quoted } from '#engines/duckdb-text';
import type { Comparison, FieldPair, Kind, Sides } from './comparison.ts';
import { hashedSide, isSuspect, singleRight, suspects } from './compile-hashes.ts';
import {
  answerColumns,
  carriedNames,
  keyNames,
  noKey,
  sameKey,
  sideSql,
  valueName,
  type Side,
} from './compile-side.ts';
import { differingBits } from './differing-bits.ts';
import { alwaysLooked, mayDiffer } from './field-sql.ts';

/**
 * The main join. Rows of the left side are read once and flow through it; of the right side it holds two hashes a row, which
 * is what makes it cheap. The values of the few right rows that are wanted are read afterwards.
 */

/**
 * Left rows that agree with no right one: with `_right`, the hash of its key, one of a pair that differs or may; without,
 * they have no counterpart or no key. Right rows without a counterpart have `_right` and no `_hash`.
 */
const openRows = (into: string): string => quoted(`${into}: left`);
/** Right rows that have something the matter, by `_hash`; `_alone`: without a counterpart. */
const rightRows = (into: string): string => quoted(`${into}: right`);
/** Rows of the answer that are made one by one, pairs that are equal after all among them: all but what a side has alone. */
const toldRows = (into: string): string => quoted(`${into}: told`);

const kind = (name: Kind) => literal(name);

/** SQL condition: a pair of which some field may differ, or a row without counterpart. */
const isOpen = (comparison: Comparison): string =>
  [
    'l._hash is null',
    'r._hash is null',
    'l._all <> r._all',
    ...comparison.fields.flatMap((field: FieldPair, at) =>
      alwaysLooked(field) ? [mayDiffer(`l.${valueName(at)}`, `r.${valueName(at)}`, field)] : [],
    ),
  ].join(' or ');

const ownColumns = (comparison: Comparison, side: Side): string[] => [
  ...keyNames(comparison),
  ...comparison.fields.map((_, at) => valueName(at)),
  ...carriedNames(comparison, side),
];

/** Statement that joins the sides. @param repeated whether keys stand more than once on the right: they meet nobody here */
export const compileMain = (
  comparison: Comparison,
  { left }: Sides,
  { into, repeated }: { readonly into: string; readonly repeated: boolean },
): string => `create or replace temp table ${openRows(into)} as
  select l._hash, r._hash as _right, ${ownColumns(comparison, 'left')
    .map((name) => `l.${name}`)
    .join(', ')}
  from (${hashedSide(comparison, { side: 'left', relation: left })}) as l
    full join (${singleRight(repeated)}) as r on l._hash = r._hash
  where ${isOpen(comparison)}`;

/** How many left rows have no key or no counterpart, and how many right ones have none. */
export const countOpen = (into: string): string => `select
  count(*) filter (_right is null and _hash is null)::double as keyless,
  count(*) filter (_right is null and _hash is not null)::double as "left",
  count(*) filter (_right is not null and _hash is null)::double as "right" from ${openRows(into)}`;

/** Left rows without counterpart, as a table of hashes. */
export const aloneLeft = (into: string): string =>
  `(select _hash from ${openRows(into)} where _right is null and _hash is not null)`;

/** Statement that reads the rows of the right side whose keys are wanted. */
export const compileRight = (
  comparison: Comparison,
  { relation, into }: { relation: string; into: string },
): string => `create or replace temp table ${rightRows(into)} as
  select _hash, ${ownColumns(comparison, 'right').join(', ')},
    _hash in (select _right from ${openRows(into)} where _hash is null and _right is not null) as _alone
  from (${hashedSide(comparison, { side: 'right', relation })})
  where _hash in (select _right from ${openRows(into)} where _right is not null union all from ${suspects})`;

const pairs = (into: string): string =>
  `(from ${openRows(into)} where _right is not null and _hash is not null) as l join ${rightRows(into)} as r on l._hash = r._hash`;

/** Statement that makes suspects of keys that share a hash with another one of the other side. */
export const compileCollisions = (comparison: Comparison, into: string): string =>
  `insert into ${suspects} select r._hash from ${pairs(into)} where not (${sameKey(comparison, 'l', 'r')})`;

/** Statement that begins the told rows with pairs, their fields held against each other. */
export const compilePairs = (comparison: Comparison, into: string): string =>
  `create or replace temp table ${toldRows(into)} as
    select ${kind('differs')} as kind, ${differingBits(comparison.fields, comparison.missing)} as fields,
      ${answerColumns(comparison, { left: 'l', right: 'r' })}
    from ${pairs(into)} where not (r.${isSuspect})`;

/** Statement that tells rows of the right side without a key; they are looked for among all rows, where there are some. */
export const compileKeyless = (
  comparison: Comparison,
  { relation, into }: { relation: string; into: string },
): string => `insert into ${toldRows(into)} by name select ${kind('no-key-right')} as kind, null::bigint as fields,
  ${answerColumns(comparison, { right: 'r' })}
  from (${sideSql(comparison, { side: 'right', relation })}) as r where ${noKey(comparison, 'r')}`;

/** Statement that adds what was found otherwise. */
export const compileTold = (into: string, select: string): string =>
  `insert into ${toldRows(into)} by name ${select}`;

/** Table of the rows of a side whose keys are suspect, with the columns of `sideSql`. */
export const suspectRows = (side: Side): string => `reconcile_rows_${side}`;

/** @param left relation of the left side to read them from; not given when all of them are open */
export function compileSuspectRows(
  comparison: Comparison,
  { into, left }: { readonly into: string; readonly left?: string | undefined },
): string[] {
  const from =
    left === undefined ? openRows(into) : `(${hashedSide(comparison, { side: 'left', relation: left })})`;
  const make = (side: Side, source: string): string =>
    `create or replace temp table ${suspectRows(side)} as select ${ownColumns(comparison, side).join(', ')} from ${source} where ${isSuspect}`;
  const rest = [openRows(into), rightRows(into)].map((table) => `delete from ${table} where ${isSuspect}`);
  return [make('left', from), make('right', rightRows(into)), ...rest];
}

/** Statement that makes the answer of what is open and what was told. */
export const compileAnswer = (comparison: Comparison, into: string): string =>
  `create or replace temp view ${quoted(into)} as
    select case when _hash is null then ${kind('no-key-left')} else ${kind('only-left')} end as kind,
      null::bigint as fields, ${answerColumns(comparison, { left: 'l' })} from ${openRows(into)} as l where _right is null
    union all select ${kind('only-right')}, null, ${answerColumns(comparison, { right: 'r' })}
      from ${rightRows(into)} as r where _alone
    union all from ${toldRows(into)} where fields is distinct from 0`;
