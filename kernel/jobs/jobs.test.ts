import { once } from 'node:events';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Actor } from '../actor.ts';
import { Problem } from '../problem.ts';
import { testFloor } from '../test-ground.ts';
import { askToCancel, queueAgain } from './desk.ts';
import { counting } from './test-counting.ts';
import { clerk, looks, nothing, simple, upTo } from './test-looks.ts';
import { openShop, until } from './test-shop.ts';

const floor = testFloor(['kernel.job', 'kernel.schedule']);
const { job, ended, counted } = looks(floor);

test('a job runs as whoever started it, shows how far it is, and tells what came of it', async () => {
  let actor: Actor | undefined;
  const kind = simple('shop.ask', async (_, run, context) => {
    actor = context.actor;
    run.progress({ done: 3, total: 4, unit: { zh: '个', en: 'pieces' } });
    return { summary: { zh: '三个', en: 'three' }, data: { pieces: 3 } };
  });
  const shop = openShop({ store: floor.store, kinds: [kind] });
  const stop = await shop.open();
  const id = await shop.jobs.start(floor.store.db, kind, {}, { actor: clerk });
  const row = await ended(id);
  expect(row).toMatchObject({
    status: 'done',
    attempt: 1,
    progress: { done: 3, total: 4, unit: { en: 'pieces' } },
    outcome: { summary: { en: 'three' }, data: { pieces: 3 } },
    problem: null,
    actor: { id: 'clerk' },
  });
  expect(actor).toEqual(clerk);
  await stop();
});

