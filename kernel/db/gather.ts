import type { Db } from './store.ts';
import { Together, type AskTogether, type Lanes } from './together.ts';

/** Writes items that were gathered, in the order in which they came, by as few statements as it likes. */
export type WriteGathered<T> = (db: Db, items: readonly T[]) => Promise<void>;

/** What one transaction has gathered and not yet written, by who writes it. */
class Gathered {
  readonly #kept = new Map<WriteGathered<never>, unknown[]>();

  add<T>(write: WriteGathered<T>, item: T): void {
    const kept = this.#kept.get(write);
    if (kept) kept.push(item);
    else this.#kept.set(write, [item]);
  }

  async write(tx: Db): Promise<void> {
    const all = [...this.#kept];
    this.#kept.clear();
    for (const [write, items] of all) await (write as WriteGathered<unknown>)(tx, items);
  }

  forget(): void {
    this.#kept.clear();
  }
}

type Executor = ReturnType<Db['getExecutor']>;

/** By what executes a transaction: every `tx` derived from another shares it. */
const ofTransactions = new WeakMap<Executor, Gathered>();
const insideOf = new WeakMap<Executor, () => boolean>();

/** Says that a transaction began: what is gathered in it waits until `writeGathered`. */
export const beginGathering = (tx: Db): void => {
  ofTransactions.set(tx.getExecutor(), new Gathered());
};

/** Writes all that the transaction has gathered; before it commits, and before a savepoint is set or released. */
export const writeGathered = async (tx: Db): Promise<void> => ofTransactions.get(tx.getExecutor())?.write(tx);

/** Forgets what was gathered since the last writing: the work that gathered it was rolled back. */
export const forgetGathered = (tx: Db): void => ofTransactions.get(tx.getExecutor())?.forget();

/** Tells of a store's own `db` how to find out whether the caller is inside a transaction. */
export const watchInside = (db: Db, isInside: () => boolean): void => {
  insideOf.set(db.getExecutor(), isInside);
};

const writing: Lanes = { lanes: 1, most: 500 };

/**
 * Makes one write of many. Given the `tx` of a transaction, an item waits and is written with all others just before
 * that commits: it comes and goes with it, and what cannot be written fails it. Given a store's `db`, it is written
 * at once, together with whatever else comes while a statement is under way; the promise is kept when it is in.
 */
export function gathering<T>(write: WriteGathered<T>): (db: Db, item: T) => Promise<void> {
  const together = new WeakMap<Executor, Together<T, undefined>>();
  const ask: AskTogether<T, undefined> = async (db, items) => {
    await write(db, items);
    return [];
  };
  return (db, item) => {
    const executor = db.getExecutor();
    const gathered = ofTransactions.get(executor);
    if (gathered) return Promise.resolve(gathered.add(write, item));
    const isInside = insideOf.get(executor);
    // A transaction that the store did not begin, and the store's refusal of its own `db` inside of one.
    if (!isInside || isInside()) return write(db, [item]);
    const known = together.get(executor) ?? new Together(db, ask, writing);
    together.set(executor, known);
    return known.add(item);
  };
}

/**
 * Makes one question of many: outside of transactions an item is asked about at once, together with whatever else
 * comes while statements are under way. When many are asked together and one fails, each is asked alone.
 * @param ask one statement, or one transaction: what fails has changed nothing
 */
export function askingTogether<T, R>(ask: AskTogether<T, R>, lanes: Lanes): (db: Db, item: T) => Promise<R> {
  const together = new WeakMap<Executor, Together<T, R>>();
  return async (db, item) => {
    const executor = db.getExecutor();
    if (insideOf.get(executor)?.() ?? true) return (await ask(db, [item]))[0] as R;
    const known = together.get(executor) ?? new Together(db, ask, lanes);
    together.set(executor, known);
    return known.add(item);
  };
}
