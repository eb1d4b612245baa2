import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { writeRows } from '#kernel/record-server';
import { partRow } from '#platform/data/registers';
import { pairRecord } from './bring.ts';
import { openStates } from './rules.ts';
import * as store from './store.ts';
import { pairNow } from './pair-now.ts';

export interface Seen {
  /** Ids of the rows without a usable number, and of the pairs that the run found. */
  readonly held: ReadonlySet<string>;
  readonly found: ReadonlySet<string>;
  /** Whose an id is now that was merged into another. */
  readonly now: (person: string) => string;
  /** Whether an equal number has joined a row since. */
  readonly byNumber: (dataset: string, key: string) => boolean;
}

/** What becomes of a pair that stands: it goes, it goes and its row is parted, or it stays. */
export function fateOf(
  pair: store.PairRow,
  { held, found, byNumber, now }: Seen,
): 'goes' | 'parts' | 'stays' {
  if (found.has(pairNow(pair, now))) return 'stays';
  const isHeld = held.has(`${pair.dataset} ${pair.rowKey}`);
  if (openStates.includes(pair.state)) return isHeld && pair.touched ? 'stays' : 'goes';
  if (pair.state !== 'linked') return 'stays';
  if (byNumber(pair.dataset, pair.rowKey)) return 'goes';
  return isHeld && !pair.touched ? 'parts' : 'stays';
}

/**
 * Ends pairs that are no longer so: their row came with a number, or says something else now. A row that was joined without
 * a person and that the model no longer finds to be that person is parted.
 */
export async function sweepPairs(
  context: Context,
  tx: Db,
  pairs: readonly store.PairRow[],
  seen: Seen,
): Promise<void> {
  const gone: string[] = [];
  for (const pair of pairs) {
    const fate = fateOf(pair, seen);
    if (fate === 'stays') continue;
    gone.push(pair.id);
    await store.takeBackAll(tx, pair.id);
    if (fate === 'parts')
      await partRow(context, tx, {
        dataset: pair.dataset,
        key: pair.rowKey,
        reason: 'linkage:no-longer-found',
      });
  }
  if (gone.length > 0)
    await writeRows(
      context,
      tx,
      pairRecord,
      gone.map((id) => ({ id, state: 'gone' })),
      { source: 'linkage', basis: 'linkage:sweep' },
    );
}
