/** What the engine asks of DuckDB: a session whose tables are its own. The lake's sessions are such. */
export interface LinkageSession {
  rows<T extends Readonly<Record<string, unknown>>>(
    sql: string,
    parameters?: readonly unknown[],
  ): Promise<T[]>;
  run(sql: string, parameters?: readonly unknown[]): Promise<void>;
}
