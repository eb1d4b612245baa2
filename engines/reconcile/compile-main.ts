import { literal, quoted } from '#engines/duckdb-text';
import type { Comparison, Kind, Sides } from './comparison.ts';
import { hashedSide, isSuspect, singleRight } from './compile-hashes.ts';
import {
  answerColumns,
  carriedNames,
  keyNames,
  of,
  sides,
  valueName,
  type Column,
  type Side,
} from './compile-side.ts';
import { differingBits } from './differing-bits.ts';
import { mayDiffer } from './field-sql.ts';

/**
 * The main join. Rows of the left side are read once and flow through it; of the right side it holds each row with what is
 * compared and comes along. To hold hashes alone and read the right side again afterwards costs more than it saves.
 */

/**
 * Rows of both sides that have something the matter, or may: `_what` is one of `alone`, or for a pair the bits of the fields
 * that differ. The key of a pair stands there once; what else is the right row's has names of its own (`fromRight`).
 */
const openRows = (into: string): string => quoted(`${into}: open`);
/** Rows of the answer that are made one by one: those whose keys were suspect, pairs that are equal after all among them. */
const toldRows = (into: string): string => quoted(`${into}: told`);

/** What `_what` says of a row without a counterpart, in numbers below those of bits. */
const alone = { 'only-left': -1, 'no-key-left': -2, 'only-right': -3, 'no-key-right': -4 } as const;
/** Or of two rows whose different keys share a hash. */
const shared = -5;

/** A column of the right row in `openRows`; keys are of both rows, and what comes along has names of its own already. */
const fromRight = (name: string): string => (name.startsWith('_value') ? `_right${name}` : name);
/** Columns of a row of `openRows`, called `o`, by their names on their sides. */
const inOpen: Readonly<Record<Side, Column>> = { left: of('o'), right: (name) => `o.${fromRight(name)}` };

const isPair = 'l._hash is not null and r._hash is not null';

/** Counts the pairs of the main join in passing: to count beside keeping rows would be a second join. */
const met = 'reconcile_met';
/** Said by the main join when it meets more pairs than the left side has rows: keys are repeated on the right. */
export const tooManyPairs = 'reconcile: more pairs than rows';

/** Statement that lets the next main join count from nought. */
export const compileCounter = `create or replace temp sequence ${met} minvalue 0 start 0`;
/** SELECT of how many pairs it met, to be asked once. */
export const countMet = `select nextval('${met}')::double as rows`;

/** SQL condition: a pair of which some field may differ, or a row without counterpart. */
function isOpen(comparison: Comparison, most: number): string {
  const differs = [
    ...keyNames(comparison).map((name) => `l.${name} <> r.${name}`),
    ...comparison.fields.map((field, at) => mayDiffer(`l.${valueName(at)}`, `r.${valueName(at)}`, field)),
  ].join(' or ');
  // Branches of a CASE are gone into in their order, for the rows alone that come so far.
  return `case when not (${isPair}) then true
    when nextval('${met}') >= ${most} then error(${literal(tooManyPairs)}) else ${differs} end`;
}

const what = (comparison: Comparison): string => `(case
    when ${isPair} then case when ${keyNames(comparison)
      .map((name) => `l.${name} <> r.${name}`)
      .join(' or ')} then ${shared} else ${differingBits(comparison, { left: of('l'), right: of('r') })} end
    when r._there is null then case when l._hash is null then ${alone['no-key-left']} else ${alone['only-left']} end
    when r._hash is null then ${alone['no-key-right']} else ${alone['only-right']} end)::bigint as _what`;

const valuesAndCarried = (comparison: Comparison, side: Side): string[] => [
  ...comparison.fields.map((_, at) => valueName(at)),
  ...carriedNames(comparison, side),
];

/**
 * Statement that joins the sides; fails with `tooManyPairs`.
 * @param rows of the left side, none of which meets more than one where no key of the right side is repeated
 * @param repeated whether repeated keys of the right side are known, and meet nobody here
 */
export const compileMain = (
  comparison: Comparison,
  { left, right }: Sides,
  { into, rows, repeated }: { readonly into: string; readonly rows: number; readonly repeated: boolean },
): string => `create or replace temp table ${openRows(into)} as
  select ${[
    what(comparison),
    'coalesce(l._hash, r._hash) as _hash',
    ...keyNames(comparison).map((name) => `coalesce(l.${name}, r.${name}) as ${name}`),
    ...valuesAndCarried(comparison, 'left').map((name) => `l.${name}`),
    ...valuesAndCarried(comparison, 'right').map((name) => `r.${name} as ${fromRight(name)}`),
  ].join(', ')}
  from (${hashedSide(comparison, { side: 'left', relation: left })}) as l
    full join (select *, true as _there from (${repeated ? singleRight(comparison, right) : hashedSide(comparison, { side: 'right', relation: right })})) as r
      on l._hash = r._hash
  where ${isOpen(comparison, rows)}`;

/** How many rows of each side have no counterpart, with a key and without, and how many pairs share no more than a hash. */
export const countOpen = (into: string): string =>
  `select ${Object.entries({ ...alone, shared })
    .map(([kind, code]) => `count(*) filter (_what = ${code})::double as ${quoted(kind)}`)
    .join(', ')} from ${openRows(into)}`;

/** Rows of a side without counterpart, as a table of hashes. */
export const aloneOf = (side: Side, into: string): string =>
  `(select _hash from ${openRows(into)} where _what = ${alone[`only-${side}`]})`;

/** Pairs that share no more than a hash, as a table of hashes. */
export const sharedHashes = (into: string): string =>
  `(select _hash from ${openRows(into)} where _what = ${shared})`;

/** Statement that makes the table of what was found otherwise. */
export const compileTold = (into: string, select: string): string =>
  `create or replace temp table ${toldRows(into)} as ${select}`;

/** Table of the rows of a side whose keys are suspect, with the columns of `sideSql`. */
export const suspectRows = (side: Side): string => `reconcile_rows_${side}`;

/**
 * Statements that make the tables of suspect rows, and take them out of the open ones.
 * @param from relations to read them from; not given where all of them are open
 */
export function compileSuspectRows(comparison: Comparison, into: string, from?: Sides): string[] {
  const columns = (side: Side, column: Column): string =>
    [...keyNames(comparison), ...valuesAndCarried(comparison, side)]
      .map((name) => `${column(name)} as ${name}`)
      .join(', ');
  const make = (side: Side): string =>
    from === undefined
      ? `select ${columns(side, inOpen[side])} from ${openRows(into)} as o where (_what >= 0 or _what = ${alone[`only-${side}`]}) and ${isSuspect}`
      : `select ${columns(side, of('o'))} from (${hashedSide(comparison, { side, relation: from[side] })}) as o where ${isSuspect}`;
  return [
    ...sides.map((side) => `create or replace temp table ${suspectRows(side)} as ${make(side)}`),
    `delete from ${openRows(into)} where ${isSuspect}`,
  ];
}

const kind = (name: Kind) => literal(name);

/** Statement that makes the answer of what is open and, where something was, of what was told. */
export const compileAnswer = (comparison: Comparison, into: string, told: boolean): string =>
  `create or replace temp view ${quoted(into)} as
    select case _what ${Object.entries(alone)
      .map(([name, code]) => `when ${code} then ${kind(name as keyof typeof alone)}`)
      .join(' ')} else ${kind('differs')} end as kind, case when _what > 0 then _what end as fields,
      ${answerColumns(comparison, inOpen)} from ${openRows(into)} as o where _what <> 0
    ${told ? `union all from ${toldRows(into)} where fields is distinct from 0` : ''}`;
