import { DuckDBInstance } from '@duckdb/node-api';
import type { ReconcileSession } from './session.ts';

export type Row = Readonly<Record<string, string | null>>;

export interface TestSession extends ReconcileSession {
  /** Makes a table of texts. */
  table(name: string, columns: readonly string[], rows: readonly Row[]): Promise<void>;
  close(): void;
}

/** A session of an engine of its own, for tests. */
export async function openTestSession(): Promise<TestSession> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '500MB' });
  const connection = await instance.connect();
  const run = async (sql: string) => void (await connection.run(sql));
  return {
    async rows<T>(sql: string) {
      return (await connection.runAndReadAll(sql)).getRowObjectsJS() as T[];
    },
    run,
    async table(name, columns, rows) {
      await run(
        `create or replace table "${name}" (${columns.map((each) => `"${each}" varchar`).join(', ')})`,
      );
      if (rows.length === 0) return;
      const appender = await connection.createAppender(name);
      for (const row of rows) {
        for (const column of columns) {
          const value = row[column] ?? null;
          if (value === null) appender.appendNull();
          else appender.appendVarchar(value);
        }
        appender.endRow();
      }
      appender.closeSync();
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
