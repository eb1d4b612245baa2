import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openEmptyStore, type OpenedStore } from './test-store.ts';

let opened: OpenedStore;
beforeAll(async () => {
  opened = await openEmptyStore();
  await sql`create table noted (n integer primary key)`.execute(opened.store.db);
});
afterAll(() => opened.remove());
beforeEach(async () => {
  await sql`delete from noted`.execute(opened.store.db);
});

const noted = async (): Promise<number[]> => {
  const { rows } = await sql<{ n: number }>`select n from noted order by n`.execute(opened.store.db);
  return rows.map(({ n }) => n);
};

test('the first statement of a transaction, with values or without, is inside of it and under its isolation', async () => {
  const { store } = opened;
  for (const first of [
    sql`select current_setting('transaction_isolation') as is`,
    sql`select current_setting('transaction_isolation') as is where ${1}::int = 1`,
  ]) {
    const rows = await store.transaction(
      async (tx) => {
        const found = (await first.execute(tx)).rows;
        await sql`insert into noted (n) values (1)`.execute(tx);
        await sql`delete from noted`.execute(tx);
        return found;
      },
      { isolation: 'serializable' },
    );
    expect(rows).toEqual([{ is: 'serializable' }]);
  }
  const failed = store.transaction(async (tx) => {
    await sql`insert into noted (n) values (${2})`.execute(tx);
    throw new Error('taken back');
  });
  await expect(failed).rejects.toThrow('taken back');
  expect(await noted()).toEqual([]);
});

test('when the first statement fails so does the transaction, and what follows is asked anew', async () => {
  const { store } = opened;
  const refused = store.transaction(async (tx) => {
    await sql`insert into noted (n) values (${null})`.execute(tx).catch(() => undefined);
    await sql`insert into noted (n) values (${4})`.execute(tx);
  });
  await expect(refused).rejects.toThrow(/aborted/);
  const swallowed = store.transaction(async (tx) => {
    await sql`insert into noted (n) values (${null})`.execute(tx).catch(() => undefined);
  });
  await expect(swallowed).rejects.toThrow(/rolled back/);
  await store.transaction((tx) => sql`insert into noted (n) values (${5})`.execute(tx));
  expect(await noted()).toEqual([5]);
});

test('a transaction in which nothing is asked ends well, and so does one that fails before it asks', async () => {
  const { store } = opened;
  expect(await store.transaction(() => Promise.resolve('nothing'))).toBe('nothing');
  await expect(store.transaction(() => Promise.reject(new Error('before')))).rejects.toThrow('before');
  expect(await store.transaction(() => Promise.resolve(7), { timeoutMs: 5000 })).toBe(7);
  const rows = store.transaction(async (tx) => {
    await store.copyIn(
      { table: 'noted', columns: ['n'], tx },
      (async function* () {
        yield '8\n9\n';
      })(),
    );
  });
  await rows;
  expect(await noted()).toEqual([8, 9]);
});
