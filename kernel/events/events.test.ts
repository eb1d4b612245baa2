import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineEvent } from '../event.ts';
import { subscription, type Subscription } from '../module.ts';
import { until } from '../jobs/test-shop.ts';
import { testFloor } from '../test-ground.ts';
import { dropLetter, listLetters, replayLetters } from './desk.ts';
import { heard, heardCount, mark, marking, openSquare, rang } from './test-square.ts';

const floor = testFloor(['kernel.dead_letter', 'kernel.event', 'kernel.event_cursor']);
const letters = (status: 'dead' | 'retrying' | 'parked' | 'dropped') =>
  listLetters(floor.store.db, { status, limit: 200, after: undefined, subscriber: undefined });
const upTo = (most: number) => Array.from({ length: most }, (_, index) => index + 1);

test('what was rolled back did not happen; what did is told to every subscriber, also to one that comes later', async () => {
  const { store } = floor;
  const first = openSquare(store, [marking('square.early')]);
  const stop = await first.open();
  await store.transaction(async (tx) => {
    await first.ring(tx, 'north', 1);
    await first.ring(tx, 'north', 2);
  });
  await expect(
    store.transaction(async (tx) => {
      await first.ring(tx, 'north', 99);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await first.ring(store.db, 'south', 1);
  await until(async () => (await heardCount(store, 'square.early')) === 3, 'three events');
  await stop();

  const stopLater = await openSquare(store, [marking('square.early'), marking('square.late')]).open();
  await until(async () => (await heardCount(store, 'square.late')) === 3, 'three events later');
  expect(await heard(store, 'square.late')).toEqual({ north: [1, 2], south: [1] });
  expect(await heard(store, 'square.early')).toEqual({ north: [1, 2], south: [1] });
  await stopLater();
});

test('a subscriber is told what happened, when, and by whom it was written; other versions are not its business', async () => {
  const { store } = floor;
  const told: unknown[] = [];
  const square = openSquare(store, [
    subscription('square.curious', rang, async (happened, context) => {
      told.push(happened, context.actor.id);
    }),
    subscription('square.future', defineEvent({ ...rang, version: 2 }), async () => {
      told.push('version 2');
    }),
  ]);
  const stop = await square.open();
  await square.events.emit(store.db, rang, {
    key: 'north',
    payload: { number: 7 },
    occurredAt: '2016-05-01T08:00:00.000Z',
  });
  await until(async () => told.length >= 2, 'to be told');
  expect(told).toEqual([
    {
      id: expect.any(Number),
      name: 'square.bell-rang',
      version: 1,
      key: 'north',
      payload: { number: 7 },
      occurredAt: '2016-05-01T08:00:00.000Z',
      recordedAt: expect.stringMatching(/Z$/),
    },
    'system',
  ]);
  await stop();
});

test('an event that does not fit its kind, or that no module declares, is refused; so are two subscribers of one name', async () => {
  const { store } = floor;
  const square = openSquare(store, []);
  const wrong = { key: 'north', payload: { number: 'many' as unknown as number } };
  await expect(square.events.emit(store.db, rang, wrong)).rejects.toThrow(z.ZodError);
  const unknown = defineEvent({ ...rang, name: 'square.unheard-of' });
  await expect(square.events.emit(store.db, unknown, { key: 'a', payload: { number: 1 } })).rejects.toThrow(
    'no module declares the event square.unheard-of@1',
  );
  expect(() => openSquare(store, [marking('square.same'), marking('square.same')])).toThrow('square.same');
});

test('a failure is tried again, then laid aside with all that follows of its key; other keys and subscribers go on', async () => {
  const { store } = floor;
  let broken = true;
  let tries = 0;
  const picky = marking('square.picky', (number, key) => {
    if (key !== 'north' || number !== 2 || !broken) return;
    tries++;
    throw new Error('not this one 13800000000');
  });
  const square = openSquare(store, [picky, marking('square.calm')]);
  const stop = await square.open();
  for (const number of upTo(4))
    for (const key of ['north', 'south']) await square.ring(store.db, key, number);
  await until(async () => (await letters('dead')).length === 1, 'a dead letter');
  await until(async () => (await heardCount(store, 'square.calm')) === 8, 'the calm one');
  await until(async () => (await heardCount(store, 'square.picky')) === 5, 'what the picky one takes');
  await until(async () => (await letters('parked')).length === 2, 'what follows the dead one');
  expect(tries).toBe(3);
  expect(await heard(store, 'square.picky')).toEqual({ north: [1], south: [1, 2, 3, 4] });
  const [dead] = await letters('dead');
  expect(dead).toMatchObject({ subscriber: 'square.picky', key: 'north', attempts: 3, parkedBehind: 2 });
  expect(dead?.problem).toMatchObject({ code: 'events.handler-failed' });
  expect(JSON.stringify(dead)).not.toContain('13800000000');
  await square.ring(store.db, 'north', 5);
  await until(async () => (await letters('parked')).length === 3, 'a third one parked');

  broken = false;
  expect(await replayLetters(store.db, {})).toBe(1);
  await until(async () => (await heard(store, 'square.picky'))['north']?.length === 5, 'all of north');
  expect(await heard(store, 'square.picky')).toEqual({ north: upTo(5), south: upTo(4) });
  for (const status of ['dead', 'retrying', 'parked'] as const) expect(await letters(status)).toEqual([]);
  await stop();
});

test('a dead letter that is dropped lets the next ones pass, and stays on record', async () => {
  const { store } = floor;
  const square = openSquare(store, [
    marking('square.strict', (number) => {
      if (number === 1) throw new Error('never');
    }),
  ]);
  const stop = await square.open();
  for (const number of upTo(3)) await square.ring(store.db, 'north', number);
  const dead = await until(async () => (await letters('dead'))[0], 'a dead letter');
  const why = { by: 'clerk', reason: 'rung by mistake', at: new Date().toISOString() };
  expect(await store.transaction((tx) => dropLetter(tx, dead, why))).toBe(true);
  await until(async () => (await heardCount(store, 'square.strict')) === 2, 'the rest');
  expect(await heard(store, 'square.strict')).toEqual({ north: [2, 3] });
  expect(await letters('dropped')).toMatchObject([
    { id: dead.id, droppedBy: 'clerk', reason: 'rung by mistake' },
  ]);
  expect(await store.transaction((tx) => dropLetter(tx, dead, why))).toBe(false);
  await stop();
});

test('a subscriber that spoils its transaction, or hangs, loses only what it did itself', async () => {
  const { store } = floor;
  const spoiler = subscription('square.spoiler', rang, async ({ key, payload }, context) => {
    await mark(context.db, 'square.spoiler', key, payload.number);
    if (payload.number === 2) await sql`select 1 / 0`.execute(context.db).catch(() => undefined);
  });
  const hanging = subscription('square.hanging', rang, async ({ key, payload }, context) => {
    await mark(context.db, 'square.hanging', key, payload.number);
    if (payload.number === 2) await new Promise(() => undefined);
  });
  // One that goes on writing while its time is over: what it says then must not be kept by itself.
  const tireless = subscription('square.tireless', rang, async ({ key, payload }, context) => {
    const times = payload.number === 2 ? 200 : 1;
    for (let time = 0; time < times; time++) {
      await mark(context.db, 'square.tireless', key, payload.number);
      if (times > 1) await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
  const all: Subscription[] = [spoiler, hanging, tireless, marking('square.calm')];
  const square = openSquare(store, all, { handlerMs: 250 });
  const stop = await square.open();
  await store.transaction(async (tx) => {
    for (const number of upTo(3)) await square.ring(tx, `key-${number}`, number);
  });
  await until(async () => (await letters('dead')).length === 3, 'three dead letters');
  const rest = { 'key-1': [1], 'key-3': [3] };
  for (const name of ['square.spoiler', 'square.hanging', 'square.tireless'])
    await until(async () => (await heardCount(store, name)) === 2, `what is left to ${name}`);
  await until(async () => (await heardCount(store, 'square.calm')) === 3, 'all to the calm one');
  expect(await heard(store, 'square.spoiler')).toEqual(rest);
  expect(await heard(store, 'square.hanging')).toEqual(rest);
  expect(await heard(store, 'square.tireless')).toEqual(rest);
  expect(await heard(store, 'square.calm')).toEqual({ ...rest, 'key-2': [2] });
  const codes = (await letters('dead')).map((letter) => letter.problem?.code).toSorted();
  expect(codes).toEqual(['events.handler-failed', 'events.handler-too-slow', 'events.handler-too-slow']);
  await stop();
});

test('who waits for events hears of them while others keep coming', async () => {
  const { store } = floor;
  const square = openSquare(store, [marking('square.patient')]);
  const stop = await square.open();
  let isWriting = true;
  const writer = async (): Promise<void> => {
    for (let number = 1; isWriting; number += 1) await square.ring(store.db, 'stream', number);
  };
  const writing = writer();
  await until(async () => (await heardCount(store, 'square.patient')) > 0, 'the first while more come');
  isWriting = false;
  await writing;
  await stop();
});
