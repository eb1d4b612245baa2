import type { Db } from './store.ts';

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

interface Waiting<T> {
  readonly item: T;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

const mostAtOnce = 500;

/** Outside of transactions: what comes while one statement is under way goes with the next. */
class Together<T> {
  readonly #db: Db;
  readonly #write: WriteGathered<T>;
  #waiting: Waiting<T>[] = [];
  #busy = false;

  constructor(db: Db, write: WriteGathered<T>) {
    this.#db = db;
    this.#write = write;
  }

  add(item: T): Promise<void> {
    return new Promise<void>((done, failed) => {
      this.#waiting.push({ item, done, failed });
      if (!this.#busy) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#busy = true;
    while (this.#waiting.length > 0) {
      const some = this.#waiting.slice(0, mostAtOnce);
      this.#waiting = this.#waiting.slice(mostAtOnce);
      if (await this.#succeeds(some)) for (const { done } of some) done();
      // One that cannot be written must not take the others with it.
      else for (const each of some) await this.#alone(each);
    }
    this.#busy = false;
  }

  async #succeeds(some: readonly Waiting<T>[]): Promise<boolean> {
    if (some.length === 1) return false;
    return this.#write(
      this.#db,
      some.map(({ item }) => item),
    ).then(
      () => true,
      () => false,
    );
  }

  #alone({ item, done, failed }: Waiting<T>): Promise<void> {
    return this.#write(this.#db, [item]).then(done, failed);
  }
}

/**
 * Makes one write of many. Given the `tx` of a transaction, an item waits and is written with all others just before
 * that commits: it comes and goes with it, and what cannot be written fails it. Given a store's `db`, it is written
 * at once, together with whatever else comes while a statement is under way; the promise is kept when it is in.
 */
export function gathering<T>(write: WriteGathered<T>): (db: Db, item: T) => Promise<void> {
  const together = new WeakMap<Executor, Together<T>>();
  return (db, item) => {
    const executor = db.getExecutor();
    const gathered = ofTransactions.get(executor);
    if (gathered) return Promise.resolve(gathered.add(write, item));
    const isInside = insideOf.get(executor);
    // A transaction that the store did not begin, and the store's refusal of its own `db` inside of one.
    if (!isInside || isInside()) return write(db, [item]);
    const known = together.get(executor) ?? new Together(db, write);
    together.set(executor, known);
    return known.add(item);
  };
}
