import { DuckDBInstance, LIST, listValue, VARCHAR, DOUBLE, type DuckDBValue } from '@duckdb/node-api';
import type { LinkageSession } from './session.ts';

const asParameter = (value: unknown): DuckDBValue => {
  if (!Array.isArray(value)) return value as DuckDBValue;
  return listValue(value as DuckDBValue[]);
};

const typeOf = (value: unknown) => {
  if (!Array.isArray(value)) return undefined;
  return LIST(value.every((each) => typeof each === 'number') && value.length > 0 ? DOUBLE : VARCHAR);
};

/** A session of an engine of its own, for tests. */
export async function openTestSession(threads = 2): Promise<LinkageSession & { close(): void }> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: '500MB',
  });
  const connection = await instance.connect();
  return {
    async rows<T>(sql: string, parameters: readonly unknown[] = []) {
      const reader = await connection.runAndReadAll(
        sql,
        parameters.map(asParameter),
        parameters.map(typeOf) as never,
      );
      return reader
        .getRowObjectsJS()
        .map((row) =>
          Object.fromEntries(
            Object.entries(row).map(([name, value]) => [
              name,
              typeof value === 'bigint' ? Number(value) : value,
            ]),
          ),
        ) as T[];
    },
    async run(sql, parameters = []) {
      await connection.run(sql, parameters.map(asParameter), parameters.map(typeOf) as never);
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
