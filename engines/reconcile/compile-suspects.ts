import type { Comparison } from './comparison.ts';
import { keyNames, keysSql, type Side } from './compile-side.ts';

/** Table of the short hashes of keys that may stand more than once on a side. */
export const suspectsOf = (side: Side): string => `reconcile_suspects_${side}`;

/** 32 bits of a key's hash; the key must be there whole. */
export const shortHash = (comparison: Pick<Comparison, 'keys'>): string =>
  `(hash(${keyNames(comparison).join(', ')}) >> 32)::uinteger`;

/**
 * Statement that makes the table of short key hashes that stand more than once on a side. Sorting numbers of 32 bits is
 * a fraction of the work of grouping keys, or of sorting longer ones; a few hundred keys of a million share theirs by
 * chance and are looked at exactly later. Rows of a sorted subquery come in its order.
 */
export const compileSuspects = (
  comparison: Comparison,
  { side, relation }: { side: Side; relation: string },
): string => `create or replace temp table ${suspectsOf(side)} as
  select distinct h from (select h, lag(h) over () as before from (
    select ${shortHash(comparison)} as h from (${keysSql(comparison, { side, relation })})
    where ${keyNames(comparison)
      .map((name) => `${name} is not null`)
      .join(' and ')} order by h)) where h = before`;

/** Short hashes of suspect keys on either side: numbers where they are few, which DuckDB looks for in no time. */
export type Suspects = 'none' | 'many' | readonly number[];

/** SQL condition of a row with key columns: may its key stand more than once on a side? */
export function isSuspect(comparison: Comparison, suspects: Suspects): string {
  if (suspects === 'none') return 'false';
  const among =
    suspects === 'many'
      ? `select h from ${suspectsOf('left')} union all select h from ${suspectsOf('right')}`
      : suspects.join(', ');
  return `(${shortHash(comparison)} in (${among}))`;
}
