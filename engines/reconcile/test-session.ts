import { reconcile, type Comparison } from './index.ts';
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

/** Holds two tables of these rows against each other. @returns what was counted, and the rows with something the matter */
// oxlint-disable-next-line max-params -- a comparison is of a left and a right
export async function hold(
  session: TestSession,
  comparison: Comparison,
  left: readonly Row[],
  right: readonly Row[],
) {
  const all = [...new Set(['id', 'v', ...[...left, ...right].flatMap(Object.keys)])];
  await session.table('ours', all, left);
  await session.table('theirs', all, right);
  const summary = await reconcile(session, comparison, { left: 'ours', right: 'theirs', into: 'matter' });
  const rows = await session.rows<Record<string, unknown>>('select * from matter order by all');
  return { summary, rows };
}
