import type { Comparison } from './comparison.ts';
import { hasKey, keyNames, keysSql, sideSql, type Side } from './compile-side.ts';

/**
 * Rows are joined by a hash of their key, `_hash`, null when a part of it is not there: 64 bits are compared at a lower price
 * than texts. Keys of a pair are looked at all the same, so two that share a hash are not taken for one.
 */

/** Hashes of the right side's rows that have a key. */
export const rightHashes = 'reconcile_hashes';
/** Hashes of keys that stand more than once on the right side. */
const rightRepeats = 'reconcile_right_repeats';
/** Hashes of keys that are looked at closely, since one of them stands more than once on a side, or two share theirs. */
export const suspects = 'reconcile_suspects';

/** A missing part is hashed as well. */
const keyHash = (comparison: Comparison): string => `hash(${keyNames(comparison).join(', ')})`;

/** Rows of a side with `_hash`. */
export const hashedSide = (comparison: Comparison, of: { side: Side; relation: string }): string =>
  // The hash is taken of all rows and thrown away without a key: a third of the price of looking first.
  `select * replace (case when ${hasKey(comparison)} then _hash end as _hash) from (
    select *, ${keyHash(comparison)} as _hash from (${sideSql(comparison, of)}))`;

/** Statement that makes `rightHashes`. */
export const compileRightHashes = (comparison: Comparison, relation: string): string =>
  `create or replace temp table ${rightHashes} as from ${keyHashes(comparison, { side: 'right', relation })}`;

/** SELECT of the hashes that stand more than once. Sorting numbers is half the work of grouping them; rows of a sorted subquery come in its order. */
export const repeatedHashes = (from: string): string =>
  `select distinct _hash from (select _hash, lag(_hash) over () as before from (
    select _hash from ${from} order by _hash)) where _hash = before`;

export const compileRightRepeats = (): string =>
  `create or replace temp table ${rightRepeats} as ${repeatedHashes(rightHashes)}`;

export const countRightRepeats = `select count(*) as rows from ${rightRepeats}`;

/** SELECT of hashes of right keys that stand there once. */
export const singleHashes = (repeated: boolean): string => single(rightHashes, repeated);

/** SELECT of the right rows whose key stands there once. */
export const singleRight = (comparison: Comparison, relation: string, repeated: boolean): string =>
  `select * from ${single(`(${hashedSide(comparison, { side: 'right', relation })})`, repeated)} where _hash is not null`;

const single = (rows: string, repeated: boolean): string =>
  `(from ${rows}${repeated ? ` anti join ${rightRepeats} using (_hash)` : ''})`;

/** All key hashes of a side. */
export const keyHashes = (comparison: Comparison, of: { side: Side; relation: string }): string =>
  `(select ${keyHash(comparison)} as _hash from (${keysSql(comparison, of)}) where ${hasKey(comparison)})`;

/** Statement that makes the table of suspects. @param from where repeated keys of the left side are looked for */
export const compileSuspects = (from: string): string =>
  `create or replace temp table ${suspects} as from ${rightRepeats} union ${repeatedHashes(from)}`;

export const isSuspect = `_hash in (select _hash from ${suspects})`;
