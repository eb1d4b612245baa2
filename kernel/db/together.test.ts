import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { askingTogether } from './index.ts';
import { unavailableProblem } from './store-problem.ts';
import { openEmptyStore, type OpenedStore } from './test-store.ts';

let opened: OpenedStore;
let asked: (readonly number[])[];
let underWay = 0;
let mostUnderWay = 0;

const invert = askingTogether<number, number>(
  async (db, items) => {
    asked.push(items);
    underWay += 1;
    mostUnderWay = Math.max(mostUnderWay, underWay);
    try {
      const { rows } = await sql<{ inverse: number }>`select 1 / n::float8 as inverse
        from unnest(${[...items]}::int[]) with ordinality as t(n, place) order by place`.execute(db);
      return rows.map(({ inverse }) => inverse);
    } finally {
      underWay -= 1;
    }
  },
  { lanes: 2, most: 10 },
);

beforeAll(async () => {
  opened = await openEmptyStore();
});
afterAll(() => opened.remove());
beforeEach(() => {
  [asked, underWay, mostUnderWay] = [[], 0, 0];
});

test('what is asked at the same moment goes together, in order, and each has its own answer', async () => {
  const { db } = opened.store;
  const numbers = Array.from({ length: 42 }, (_, index) => index + 1);
  expect(await Promise.all(numbers.map((n) => invert(db, n)))).toEqual(numbers.map((n) => 1 / n));
  expect(asked.flat()).toEqual(numbers);
  expect(asked.map((some) => some.length)).toEqual([1, 1, 10, 10, 10, 10]);
  expect(mostUnderWay).toBe(2);
});

test('what cannot be answered takes no other with it', async () => {
  const { db } = opened.store;
  const settled = await Promise.allSettled([1, 2, 4, 0, 5].map((n) => invert(db, n)));
  expect(settled.map((each) => (each.status === 'fulfilled' ? each.value : 'refused'))).toEqual([
    1,
    0.5,
    0.25,
    'refused',
    0.2,
  ]);
});

test('in a transaction it is asked there, and never through the db outside of it', async () => {
  await opened.store.transaction(async (tx) => {
    expect(await Promise.all([invert(tx, 2), invert(tx, 4)])).toEqual([0.5, 0.25]);
    expect(asked).toEqual([[2], [4]]);
    await expect(invert(opened.store.db, 2)).rejects.toThrow(/inside a transaction use its tx/);
  });
});

test('what may have been done before the connection was lost is not asked again', async () => {
  let times = 0;
  const lose = askingTogether<number, number>(
    (_db, items) => {
      times += 1;
      return items.length > 1 ? Promise.reject(unavailableProblem()) : Promise.resolve(items);
    },
    { lanes: 1, most: 10 },
  );
  const { db } = opened.store;
  const settled = await Promise.allSettled([1, 2, 3].map((n) => lose(db, n)));
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(times).toBe(2);
});
