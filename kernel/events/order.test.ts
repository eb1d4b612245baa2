import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test, type TestContext } from 'vitest';
import type { Db } from '../db/index.ts';
import { until } from '../jobs/test-shop.ts';
import { testFloor } from '../test-ground.ts';
import { replayLetters } from './desk.ts';
import { heard, heardCount, mark, marking, openSquare } from './test-square.ts';

const floor = testFloor(['kernel.dead_letter', 'kernel.event', 'kernel.event_cursor']);
const upTo = (most: number) => Array.from({ length: most }, (_, index) => index + 1);
const onlyWhereTransactionsOverlap = ({ skip }: TestContext) => {
  if (!floor.store.capabilities.concurrentSessions) skip();
};

/** A transaction that does something, waits to be told, does something more, and commits. */
function inTwoSteps(first: (tx: Db) => Promise<unknown>, second: (tx: Db) => Promise<unknown>) {
  let goOn = (): void => undefined;
  const told = new Promise<void>((resolve) => (goOn = resolve));
  let begun = (): void => undefined;
  const hasBegun = new Promise<void>((resolve) => (begun = resolve));
  const committed = floor.store.transaction(async (tx) => {
    await first(tx);
    begun();
    await told;
    await second(tx);
  });
  return {
    hasBegun,
    async finish() {
      goOn();
      await committed;
    },
  };
}

const nothing = () => Promise.resolve();

test('an event that was written early and committed late is not skipped', async (context) => {
  onlyWhereTransactionsOverlap(context);
  const { store } = floor;
  const square = openSquare(store, [marking('square.a')]);
  const stop = await square.open();
  const slow = inTwoSteps((tx) => square.ring(tx, 'slow', 1), nothing);
  await slow.hasBegun;
  await square.ring(store.db, 'fast', 1);
  await until(
    async () => (await heard(store, 'square.a'))['fast'],
    'the fast one, past the open transaction',
  );
  await square.ring(store.db, 'fast', 2);
  await until(async () => (await heard(store, 'square.a'))['fast']?.length === 2, 'the second fast one');
  await slow.finish();
  await until(async () => (await heard(store, 'square.a'))['slow'], 'the slow one');
  expect(await heard(store, 'square.a')).toEqual({ fast: [1, 2], slow: [1] });
  await stop();
});

test('what was committed before another was written is told before it, whichever transaction began first', async (context) => {
  onlyWhereTransactionsOverlap(context);
  const { store } = floor;
  const square = openSquare(store, [marking('square.a')]);
  const old = inTwoSteps(
    (tx) => mark(tx, 'other work', 'old', 0),
    (tx) => square.ring(tx, 'north', 2),
  );
  await old.hasBegun;
  const between = inTwoSteps((tx) => mark(tx, 'other work', 'between', 0), nothing);
  await between.hasBegun;
  await square.ring(store.db, 'north', 1);
  await old.finish();
  const stop = await square.open();
  await until(async () => (await heardCount(store, 'square.a')) === 2, 'both');
  expect(await heard(store, 'square.a')).toEqual({ north: [1, 2] });
  await between.finish();
  await stop();
});

test('many writers at once, several nodes: every event once, each key in the order in which it happened', async () => {
  const { store } = floor;
  const keys = ['k0', 'k1', 'k2', 'k3', 'k4'];
  const subscribers = () => ['square.a', 'square.b'].map((name) => marking(name));
  const nodes = [1, 2, 3].map(() => openSquare(store, subscribers(), { batchSize: 7 }));
  const stops = await Promise.all(nodes.map((node) => node.open()));
  await sql`create table if not exists public.bell (key text primary key, number bigint not null)`.execute(
    store.db,
  );
  await sql`delete from public.bell`.execute(store.db);
  for (const key of keys) await sql`insert into public.bell values (${key}, 0)`.execute(store.db);
  const writer = async (seed: number) => {
    for (let turn = 0; turn < 25; turn++) {
      const key = keys[(seed * 7 + turn * 3) % keys.length] ?? '';
      await store.transaction(async (tx) => {
        if (turn % 3 === 0) await mark(tx, 'other work', key, turn);
        const { rows } = await sql<{ number: number }>`
          update public.bell set number = number + 1 where key = ${key} returning number`.execute(tx);
        await nodes[seed % 3]?.ring(tx, key, rows[0]?.number ?? 0);
        if (turn % 4 === 0) await new Promise((resolve) => setTimeout(resolve, seed % 5));
      });
    }
  };
  await Promise.all(upTo(6).map(writer));
  for (const name of ['square.a', 'square.b']) {
    await until(async () => (await heardCount(store, name)) >= 150, `all for ${name}`);
    const byKey = await heard(store, name);
    for (const key of keys) expect(byKey[key]).toEqual(upTo(byKey[key]?.length ?? 0));
    expect(await heardCount(store, name)).toBe(150);
  }
  await Promise.all(stops.map((stop) => stop()));
});

const names = ['square.a', 'square.b', 'square.c'];

/** Delivers in a process of its own, which is killed in the middle once it has handled so many. */
async function deliverAndDie(afterHandling: number): Promise<void> {
  const { folder, url } = floor.ground.place;
  const program = join(import.meta.dirname, 'test-delivery-worker.ts');
  const child = spawn(process.execPath, [program, folder, ...(url ? [url] : [])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const died = once(child, 'exit');
  let handled = 0;
  child.stdout.on('data', (dots: Buffer) => {
    handled += dots.length;
    if (handled >= afterHandling) child.kill('SIGKILL');
  });
  await died;
}

test('subscribers that fail at random, in a process that is killed: in the end each was told everything, in order', async () => {
  const square = openSquare(floor.store, []);
  const total = 600;
  await floor.store.transaction(async (tx) => {
    for (let index = 0; index < total; index++)
      await square.ring(tx, `key-${index % 20}`, Math.floor(index / 20) + 1);
  });
  await floor.store.close();
  await deliverAndDie(150);
  await deliverAndDie(300);

  floor.store = await floor.ground.open();
  const { store } = floor;
  const half = await Promise.all(names.map((name) => heardCount(store, name)));
  expect(Math.max(...half)).toBeGreaterThan(0);
  expect(Math.min(...half)).toBeLessThan(total);
  const shaky = () => {
    if (Math.random() < 0.1) throw new Error('at random');
  };
  const stop = await openSquare(
    store,
    names.map((name) => marking(name, shaky)),
  ).open();
  await until(
    async () => {
      await replayLetters(store.db, {});
      const counts = await Promise.all(names.map((name) => heardCount(store, name)));
      return counts.every((count) => count >= total);
    },
    'everything',
    60_000,
  );
  for (const name of names) {
    const byKey = await heard(store, name);
    for (const numbers of Object.values(byKey)) expect(numbers).toEqual(upTo(total / 20));
    expect(Object.keys(byKey)).toHaveLength(20);
  }
  await stop();
}, 120_000);
