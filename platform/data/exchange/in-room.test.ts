import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { readInRoom } from './in-room.ts';
import { Room } from './room.ts';
import type { Taken } from './taking.ts';

// Whoever goes away while a great read waits or is read: nothing is read for nobody, and room is given back once and in time.

const room = () => new Room({ most: 10, mostOfOne: 10, patienceMs: 50 });
const response = () => new ServerResponse(new IncomingMessage(new Socket()));
const wanted = { of: 'XY-1', rows: 10 };
const taken: Taken = { rows: { count: 4 } as Taken['rows'], isLast: true };
/** As the server does when a line is closed. */
function leave(raw: ServerResponse): void {
  raw.destroy();
  raw.emit('close');
}

test('who has gone while waiting is not read for, and keeps no room', async () => {
  const rooms = room();
  const first = await rooms.take('XY-2', 10);
  const raw = response();
  let reads = 0;
  const read = () => {
    reads += 1;
    return Promise.resolve(taken);
  };
  const answer = readInRoom(rooms, raw, wanted, read);
  leave(raw);
  first.free();
  expect(await answer).toBeUndefined();
  expect(reads).toBe(0);
  (await rooms.take('XY-3', 10)).free();
});

test('who goes away during the read gets nothing, and the room is free when the read has ended, not before', async () => {
  const rooms = room();
  const raw = response();
  const gate = Promise.withResolvers<Taken>();
  const answer = readInRoom(rooms, raw, wanted, () => gate.promise);
  await Promise.resolve();
  leave(raw);
  await expect(rooms.take('XY-3', 10)).rejects.toMatchObject({ code: 'exchange.busy' });
  gate.resolve(taken);
  expect(await answer).toBeUndefined();
  (await rooms.take('XY-3', 10)).free();
});

test('what was read is held until it has left; what could not be read until its answer has', async () => {
  const rooms = room();
  const raw = response();
  expect(await readInRoom(rooms, raw, wanted, () => Promise.resolve(taken))).toBe(taken);
  await expect(rooms.take('XY-3', 7)).rejects.toMatchObject({ code: 'exchange.busy' });
  raw.emit('finish');
  (await rooms.take('XY-3', 10)).free();
  const broken = response();
  const answer = readInRoom(rooms, broken, wanted, () => Promise.reject(new Error('lake')));
  await expect(answer).rejects.toThrow('lake');
  broken.emit('finish');
  (await rooms.take('XY-3', 10)).free();
});
