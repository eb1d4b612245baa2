import { afterAll, beforeAll, expect, test } from 'vitest';
import { reconcile, type Comparison } from './index.ts';
import { hold, openTestSession, type Row, type TestSession } from './test-session.ts';

let session: TestSession;
beforeAll(async () => {
  session = await openTestSession();
});
afterAll(() => session.close());

const held = (comparison: Comparison, left: readonly Row[], right: readonly Row[]) =>
  hold(session, comparison, left, right);

const keyed = { keys: [{ left: 'id', right: 'id' }] };

test('one key repeated a hundred thousand times on both sides is no trouble', async () => {
  await session.run(`create or replace table ours as select '0' as id, 'a' as v from range(100000)`);
  await session.run(`create or replace table theirs as select '0' as id, 'a' as v from range(100000)`);
  const summary = await reconcile(
    session,
    { ...keyed, fields: [{ name: 'v', left: 'v', right: 'v', as: { kind: 'text' } }] },
    { left: 'ours', right: 'theirs', into: 'matter' },
  );
  expect(summary).toMatchObject({
    compared: 1,
    equal: 1,
    folded: { left: 99_999, right: 99_999 },
  });
  await session.run(
    `create or replace table ours as select '0' as id, i::varchar as v from range(100000) t(i)`,
  );
  const differing = await reconcile(
    session,
    { ...keyed, fields: [{ name: 'v', left: 'v', right: 'v', as: { kind: 'text' } }] },
    { left: 'ours', right: 'theirs', into: 'matter' },
  );
  expect(differing).toMatchObject({
    compared: 0,
    kinds: { 'duplicate-left': 100_000, 'duplicate-right': 0 },
    folded: { left: 0, right: 99_999 },
    counterparts: { left: 0, right: 1 },
  });
});

test('many repeated keys of two parts, on either side and on both', async () => {
  // Of each four: one is alone, one twice on the left, one twice on the right, one twice on both; every tenth is said differently.
  const rowsOf = (side: string, twice: string) => `select (i // 2)::varchar as id, (i % 2)::varchar as part,
      case when i % 10 = 0 and '${side}' = 'right' then 'b' else 'a' end as v
    from range(20000) t(i), range(2) twice(k) where k = 0 or i % 4 in (${twice})`;
  await session.run(`create or replace table ours as ${rowsOf('left', '1, 3')}`);
  await session.run(`create or replace table theirs as ${rowsOf('right', '2, 3')}`);
  const summary = await reconcile(
    session,
    {
      keys: [
        { left: 'id', right: 'id' },
        { left: 'part', right: 'part' },
      ],
      fields: [{ name: 'v', left: 'v', right: 'v', as: { kind: 'text' } }],
    },
    { left: 'ours', right: 'theirs', into: 'matter' },
  );
  expect(summary).toMatchObject({
    compared: 20_000,
    equal: 18_000,
    folded: { left: 10_000, right: 10_000 },
    kinds: { differs: 2000, 'only-left': 0, 'only-right': 0 },
  });
  expect(
    await session.rows('select count(*)::int as rows, count(distinct key)::int as keys from matter'),
  ).toEqual([{ rows: 2000, keys: 2000 }]);
});

test('somebody who stands there several times with the same values is one', async () => {
  const { summary, rows } = await held(
    { ...keyed, fields: [{ name: 'v', left: 'v', right: 'v', as: { kind: 'text' } }] },
    [
      { id: '1', v: 'a' },
      { id: '1', v: 'a' },
      { id: '2', v: 'b' },
      { id: '2', v: 'b' },
      { id: '3', v: null },
      { id: '3', v: '' },
      { id: '4', v: null },
      { id: '4', v: null },
    ],
    [
      { id: '1', v: 'a' },
      { id: '2', v: 'c' },
      { id: '3', v: null },
      { id: '4', v: null },
    ],
  );
  expect(summary).toMatchObject({
    compared: 3,
    equal: 2,
    kinds: { differs: 1, 'duplicate-left': 2 },
    folded: { left: 3, right: 0 },
    counterparts: { left: 0, right: 1 },
  });
  expect(rows.map((row) => [row['kind'], row['key']])).toEqual([
    ['differs', '2'],
    ['duplicate-left', '3'],
    ['duplicate-left', '3'],
  ]);
});
