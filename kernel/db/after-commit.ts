import type { Db } from './store.ts';

type Executor = ReturnType<Db['getExecutor']>;

/** By what executes a transaction: what waits for its end, once for each who asked. */
const waiting = new WeakMap<Executor, Set<() => void>>();

/** Says that a transaction began: what is asked of it by `afterCommit` waits for `committed`. */
export const beginWaiting = (tx: Db): void => {
  waiting.set(tx.getExecutor(), new Set());
};

/** Does what waited for the commit, which has just been answered. What waited for a rolled back one is never done. */
export const committed = (tx: Db): void => {
  for (const work of waiting.get(tx.getExecutor()) ?? []) work();
};

/**
 * Does something once what was written through `db` is in the database for everyone: after the commit of the transaction,
 * through whichever `tx` of it; at once when there is none. The same function asked for twice in a transaction is called
 * once. It must not throw.
 */
export function afterCommit(db: Db, work: () => void): void {
  const kept = waiting.get(db.getExecutor());
  if (kept) kept.add(work);
  else work();
}