test('a job started in a transaction that is rolled back was never started', async () => {
  const shop = openShop({ store: floor.store, kinds: [counting] });
  await expect(
    floor.store.transaction(async (tx) => {
      await shop.jobs.start(tx, counting, { to: 1 }, { actor: clerk });
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  const { rows } = await sql`select from kernel.job`.execute(floor.store.db);
  expect(rows).toHaveLength(0);
});

test('a key makes it once-only; an input that does not fit, and an unknown kind, are refused', async () => {
  const shop = openShop({ store: floor.store, kinds: [counting] });
  const [first, second] = await Promise.all(
    [1, 2].map(() => shop.jobs.start(floor.store.db, counting, { to: 1 }, { actor: clerk, key: 'batch-7' })),
  );
  expect(second).toBe(first);
  await expect(
    shop.jobs.start(floor.store.db, counting, { to: 'many' as unknown as number }, { actor: clerk }),
  ).rejects.toThrow(z.ZodError);
  await expect(
    shop.jobs.start(
      floor.store.db,
      simple('shop.other', async () => nothing),
      {},
      { actor: clerk },
    ),
  ).rejects.toThrow('no module has the job shop.other');
});

test('an accident is tried again with pauses; a refusal is not; what is kept names no inner words', async () => {
  const tries: number[] = [];
  const shaky = simple('shop.shaky', async (_, run) => {
    tries.push(run.attempt);
    if (run.attempt < 3) throw new Error('secret 13800000000');
    return nothing;
  });
  const hopeless = simple('shop.hopeless', async () => {
    throw new Error('secret 13800000000');
  });
  const refused = simple('shop.refused', async () => {
    throw new Problem(409, 'shop.closed', { zh: '已关门', en: 'closed' }, { since: '18:00' });
  });
  const shop = openShop({ store: floor.store, kinds: [shaky, hopeless, refused] });
  const stop = await shop.open();
  const [a, b, c] = await Promise.all(
    [shaky, hopeless, refused].map((kind) => shop.jobs.start(floor.store.db, kind, {}, { actor: clerk })),
  );
  expect(await ended(a ?? '')).toMatchObject({ status: 'done', attempt: 3, problem: null });
  expect(tries).toEqual([1, 2, 3]);
  expect(await ended(b ?? '')).toMatchObject({
    status: 'failed',
    attempt: 3,
    problem: { status: 500, code: 'jobs.failed' },
  });
  expect(JSON.stringify(await job(b ?? ''))).not.toContain('13800000000');
  expect(await ended(c ?? '')).toMatchObject({
    status: 'failed',
    attempt: 1,
    problem: { status: 409, code: 'shop.closed', detail: { en: 'closed' }, extra: { since: '18:00' } },
  });
  await stop();
});

test('one that waits is cancelled at once, one that runs is told to stop; both can be tried again', async () => {
  let heard = '';
  const patient = simple('shop.patient', async (_, run) => {
    if (run.state === 'second') return nothing;
    await run.checkpoint('second');
    await once(run.signal, 'abort');
    heard = String((run.signal.reason as Error).message);
    throw run.signal.reason;
  });
  const shop = openShop({ store: floor.store, kinds: [patient], workers: 1 });
  const stop = await shop.open();
  const running = await shop.jobs.start(floor.store.db, patient, {}, { actor: clerk });
  await until(async () => (await job(running)).status === 'running', 'running');
  const waiting = await shop.jobs.start(floor.store.db, patient, {}, { actor: clerk });
  expect(await askToCancel(floor.store.db, waiting, new Date().toISOString())).toMatchObject({
    status: 'cancelled',
  });
  expect(await askToCancel(floor.store.db, running, new Date().toISOString())).toMatchObject({
    status: 'running',
  });
  expect(await ended(running)).toMatchObject({ status: 'cancelled', problem: null });
  expect(heard).toBe('cancelled');
  expect(await askToCancel(floor.store.db, running, new Date().toISOString())).toBeUndefined();
  expect(await queueAgain(floor.store.db, running, undefined)).toMatchObject({ status: 'queued' });
  expect(await ended(running)).toMatchObject({ status: 'done' });
  expect(await queueAgain(floor.store.db, running, undefined)).toBeUndefined();
  await stop();
});

test('what is brief does not wait for long work that has taken every worker, and long work for nothing brief', async () => {
  const release = new AbortController();
  const long = simple('shop.long', async (_, run) => {
    await Promise.race([once(release.signal, 'abort'), once(run.signal, 'abort')]);
    return nothing;
  });
  const brief = { ...simple('shop.brief', async () => nothing), brief: true as const };
  const shop = openShop({ store: floor.store, kinds: [long, brief], workers: 1 });
  const stop = await shop.open();
  const start = (kind: typeof long) => shop.jobs.start(floor.store.db, kind, {}, { actor: clerk });
  const running = await start(long);
  await until(async () => (await job(running)).status === 'running', 'running');
  const waiting = await start(long);
  for (const id of [await start(brief), await start(brief)])
    expect(await ended(id)).toMatchObject({ status: 'done' });
  expect(await job(waiting)).toMatchObject({ status: 'queued' });
  release.abort();
  expect(await ended(running)).toMatchObject({ status: 'done' });
  await stop();
});

test('a stop is no failure: the job goes on from its checkpoint after the next start', async () => {
  const first = openShop({ store: floor.store, kinds: [counting] });
  const stopFirst = await first.open();
  const id = await first.jobs.start(floor.store.db, counting, { to: 30, pauseMs: 10 }, { actor: clerk });
  await until(async () => (await counted(id)).length >= 5, 'five numbers');
  await stopFirst();
  expect(await job(id)).toMatchObject({ status: 'queued', attempt: 1, problem: null });
  const half = (await counted(id)).length;
  expect(half).toBeLessThan(30);
  const stop = await openShop({ store: floor.store, kinds: [counting] }).open();
  expect(await ended(id)).toMatchObject({ status: 'done', attempt: 1 });
  expect(await counted(id)).toEqual(upTo(30));
  await stop();
});

test('a job that does not stop in time is left in the queue, and what it still does afterwards does not count', async () => {
  let release = (): void => undefined;
  let late = '';
  const stubborn = simple('shop.stubborn', async (_, run) => {
    if (run.state === 'half') return nothing;
    await run.checkpoint('half');
    await new Promise<void>((resolve) => (release = resolve));
    await run.checkpoint('too late').catch((error: unknown) => {
      late = String(error);
      throw error;
    });
    return nothing;
  });
  const first = openShop({ store: floor.store, kinds: [stubborn], timing: { stopMs: 100 } });
  const stopFirst = await first.open();
  const id = await first.jobs.start(floor.store.db, stubborn, {}, { actor: clerk });
  const state = async () =>
    (await sql<{ state: unknown }>`select state from kernel.job where id = ${id}`.execute(floor.store.db))
      .rows[0]?.state;
  await until(async () => (await state()) === 'half', 'its checkpoint');
  await stopFirst();
  expect(await job(id)).toMatchObject({ status: 'queued', attempt: 1 });
  release();
  await until(async () => late !== '', 'refusal');
  expect(await state()).toBe('half');
  const stop = await openShop({ store: floor.store, kinds: [stubborn] }).open();
  expect(await ended(id)).toMatchObject({ status: 'done', attempt: 1 });
  await stop();
});

test('progress is written at most at the pulse, with rate and time left', async () => {
  const shop = openShop({ store: floor.store, kinds: [counting], timing: { pulseMs: 100 } });
  const stop = await shop.open();
  const id = await shop.jobs.start(floor.store.db, counting, { to: 40, pauseMs: 15 }, { actor: clerk });
  const seen = await until(async () => {
    const { progress } = await job(id);
    return progress?.etaSeconds !== undefined && progress;
  }, 'an estimate');
  expect(seen).toMatchObject({ total: 40, unit: { en: 'numbers' } });
  expect(seen.rate).toBeGreaterThan(0);
  expect(await ended(id)).toMatchObject({ progress: { done: 40 } });
  await stop();
});
