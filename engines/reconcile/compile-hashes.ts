import type { Comparison } from './comparison.ts';
import { hasKey, keyNames, keysSql, sideSql, type Side } from './compile-side.ts';

/**
 * Rows are joined by a hash of their key, `_hash`, null when a part of it is not there: 64 bits are compared at a lower price
 * than texts. Keys of a pair are looked at all the same, so two that share a hash are not taken for one.
 */

/** Hashes of keys that stand more than once on the right side, for a side that has too many of them to be joined as it is. */
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

/** All key hashes of a side. */
export const keyHashes = (comparison: Comparison, of: { side: Side; relation: string }): string =>
  `(select ${keyHash(comparison)} as _hash from (${keysSql(comparison, of)}) where ${hasKey(comparison)})`;

/** SELECT of the hashes that stand more than once. Sorting numbers is half the work of grouping them; rows of a sorted subquery come in its order. */
const repeatedHashes = (from: string): string =>
  `select distinct _hash from (select _hash, lag(_hash) over () as before from (
    select _hash from ${from} order by _hash)) where _hash = before`;

/** Statement that makes the table of repeated right keys. */
export const compileRightRepeats = (comparison: Comparison, relation: string): string =>
  `create or replace temp table ${rightRepeats} as ${repeatedHashes(keyHashes(comparison, { side: 'right', relation }))}`;

/** Rows of the right side with `_hash`, but for those whose key is repeated. */
export const singleRight = (comparison: Comparison, relation: string): string =>
  `select * from (${hashedSide(comparison, { side: 'right', relation })}) anti join ${rightRepeats} using (_hash)`;

/** Statement that makes the table of suspects. @param from where repeated keys are looked for, each for itself */
export const compileSuspects = (from: readonly string[]): string =>
  `create or replace temp table ${suspects} as ${from.map((each) => `(${repeatedHashes(each)})`).join(' union ')}`;

/** Statement that makes suspects of the hashes in a relation. */
export const compileMoreSuspects = (from: string): string =>
  `insert into ${suspects} select _hash from ${from}`;

export const isSuspect = `_hash in (select _hash from ${suspects})`;
