import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beatsOf } from './beats.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('one question a beat, however many listen; none when nobody does', async () => {
  let asked = 0;
  const heart = beatsOf({
    everyMs: 5000,
    mostListeners: 300,
    ask: async () => `beat ${(asked += 1)}`,
    missed: () => undefined,
  });
  const heard = new Map<number, string>();
  const leave = Array.from({ length: 300 }, (_, at) => heart.join((beat) => heard.set(at, beat)));
  expect(
    heart.join(() => undefined),
    'no more than so many',
  ).toBeUndefined();
  await vi.advanceTimersByTimeAsync(10_000);
  expect([asked, heard.size, new Set(heard.values())]).toEqual([3, 300, new Set(['beat 3'])]);
  for (const each of leave) each?.();
  for (const each of leave) each?.();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([asked, heart.listeners, vi.getTimerCount()]).toEqual([3, 0, 0]);
});

test('a beat that cannot be asked falls out and is told of; whoever comes later hears the last one', async () => {
  const missed = vi.fn<(error: unknown) => void>();
  let asked = 0;
  const heart = beatsOf({
    everyMs: 5000,
    mostListeners: 10,
    ask: async () => {
      asked += 1;
      if (asked === 2) throw new Error('the store is away');
      return `beat ${asked}`;
    },
    missed,
  });
  const heard: string[] = [];
  heart.join((beat) => heard.push(beat));
  await vi.advanceTimersByTimeAsync(5000);
  expect([heard, missed.mock.calls.length]).toEqual([['beat 1'], 1]);
  const late: string[] = [];
  heart.join((beat) => late.push(beat));
  expect(late).toEqual(['beat 1']);
  await vi.advanceTimersByTimeAsync(5000);
  expect([heard, late]).toEqual([
    ['beat 1', 'beat 3'],
    ['beat 1', 'beat 3'],
  ]);
});

test('a slow answer is waited for, not asked again', async () => {
  let asked = 0;
  const heart = beatsOf({
    everyMs: 5000,
    mostListeners: 10,
    ask: () => {
      asked += 1;
      return new Promise((resolve) => setTimeout(() => resolve('late'), 12_000));
    },
    missed: () => undefined,
  });
  heart.join(() => undefined);
  await vi.advanceTimersByTimeAsync(11_000);
  expect(asked).toBe(1);
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked).toBe(2);
});
