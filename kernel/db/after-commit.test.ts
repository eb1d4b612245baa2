import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { afterCommit } from './index.ts';
import type { Db } from './store.ts';
import { openEmptyStore, type OpenedStore } from './test-store.ts';

let opened: OpenedStore;
beforeAll(async () => {
  opened = await openEmptyStore();
  await sql`create table written (word text not null)`.execute(opened.store.db);
});
afterAll(() => opened.remove());

const write = (db: Db, word: string) => sql`insert into written values (${word})`.execute(db);

test('what waits for a commit is done once, when others see what was written', async () => {
  const seen: Promise<unknown[]>[] = [];
  const look = () => {
    seen.push(
      sql`select word from written where word = 'kept'`.execute(opened.store.db).then(({ rows }) => rows),
    );
  };
  await opened.store.transaction(async (tx) => {
    await write(tx, 'kept');
    afterCommit(tx, look);
    afterCommit(tx.withTables<{ written: { word: string } }>() as unknown as Db, look);
    expect(seen).toEqual([]);
  });
  expect(await Promise.all(seen)).toEqual([[{ word: 'kept' }]]);
});

test('after a rollback it is never done, and without a transaction at once', async () => {
  let done = 0;
  const count = () => {
    done += 1;
  };
  const failing = opened.store.transaction(async (tx) => {
    await write(tx, 'gone');
    afterCommit(tx, count);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(done).toBe(0);
  afterCommit(opened.store.db, count);
  expect(done).toBe(1);
});
