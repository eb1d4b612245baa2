import { Kysely } from 'kysely';
import { offers, type StoreKind } from './capabilities.ts';
import { readAlone, readCursor, readHeld } from './cursor.ts';
import { onSession, storeDialect } from './dialect.ts';
import { watchInside } from './gather.ts';
import type { Session, SessionSource } from './session.ts';
import { asStoreError } from './store-problem.ts';
import type { CopyTarget, Db, Store, StoreQuery, TransactionOptions } from './store.ts';
import { Transactions } from './transactions.ts';

const defaultChunk = 1000;

/** What both stores have in common, over their own sessions. */
export function assembleStore(
  kind: StoreKind,
  source: SessionSource,
  own: Pick<Store, 'health' | 'close'>,
): Store {
  const { capabilities, promises } = offers[kind];
  const transactions = new Transactions();
  const db = new Kysely<unknown>({
    dialect: storeDialect(source, () => {
      if (!transactions.current()) return;
      throw new Error('inside a transaction use its tx: store.db would wait for it forever');
    }),
  });
  watchInside(db, () => transactions.current() !== undefined);
  const transaction = <T>(work: (tx: Db) => Promise<T>, options: TransactionOptions = {}): Promise<T> =>
    transactions.run(db, work, options);
  const read = capabilities.concurrentSessions ? readAlone : readHeld;

  return {
    kind,
    capabilities,
    promises,
    db,
    transaction,
    copyIn: (into, csv, signal) =>
      into.tx ? loadInto(into.tx, into, csv, signal) : transaction((tx) => loadInto(tx, into, csv, signal)),
    copyOut: readOut,
    stream: <T>(query: StoreQuery, chunk = defaultChunk): AsyncIterable<T[]> => {
      const tx = transactions.current();
      return tx ? readInside<T>(tx, query, chunk) : read<T>(() => acquire(source), query, chunk);
    },
    ...own,
  };
}

async function acquire(source: SessionSource): Promise<Session> {
  try {
    return await source.acquire();
  } catch (error) {
    throw asStoreError(error);
  }
}

const loadInto = (
  tx: Db,
  into: CopyTarget,
  csv: AsyncIterable<Uint8Array | string>,
  signal?: AbortSignal,
): Promise<number> =>
  onSession(tx, async (session) => {
    signal?.throwIfAborted();
    try {
      return await session.copyIn(into, csv, signal);
    } catch (error) {
      throw asStoreError(error);
    }
  });

/** The session stays with the transaction: it is borrowed for the length of the reading. */
async function* readInside<T>(tx: Db, query: StoreQuery, chunk: number): AsyncGenerator<T[]> {
  const session = await onSession(tx, (held) => Promise.resolve(held));
  yield* readCursor<T>(session, query, chunk);
}

async function* readOut(tx: Db, select: string): AsyncGenerator<Uint8Array> {
  const session = await onSession(tx, (held) => Promise.resolve(held));
  try {
    yield* session.copyOut(select);
  } catch (error) {
    throw asStoreError(error);
  }
}
