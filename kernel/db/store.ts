import type { CompiledQuery, IsolationLevel, Kysely } from 'kysely';
import type { Log } from '../log.ts';
import type { Text } from '../texts.ts';
import type { Capabilities, StoreKind } from './capabilities.ts';

/** A query maker without tables; a module names its own: `db.withTables<OrganisationsTables>()`. */
export type Db = Kysely<unknown>;

export interface TransactionOptions {
  /** Run again, up to three times, when the database asks for it (40001, 40P01). The work must be repeatable. */
  readonly retry?: boolean;
  /** Default: read committed. */
  readonly isolation?: IsolationLevel;
  /** Longest time of one statement inside, instead of the store's own; 0 for none. */
  readonly timeoutMs?: number;
}

export interface CopyTarget {
  /** `schema.table` */
  readonly table: string;
  readonly columns: readonly string[];
  /** Given the `tx` of a transaction, the rows come and go with it. */
  readonly tx?: Db;
}

/** A finished query of Kysely (`compile()`), or SQL with `$1` places. */
export type StoreQuery = CompiledQuery | { readonly sql: string; readonly parameters: readonly unknown[] };

/** What people transact on: the same dialect, types and errors whichever of the two stores stands behind it. */
export interface Store {
  readonly kind: StoreKind;
  readonly capabilities: Capabilities;
  readonly promises: readonly Text[];
  /**
   * For single statements. Inside `transaction()` it is refused: on the embedded store it would wait for
   * the very transaction that waits for it.
   */
  readonly db: Db;
  /**
   * One transaction. A call from inside another joins that one: there is no half commit, and options are the
   * outer one's. The work's error rolls everything back and is thrown on.
   */
  transaction<T>(work: (tx: Db) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /**
   * Bulk load of CSV records without a header (RFC 4180; an empty unquoted field is null), all or nothing.
   * No statement time-out: the source sets the pace, `signal` ends it.
   * @returns number of rows
   */
  copyIn(into: CopyTarget, csv: AsyncIterable<Uint8Array | string>, signal?: AbortSignal): Promise<number>;
  /**
   * The rows of a SELECT as CSV records, as `copyIn` takes them; no statement time-out. On the embedded store
   * everybody else waits until the transaction ends.
   * @param tx the transaction whose snapshot is read
   * @param select SQL of the caller's own making, without parameters
   */
  copyOut(tx: Db, select: string): AsyncIterable<Uint8Array>;
  /**
   * The rows of a SELECT in pieces of `chunk` (default 1000) with bounded memory, from one snapshot.
   * Other statements may run between two pieces.
   */
  stream<T>(query: StoreQuery, chunk?: number): AsyncIterable<T[]>;
  /** Asks questions with known answers; throws `store.unhealthy` when an answer is wrong. */
  health(): Promise<void>;
  close(): Promise<void>;
}

export type StoreLog = Pick<Log, 'info' | 'warn' | 'error'>;

export interface StoreOptions {
  /** `postgres://…`; without it the embedded store is opened. */
  readonly url?: string | undefined;
  /** The data folder of the platform; the embedded store lives in `<folder>/postgres`. */
  readonly folder: string;
  readonly log?: StoreLog;
  /** Longest time of one statement; default 60 s. */
  readonly statementTimeoutMs?: number;
  /** Most sessions on a server; default 10. */
  readonly poolSize?: number;
  /** Whether sessions on a server keep plans; default yes. */
  readonly keepPlans?: boolean;
}
