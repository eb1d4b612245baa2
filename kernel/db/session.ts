/** What the database answered to one statement. */
export interface Answer {
  readonly command: string;
  readonly rowCount: number | null;
  readonly rows: readonly unknown[];
}

export interface CopyStatement {
  readonly table: string;
  readonly columns: readonly string[];
}

/** One conversation with the database, held by one user until it is released. */
export interface Session {
  /**
   * SQL without values may hold several statements; the answer is then the last one's.
   * @param options `kept`: the plan may be kept for the next time
   */
  query(sql: string, values?: readonly unknown[], options?: { readonly kept?: boolean }): Promise<Answer>;
  /**
   * Begins a transaction. Where a trip costs, the database hears of it together with the first statement, and of a
   * transaction in which nothing is asked it never hears.
   * @param sql `begin …` without values
   */
  begin(sql: string): Promise<void>;
  /** Without a time limit: the source sets the pace. */
  copyIn(into: CopyStatement, csv: AsyncIterable<Uint8Array | string>, signal?: AbortSignal): Promise<number>;
  /** The rows of a SELECT as CSV records, in the transaction that the session has open. Without a time limit. */
  copyOut(select: string): AsyncIterable<Uint8Array>;
  /** Longest time of one statement until the end of this transaction; 0 for none. */
  limit(timeoutMs: number): Promise<void>;
  /** @param discard the session cannot be trusted any more */
  release(discard: boolean): Promise<void>;
}

/** Where sessions come from: a pool on a server, the only one of the embedded store. */
export interface SessionSource {
  acquire(): Promise<Session>;
  end(): Promise<void>;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** `schema.table` with each part quoted. */
const quotedTable = (table: string): string => table.split('.').map(quoted).join('.');

/** The COPY statement for CSV records. @param from `stdin`, or a file the engine sees */
export const copySql = (into: CopyStatement, from: string): string =>
  `copy ${quotedTable(into.table)} (${into.columns.map(quoted).join(', ')}) from ${from} with (format csv, encoding 'UTF8')`;

/** The COPY statement that gives the rows of a SELECT as CSV records. */
export const copyOutSql = (select: string): string =>
  `copy (${select}) to stdout with (format csv, encoding 'UTF8')`;
