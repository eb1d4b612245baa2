import type { Db } from '#kernel/db';

/**
 * Transactions in which the module itself writes what a decision brings: an approved budget, what an accepted report says. A
 * form or a file that would write the same beside the decision is refused.
 */
const governed = new WeakSet<Db>();

export const govern = (tx: Db): void => void governed.add(tx);
export const isGoverned = (tx: Db): boolean => governed.has(tx);
