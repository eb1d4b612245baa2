import { literal } from '#engines/duckdb-text';
import type { Comparison } from './comparison.ts';
import { keyNames, keysSql, hasKey, sideSql, valueName, type Side } from './compile-side.ts';
import { alwaysLooked } from './field-sql.ts';

/**
 * Rows stand for their hashes until something is the matter with them: `_hash` of the key, null when a part of it is not
 * there, and `_all` of the values and of the key once more, spelled otherwise. Two keys are taken for one key only when both
 * agree, 128 bits; when `_hash` alone does, `_all` differs and the keys are looked at.
 */

/** Stands in no key. */
const between = '\u001f';

/** Hashes of the right side's rows that have a key. */
export const rightHashes = 'reconcile_hashes';
/** Hashes of keys that stand more than once on the right side. */
const rightRepeats = 'reconcile_right_repeats';
/** Hashes of keys that are looked at closely, since one of them stands more than once on a side, or two share theirs. */
export const suspects = 'reconcile_suspects';

/** A missing part is hashed as well. */
const keyHash = (comparison: Comparison): string => `hash(${keyNames(comparison).join(', ')})`;

const hashed = ({ fields }: Comparison): string[] =>
  fields.flatMap((field, at) => (alwaysLooked(field) ? [] : [valueName(at)]));

const looked = ({ fields }: Comparison): string[] =>
  fields.flatMap((field, at) => (alwaysLooked(field) ? [valueName(at)] : []));

/** Rows of a side with `_hash`, and for the join with `_all`. */
export function hashedSide(comparison: Comparison, of: { side: Side; relation: string }): string {
  const key = `${keyNames(comparison).join(` || ${literal(between)} || `)} || ${literal(between)}`;
  // The hash is taken of all rows and thrown away without a key: a third of the price of looking first.
  return `select * replace (case when ${hasKey(comparison)} then _hash end as _hash) from (
    select *, ${keyHash(comparison)} as _hash, hash(${[key, ...hashed(comparison)].join(', ')}) as _all
    from (${sideSql(comparison, of)}))`;
}

/** Statement that makes `rightHashes`, with the values that a hash would not tell apart. */
export const compileRightHashes = (comparison: Comparison, relation: string): string =>
  `create or replace temp table ${rightHashes} as select ${['_hash', '_all', ...looked(comparison)].join(', ')}
    from (${hashedSide(comparison, { side: 'right', relation })}) where _hash is not null`;

/** SELECT of the hashes that stand more than once. Sorting numbers is half the work of grouping them; rows of a sorted subquery come in its order. */
export const repeatedHashes = (from: string): string =>
  `select distinct _hash from (select _hash, lag(_hash) over () as before from (
    select _hash from ${from} order by _hash)) where _hash = before`;

export const compileRightRepeats = (): string =>
  `create or replace temp table ${rightRepeats} as ${repeatedHashes(rightHashes)}`;

export const countRightRepeats = `select count(*) as rows from ${rightRepeats}`;

/** Hashes of right keys that stand there once. */
export const singleRight = (repeated: boolean): string =>
  repeated ? `select * from ${rightHashes} anti join ${rightRepeats} using (_hash)` : `from ${rightHashes}`;

/** All key hashes of a side. */
export const keyHashes = (comparison: Comparison, of: { side: Side; relation: string }): string =>
  `(select ${keyHash(comparison)} as _hash from (${keysSql(comparison, of)}) where ${hasKey(comparison)})`;

/** Statement that makes the table of suspects. @param from where repeated keys of the left side are looked for */
export const compileSuspects = (from: string): string =>
  `create or replace temp table ${suspects} as from ${rightRepeats} union ${repeatedHashes(from)}`;

export const isSuspect = `_hash in (select _hash from ${suspects})`;
