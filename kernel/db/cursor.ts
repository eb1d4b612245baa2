import type { Answer, Session } from './session.ts';
import { asStoreError, errorField, unavailableProblem } from './store-problem.ts';
import type { StoreQuery } from './store.ts';

let opened = 0;
const nextName = (): string => `piece_${(opened += 1)}`;

async function* pieces<T>(fetch: () => Promise<Answer>): AsyncGenerator<T[]> {
  for (;;) {
    const { rows } = await fetch();
    if (rows.length === 0) return;
    yield rows as T[];
  }
}

/** Reads a query in pieces inside a transaction that the session already has open. */
export async function* readCursor<T>(
  session: Session,
  query: StoreQuery,
  chunk: number,
): AsyncGenerator<T[]> {
  const name = nextName();
  try {
    await session.query(`declare ${name} no scroll cursor for ${query.sql}`, query.parameters);
    yield* pieces<T>(() => session.query(`fetch forward ${chunk} from ${name}`));
    await session.query(`close ${name}`);
  } catch (error) {
    throw asStoreError(error);
  }
}

/** Reads a query in pieces in a read-only transaction of its own; the session is busy until the end. */
export async function* readAlone<T>(
  acquire: () => Promise<Session>,
  query: StoreQuery,
  chunk: number,
): AsyncGenerator<T[]> {
  const session = await acquire();
  let clean = false;
  try {
    await session.query('begin isolation level repeatable read read only');
    yield* readCursor<T>(session, query, chunk);
    clean = true;
  } finally {
    const ended = await session.query(clean ? 'commit' : 'rollback').then(
      () => true,
      () => false,
    );
    await session.release(!ended);
  }
}

/**
 * Reads a query in pieces where there is one session for all: the result is kept by the database
 * (`with hold`, on disk past work_mem) and the session is lent only for each piece.
 */
export async function* readHeld<T>(
  acquire: () => Promise<Session>,
  query: StoreQuery,
  chunk: number,
): AsyncGenerator<T[]> {
  const name = nextName();
  const once = async (sql: string, values?: readonly unknown[]): Promise<Answer> => {
    const session = await acquire();
    try {
      return await session.query(sql, values);
    } catch (error) {
      // 34000 invalid_cursor_name: the engine was replaced since the last piece.
      throw errorField(error, 'code') === '34000' ? unavailableProblem(error) : asStoreError(error);
    } finally {
      await session.release(false);
    }
  };
  await once(`declare ${name} no scroll cursor with hold for ${query.sql}`, query.parameters);
  try {
    yield* pieces<T>(() => once(`fetch forward ${chunk} from ${name}`));
  } finally {
    await once(`close ${name}`).catch(() => undefined);
  }
}
