import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { forgetGathered, gathering, writeGathered } from './index.ts';
import type { Db } from './store.ts';
import { openEmptyStore, type OpenedStore } from './test-store.ts';

let opened: OpenedStore;
let writes: (readonly string[])[];
const add = gathering<string>(async (db, items) => {
  writes.push(items);
  await sql`insert into told (word) select w from unnest(${[...items]}::text[]) w`.execute(db);
});

beforeAll(async () => {
  opened = await openEmptyStore();
  await sql`create table told (word text not null check (word <> 'refused'))`.execute(opened.store.db);
});
afterAll(() => opened.remove());
beforeEach(async () => {
  writes = [];
  await sql`delete from told`.execute(opened.store.db);
});

const words = async (): Promise<string[]> => {
  const { rows } = await sql<{ word: string }>`select word from told order by word`.execute(opened.store.db);
  return rows.map(({ word }) => word);
};

test('all of one transaction is written by one statement before it commits, through whichever tx', async () => {
  await opened.store.transaction(async (tx) => {
    await add(tx, 'a');
    await add(tx.withTables<{ told: { word: string } }>() as unknown as Db, 'b');
    expect(writes).toEqual([]);
  });
  expect(writes).toEqual([['a', 'b']]);
  expect(await words()).toEqual(['a', 'b']);
});

test('it goes with a transaction that is rolled back, and what cannot be written fails the transaction', async () => {
  const failing = opened.store.transaction(async (tx) => {
    await add(tx, 'lost');
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  const refused = opened.store.transaction(async (tx) => {
    await sql`insert into told (word) values ('with it')`.execute(tx);
    await add(tx, 'refused');
  });
  await expect(refused).rejects.toThrow(/violates check/);
  expect(await words()).toEqual([]);
});

test('what was gathered since a savepoint goes with it', async () => {
  await opened.store.transaction(async (tx) => {
    await add(tx, 'before');
    await writeGathered(tx);
    await add(tx, 'taken back');
    forgetGathered(tx);
    await add(tx, 'after');
  });
  expect(await words()).toEqual(['after', 'before']);
});

test('outside of transactions what comes at once goes together, and one refusal takes no other with it', async () => {
  const { db } = opened.store;
  const asked = ['a', 'b', 'refused', 'c'].map((word) => add(db, word));
  const settled = await Promise.allSettled(asked);
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(await words()).toEqual(['a', 'b', 'c']);
  writes = [];
  await Promise.all(Array.from({ length: 40 }, (_, index) => add(db, `n${index}`)));
  expect(writes.length).toBeLessThanOrEqual(3);
  expect(await words()).toHaveLength(43);
});

test("inside a transaction the store's own db is refused, as for any other statement", async () => {
  const inside = opened.store.transaction(() => add(opened.store.db, 'outside'));
  await expect(inside).rejects.toThrow(/inside a transaction use its tx/);
  expect(await words()).toEqual([]);
});
