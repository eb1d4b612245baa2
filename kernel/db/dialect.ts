import {
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import { readCursor } from './cursor.ts';
import type { KeptQuery } from './kept-plans.ts';
import type { Session, SessionSource } from './session.ts';
import { asStoreError } from './store-problem.ts';

const counted = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/** A session as Kysely sees it; conditions of the store leave it as Problems. */
class StoreConnection implements DatabaseConnection {
  readonly #session: Session;
  broken = false;
  /** Its transaction ends or has ended. What is asked now would be written by itself, outside of it. */
  over = false;

  constructor(session: Session) {
    this.#session = session;
  }

  /** @throws Error when the transaction of this connection is over */
  get session(): Session {
    if (this.over) throw new Error('the transaction is over: nothing more can be asked in it');
    return this.#session;
  }

  /** Ends a transaction by its last word. */
  async end(word: 'commit' | 'rollback'): Promise<string> {
    const { session } = this;
    this.over = true;
    return (await session.query(word)).command;
  }

  release(): Promise<void> {
    return this.#session.release(this.broken);
  }

  async executeQuery<R>(query: KeptQuery): Promise<QueryResult<R>> {
    try {
      const { sql, parameters, kept = false } = query;
      const { command, rowCount, rows } = await this.session.query(sql, parameters, { kept });
      const result = { rows: rows as R[] };
      return counted.has(command) ? { ...result, numAffectedRows: BigInt(rowCount ?? 0) } : result;
    } catch (error) {
      throw asStoreError(error);
    }
  }

  async *streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    for await (const rows of readCursor<R>(this.session, query, chunkSize)) yield { rows };
  }
}

class StoreDriver implements Driver {
  readonly #source: SessionSource;
  readonly #mayAcquire: () => void;

  constructor(source: SessionSource, mayAcquire: () => void) {
    this.#source = source;
    this.#mayAcquire = mayAcquire;
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  async acquireConnection(): Promise<StoreConnection> {
    this.#mayAcquire();
    try {
      return new StoreConnection(await this.#source.acquire());
    } catch (error) {
      throw asStoreError(error);
    }
  }

  async beginTransaction(connection: StoreConnection, settings: TransactionSettings): Promise<void> {
    const isolation = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : '';
    await answered(connection, () =>
      connection.session.begin(`begin${isolation} ${settings.accessMode ?? ''}`),
    );
  }

  /** The database answers ROLLBACK to a COMMIT after a swallowed error: saying "saved" would be a lie. */
  async commitTransaction(connection: StoreConnection): Promise<void> {
    const command = await answered(connection, () => connection.end('commit'));
    if (command === 'ROLLBACK') {
      throw new Error('the transaction was rolled back: an error inside it was caught and not thrown on');
    }
  }

  /** The error that led here is the one to tell; a session that cannot roll back is thrown away. */
  async rollbackTransaction(connection: StoreConnection): Promise<void> {
    try {
      await connection.end('rollback');
    } catch {
      connection.broken = true;
    }
  }

  releaseConnection(connection: StoreConnection): Promise<void> {
    return connection.release();
  }

  destroy(): Promise<void> {
    return this.#source.end();
  }
}

async function answered<T>(connection: StoreConnection, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    connection.broken = true;
    throw asStoreError(error);
  }
}

/**
 * PostgreSQL over sessions of our own.
 * @param mayAcquire throws when the caller must not take a session here
 */
export const storeDialect = (source: SessionSource, mayAcquire: () => void): Dialect => ({
  createDriver: () => new StoreDriver(source, mayAcquire),
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createAdapter: () => new PostgresAdapter(),
  createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
});

/** Does work on the session behind a transaction, whichever way the `tx` was derived from it. */
export function onSession<T>(tx: Kysely<unknown>, work: (session: Session) => Promise<T>): Promise<T> {
  if (!tx.isTransaction) throw new Error('expected the tx of a transaction');
  return tx.getExecutor().provideConnection(async (connection) => {
    if (!(connection instanceof StoreConnection)) throw new Error('this tx belongs to no store');
    return work(connection.session);
  });
}
