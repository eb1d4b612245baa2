import { AsyncLocalStorage } from 'node:async_hooks';
import { Kysely } from 'kysely';
import { offers, type StoreKind } from './capabilities.ts';
import { readAlone, readCursor, readHeld } from './cursor.ts';
import { onSession, storeDialect } from './dialect.ts';
import type { Session, SessionSource } from './session.ts';
import { asStoreError, mayRetry } from './store-problem.ts';
import type { CopyTarget, Db, Store, StoreQuery, TransactionOptions } from './store.ts';

/** The transaction that the running code is inside of. */
interface Scope {
  readonly tx: Db;
  active: boolean;
}

const attempts = 4;

/** What both stores have in common, over their own sessions. */
export function assembleStore(
  kind: StoreKind,
  source: SessionSource,
  own: Pick<Store, 'health' | 'close'>,
): Store {
  const scopes = new AsyncLocalStorage<Scope>();
  const current = (): Db | undefined => {
    const scope = scopes.getStore();
    return scope?.active ? scope.tx : undefined;
  };
  const db = new Kysely<unknown>({
    dialect: storeDialect(source, () => {
      if (current()) throw new Error('inside a transaction use its tx: store.db would wait for it forever');
    }),
  });
  const { capabilities, promises } = offers[kind];

  async function once<T>(work: (tx: Db) => Promise<T>, options: TransactionOptions): Promise<T> {
    const builder = db.transaction();
    const chosen = options.isolation ? builder.setIsolationLevel(options.isolation) : builder;
    return chosen.execute(async (tx) => {
      const { timeoutMs } = options;
      if (timeoutMs !== undefined) await onSession(tx, (session) => session.limit(timeoutMs));
      const scope: Scope = { tx, active: true };
      try {
        return await scopes.run(scope, () => work(tx));
      } finally {
        scope.active = false;
      }
    });
  }

  async function transaction<T>(work: (tx: Db) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    const outer = current();
    if (outer) return work(outer);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(work, options);
      } catch (error) {
        if (!options.retry || attempt === attempts || !mayRetry(error)) throw error;
      }
    }
  }

  const load = (tx: Db, into: CopyTarget, csv: AsyncIterable<Uint8Array | string>, signal?: AbortSignal) =>
    onSession(tx, async (session) => {
      try {
        signal?.throwIfAborted();
        return await session.copyIn(into, csv, signal);
      } catch (error) {
        throw asStoreError(error);
      }
    });

  function stream<T>(query: StoreQuery, chunk = 1000): AsyncIterable<T[]> {
    const tx = current();
    if (tx) return inTransaction<T>(tx, query, chunk);
    const acquire = async (): Promise<Session> => {
      try {
        return await source.acquire();
      } catch (error) {
        throw asStoreError(error);
      }
    };
    return capabilities.concurrentSessions
      ? readAlone<T>(acquire, query, chunk)
      : readHeld<T>(acquire, query, chunk);
  }

  return {
    kind,
    capabilities,
    promises,
    db,
    transaction,
    copyIn: (into, csv, signal) =>
      into.tx ? load(into.tx, into, csv, signal) : transaction((tx) => load(tx, into, csv, signal)),
    stream,
    ...own,
  };
}

/** The session stays with the transaction: it is borrowed for the length of the reading. */
async function* inTransaction<T>(tx: Db, query: StoreQuery, chunk: number): AsyncGenerator<T[]> {
  const session = await onSession(tx, (held) => Promise.resolve(held));
  yield* readCursor<T>(session, query, chunk);
}
