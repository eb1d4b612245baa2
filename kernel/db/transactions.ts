import { AsyncLocalStorage } from 'node:async_hooks';
import { beginWaiting, committed } from './after-commit.ts';
import { onSession } from './dialect.ts';
import { beginGathering, writeGathered } from './gather.ts';
import { mayRetry } from './store-problem.ts';
import type { Db, TransactionOptions } from './store.ts';

/** The transaction that the running code is inside of. */
interface Scope {
  readonly tx: Db;
  active: boolean;
}

const attempts = 4;

/** Knows which transaction the running code is inside of, so that an inner one joins it. */
export class Transactions {
  readonly #scopes = new AsyncLocalStorage<Scope>();

  /** The transaction around the caller, if there is one that has not ended. */
  current(): Db | undefined {
    const scope = this.#scopes.getStore();
    return scope?.active ? scope.tx : undefined;
  }

  async run<T>(db: Db, work: (tx: Db) => Promise<T>, options: TransactionOptions): Promise<T> {
    const outer = this.current();
    if (outer) return work(outer);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#once(db, work, options);
      } catch (error) {
        if (!options.retry || attempt === attempts || !mayRetry(error)) throw error;
      }
    }
  }

  async #once<T>(db: Db, work: (tx: Db) => Promise<T>, options: TransactionOptions): Promise<T> {
    const { isolation, timeoutMs } = options;
    const builder = isolation ? db.transaction().setIsolationLevel(isolation) : db.transaction();
    let begun: Db | undefined;
    const done = await builder.execute(async (tx) => {
      begun = tx;
      beginWaiting(tx);
      if (timeoutMs !== undefined) await onSession(tx, (session) => session.limit(timeoutMs));
      const scope: Scope = { tx, active: true };
      beginGathering(tx);
      try {
        const result = await this.#scopes.run(scope, () => work(tx));
        await writeGathered(tx);
        return result;
      } finally {
        scope.active = false;
      }
    });
    if (begun) committed(begun);
    return done;
  }
}
