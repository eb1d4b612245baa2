import { expect, test } from 'vitest';
import { Room } from './room.ts';

const measures = { most: 10, mostOfOne: 6, patienceMs: 60_000 };

/** Whether something is settled by now. */
async function isThere(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const note = (): void => void (settled = true);
  promise.then(note, note);
  await new Promise(setImmediate);
  return settled;
}

test('no more rows are held than there is room for, and of one agreement no more than its part', async () => {
  const room = new Room(measures);
  const first = await room.take('a', 6);
  const [ofSame, ofOther] = [room.take('a', 1), room.take('b', 4)];
  // Its own agreement is full; the one behind it does not wait for that.
  expect(await isThere(ofSame)).toBe(false);
  expect(await isThere(ofOther)).toBe(true);
  const third = room.take('c', 1);
  expect(await isThere(third)).toBe(false);
  first.shrink(4);
  expect(await isThere(ofSame)).toBe(true);
  expect(await isThere(third)).toBe(true);
  first.free();
  first.free();
  const rest = room.take('d', 5);
  expect(await isThere(rest)).toBe(false);
  (await ofOther).free();
  expect(await isThere(rest)).toBe(true);
});

test('what is greater than the part of one agreement enters alone', async () => {
  const room = new Room(measures);
  const great = await room.take('a', 1_000);
  expect(await isThere(room.take('a', 1))).toBe(false);
  great.free();
  expect(await isThere(room.take('a', 5))).toBe(true);
});

test('who waits too long is told to come again, and stands in nobody’s way', async () => {
  const room = new Room({ ...measures, patienceMs: 20 });
  const held = await room.take('a', 6);
  await expect(room.take('b', 5)).rejects.toMatchObject({ status: 429, code: 'exchange.busy' });
  held.free();
  const all = await Promise.all([room.take('c', 5), room.take('d', 5)]);
  expect(all).toHaveLength(2);
});
