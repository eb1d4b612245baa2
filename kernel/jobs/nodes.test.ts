import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { system } from '../actor.ts';
import { defineJob, type JobKind } from '../job.ts';
import { testFloor } from '../test-ground.ts';
import { counting } from './test-counting.ts';
import { clerk, looks, nothing, simple, upTo } from './test-looks.ts';
import { openShop, until } from './test-shop.ts';

const floor = testFloor(['kernel.job', 'kernel.schedule']);
const { job, ended, counted } = looks(floor);

test('jobs of one lane go one after the other in their order, others beside them', async () => {
  let inLane = 0;
  let mostInLane = 0;
  let mostAtAll = 0;
  let atAll = 0;
  const order: number[] = [];
  const Input = z.object({ lane: z.string(), number: z.number() });
  const kind = defineJob({
    name: 'shop.lane',
    title: { zh: '道', en: 'lane' },
    input: Input,
    attempts: 2,
    lane: (input) => input.lane,
    async run({ lane, number }, run) {
      if (lane === 'a') {
        mostInLane = Math.max(mostInLane, ++inLane);
        order.push(number);
      }
      mostAtAll = Math.max(mostAtAll, ++atAll);
      await new Promise((resolve) => setTimeout(resolve, 40));
      atAll--;
      if (lane === 'a') inLane--;
      if (lane === 'a' && number === 2 && run.attempt === 1) throw new Error('once more');
      return nothing;
    },
  });
  const shops = [1, 2].map(() =>
    openShop({ store: floor.store, kinds: [kind as unknown as JobKind], workers: 3 }),
  );
  const stops = await Promise.all(shops.map((shop) => shop.open()));
  const [shop] = shops;
  const ids: string[] = [];
  for (const number of [1, 2, 3, 4])
    for (const lane of ['a', 'b'])
      ids.push((await shop?.jobs.start(floor.store.db, kind, { lane, number }, { actor: clerk })) ?? '');
  for (const id of ids) expect(await ended(id)).toMatchObject({ status: 'done' });
  expect(mostInLane).toBe(1);
  expect(mostAtAll).toBeGreaterThan(1);
  expect(order).toEqual([1, 2, 2, 3, 4]);
  await Promise.all(stops.map((stop) => stop()));
});

test('several nodes share the queue and no job runs twice', async () => {
  const runs = new Map<string, number>();
  const kind = simple('shop.shared', async (_, run) => {
    runs.set(run.id, (runs.get(run.id) ?? 0) + 1);
    await new Promise((resolve) => setTimeout(resolve, 2));
    return nothing;
  });
  const shops = [1, 2, 3].map(() => openShop({ store: floor.store, kinds: [kind], workers: 4 }));
  const ids = await floor.store.transaction((tx) =>
    Promise.all(
      Array.from(
        { length: 60 },
        () => shops[0]?.jobs.start(tx, kind, {}, { actor: clerk }) ?? Promise.reject(),
      ),
    ),
  );
  const stops = await Promise.all(shops.map((shop) => shop.open()));
  await until(async () => {
    const { rows } = await sql`select from kernel.job where status <> 'done'`.execute(floor.store.db);
    return rows.length === 0;
  }, 'all done');
  expect(ids.map((id) => runs.get(id))).toEqual(ids.map(() => 1));
  await Promise.all(stops.map((stop) => stop()));
});

test('a node that lost its job to another one can write nothing more for it', async () => {
  let release = (): void => undefined;
  let outcome = '';
  const stuck = simple('shop.stuck', async (_, run) => {
    if (run.state === 'taken') return nothing;
    await new Promise<void>((resolve) => (release = resolve));
    await run.checkpoint('mine').catch((error: unknown) => {
      outcome = String(error);
      throw error;
    });
    return nothing;
  });
  const shop = openShop({ store: floor.store, kinds: [stuck], workers: 1, timing: { pulseMs: 60_000 } });
  const stop = await shop.open();
  const id = await shop.jobs.start(floor.store.db, stuck, {}, { actor: clerk });
  await until(async () => (await job(id)).status === 'running', 'running');
  await sql`update kernel.job set node = 'another', state = '"taken"' where id = ${id}`.execute(
    floor.store.db,
  );
  release();
  await until(async () => outcome !== '', 'refusal');
  expect(outcome).toContain('lost');
  const { rows } = await sql`select status, state, node from kernel.job where id = ${id}`.execute(
    floor.store.db,
  );
  expect(rows).toEqual([{ status: 'running', state: 'taken', node: 'another' }]);
  await sql`update kernel.job set heartbeat_at = clock_timestamp() - interval '1 hour' where id = ${id}`.execute(
    floor.store.db,
  );
  expect(await ended(id)).toMatchObject({ status: 'done' });
  await stop();
});

test('a job that brings its process down again and again is given up', async () => {
  const shop = openShop({ store: floor.store, kinds: [counting] });
  const id = await shop.jobs.start(floor.store.db, counting, { to: 1 }, { actor: clerk });
  await sql`update kernel.job set status = 'running', node = 'gone', crashes = 5, heartbeat_at = clock_timestamp() - interval '1 hour'`.execute(
    floor.store.db,
  );
  const stop = await shop.open();
  expect(await ended(id)).toMatchObject({ status: 'failed', problem: { code: 'jobs.crashed' } });
  await stop();
});

test('a process killed in the middle of a job: the next one goes on from the checkpoint, each step exactly once', async () => {
  const shop = openShop({ store: floor.store, kinds: [counting] });
  const id = await shop.jobs.start(floor.store.db, counting, { to: 200, pauseMs: 3 }, { actor: system });
  await floor.store.close();
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'test-crash-worker.ts'),
      floor.ground.place.folder,
      ...(floor.ground.place.url ? [floor.ground.place.url] : []),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');

  floor.store = await floor.ground.open();
  expect(await job(id)).toMatchObject({ status: 'running' });
  const before = await counted(id);
  expect(before.length).toBeGreaterThan(0);
  expect(before.length).toBeLessThan(200);
  const stop = await openShop({ store: floor.store, kinds: [counting], timing: { leaseMs: 60_000 } }).open();
  expect(await ended(id)).toMatchObject({ status: 'done', attempt: 1, outcome: { data: { to: 200 } } });
  expect(await counted(id)).toEqual(upTo(200));
  await stop();
});
