export { openLake, type LakeOptions } from './duckdb.ts';
export { wholeFile, writeParquet } from './write-parquet.ts';

/** Rows of an answer as plain objects; integers beyond 2^53 come as bigint, dates as ISO text. */
export type LakeRow = Readonly<Record<string, unknown>>;

/** One connection with tables, views and macros of its own, seen by no other and gone at its end. */
export interface LakeSession {
  /** Runs statements; the answer of the last one. `$1`-style parameters. */
  rows<T extends LakeRow = LakeRow>(sql: string, parameters?: readonly unknown[]): Promise<T[]>;
  run(sql: string, parameters?: readonly unknown[]): Promise<void>;
  /** Pieces of a big answer with bounded memory. */
  stream<T extends LakeRow = LakeRow>(sql: string, parameters?: readonly unknown[]): AsyncIterable<T[]>;
  close(): Promise<void>;
}

/**
 * Parquet files under one folder and an engine in the process that checks, compares, links and aggregates them.
 * Extensions are off: nothing is ever fetched.
 */
export interface Lake {
  /** Folder of the Parquet files. */
  readonly folder: string;
  /** Runs `work` with a session of its own; `signal` interrupts the running statement. */
  session<T>(work: (session: LakeSession) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Absolute path of a dataset's file, its folder made: `batchPath('ingestion', 'insured', '01J…')`. */
  path(...parts: readonly string[]): Promise<string>;
  close(): Promise<void>;
}
