import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { system } from '../actor.ts';
import { defineJob } from '../job.ts';
import { testFloor } from '../test-ground.ts';
import { openRests } from './rests.ts';
import { clerk, looks, nothing } from './test-looks.ts';
import { openShop } from './test-shop.ts';

const floor = testFloor(['kernel.job', 'kernel.schedule']);
const { ended } = looks(floor);

const sumUp = (run: () => Promise<void>) =>
  defineJob({
    name: 'shop.sum-up',
    title: { zh: '合计', en: 'sum up' },
    input: z.object({ of: z.string() }),
    attempts: 1,
    gathers: true,
    lane: () => 'sums',
    async run() {
      await run();
      return nothing;
    },
  });

const begun = async () =>
  (await sql<{ id: string }>`select id from kernel.job order by id`.execute(floor.store.db)).rows.length;

test('one that waits stands for whatever is asked with the same input by the same actor', async () => {
  const kind = sumUp(async () => undefined);
  const { jobs } = openShop({ store: floor.store, kinds: [kind] });
  const ask = (of: string, actor = system) => jobs.start(floor.store.db, kind, { of }, { actor });
  const first = await ask('apples');
  expect(await ask('apples')).toBe(first);
  expect(await ask('pears')).not.toBe(first);
  expect(await ask('apples', clerk)).not.toBe(first);
  await sql`update kernel.job set state = '1'::jsonb`.execute(floor.store.db);
  expect(await ask('apples'), 'one that goes on half-way has done a part already').not.toBe(first);
  expect(await begun()).toBe(4);
});

test('what is written before it begins is in what it sees, also by a transaction that joins it late', async () => {
  await sql`create table if not exists public.sold (n int)`.execute(floor.store.db);
  const seen: number[] = [];
  const kind = sumUp(async () => {
    const { rows } = await sql<{ n: number }>`select coalesce(sum(n), 0)::int as n from public.sold`.execute(
      floor.store.db,
    );
    seen.push(rows[0]?.n ?? -1);
  });
  const shop = openShop({ store: floor.store, kinds: [kind] });
  const waiting = await shop.jobs.start(floor.store.db, kind, { of: 'all' }, { actor: system });
  const [joined, commit] = [Promise.withResolvers<string>(), Promise.withResolvers<undefined>()];
  const late = floor.store.transaction(async (tx) => {
    await sql`insert into public.sold values (7)`.execute(tx);
    joined.resolve(await shop.jobs.start(tx, kind, { of: 'all' }, { actor: system }));
    await commit.promise;
  });
  expect(await joined.promise).toBe(waiting);
  const stop = await shop.open();
  await sleep(120);
  expect(seen, 'it waits for whoever joined it').toEqual([]);
  commit.resolve(undefined);
  await late;
  await ended(waiting);
  expect(seen).toEqual([7]);
  await stop();
  await sql`drop table public.sold`.execute(floor.store.db);
});

test('after a run the next one rests for twice as long, and a stream of askers gets one run', async () => {
  let runs = 0;
  const kind = sumUp(async () => {
    runs += 1;
    await sleep(100);
  });
  const shop = openShop({ store: floor.store, kinds: [kind] });
  const stop = await shop.open();
  const ask = () => shop.jobs.start(floor.store.db, kind, { of: 'all' }, { actor: system });
  await ended(await ask());
  const asked = await Promise.all(Array.from({ length: 20 }, ask));
  const after = new Set(asked);
  const last = [...after].at(-1) ?? '';
  const { rows } = await sql<{ ms: number }>`
    select (extract(epoch from run_after - created_at) * 1000)::float8 as ms from kernel.job where id = ${last}`.execute(
    floor.store.db,
  );
  expect(rows[0]?.ms).toBeGreaterThan(100);
  await ended(last);
  expect(runs).toBeLessThanOrEqual(1 + after.size);
  await stop();
});

test('a rest is twice what the run took, never longer than 20 s, and only of what gathers', () => {
  let at = 0;
  const rests = openRests(() => at);
  const kind = sumUp(async () => undefined);
  expect(rests.left(kind)).toBe(0);
  rests.ended(kind, 1500);
  expect(rests.left(kind)).toBe(3000);
  at = 2500;
  expect(rests.left(kind)).toBe(500);
  at = 3500;
  expect(rests.left(kind)).toBe(0);
  rests.ended(kind, 600_000);
  expect(rests.left(kind)).toBe(20_000);
  const { gathers: _, ...other } = { ...kind, name: 'shop.other' as const };
  rests.ended(other, 1000);
  expect(rests.left(other)).toBe(0);
});
