/** What the engine asks of DuckDB: a session whose tables are its own. The lake's sessions are such. */
export interface ReconcileSession {
  rows<T extends Readonly<Record<string, unknown>>>(sql: string): Promise<T[]>;
  run(sql: string): Promise<void>;
}
