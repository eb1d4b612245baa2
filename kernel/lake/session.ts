import type { DuckDBConnection } from '@duckdb/node-api';
import type { LakeRow, LakeSession } from './index.ts';
import { asLakeError } from './lake-problem.ts';
import { fromLake, toLake } from './values.ts';

const againEveryMs = 50;

/**
 * Waits for one step of the engine; an abort interrupts it. An interrupt that comes in the moment before the
 * statement has begun is forgotten by the engine, so it is repeated until the step ends.
 */
async function interruptible<T>(
  connection: DuckDBConnection,
  signal: AbortSignal | undefined,
  step: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  let timer: NodeJS.Timeout | undefined;
  const interrupt = () => {
    connection.interrupt();
    timer ??= setInterval(interrupt, againEveryMs);
  };
  signal?.addEventListener('abort', interrupt, { once: true });
  try {
    return await step();
  } catch (error) {
    throw asLakeError(error, signal);
  } finally {
    signal?.removeEventListener('abort', interrupt);
    clearInterval(timer);
  }
}

/**
 * One connection as a session with a private, unnamed database of its own: tables, views and macros made here are
 * seen by nobody else and go with it.
 * @param name unique among open sessions, an SQL identifier
 */
export async function openSession(
  connection: DuckDBConnection,
  name: string,
  signal?: AbortSignal,
): Promise<LakeSession> {
  await connection.run(`attach ':memory:' as ${name}; use ${name}`);
  let open = true;
  const step = <T>(work: () => Promise<T>) => interruptible(connection, signal, work);

  async function* stream<T extends LakeRow>(
    text: string,
    parameters: readonly unknown[],
  ): AsyncGenerator<T[]> {
    const { values, types } = toLake(parameters);
    const result = await step(() => connection.stream(text, values, types));
    const rows = result.yieldConvertedRowObjects(fromLake);
    for (;;) {
      const piece = await step(() => rows.next());
      if (piece.done) return;
      yield piece.value as unknown as T[];
    }
  }

  return {
    async rows<T extends LakeRow>(text: string, parameters: readonly unknown[] = []) {
      const { values, types } = toLake(parameters);
      const reader = await step(() => connection.runAndReadAll(text, values, types));
      return reader.convertRowObjects(fromLake) as unknown as T[];
    },
    async run(text, parameters = []) {
      const { values, types } = toLake(parameters);
      await step(() => connection.run(text, values, types));
    },
    stream: (text, parameters = []) => stream(text, parameters),
    async close() {
      if (!open) return;
      open = false;
      await connection.run(`rollback`).catch(() => undefined);
      await connection.run(`use memory; detach ${name}`).catch(() => undefined);
      connection.closeSync();
    },
  };
}
