import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startPolling } from './poll.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const usual = { everyMs: () => 15_000, timeoutMs: 12_000 };

test('asks, waits, asks again; a lost line is told and does not end it', async () => {
  const told: unknown[] = [];
  let asked = 0;
  const poll = startPolling({
    ...usual,
    ask: async () => {
      asked += 1;
      if (asked === 2) throw new Error('cut');
      return asked;
    },
    answered: (answer) => told.push(answer),
    lost: (error) => told.push((error as Error).message),
  });
  await vi.advanceTimersByTimeAsync(30_000);
  expect(told).toEqual([1, 'cut', 3]);
  expect(vi.getTimerCount(), 'one timer, however long it runs').toBe(1);
  poll.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toBe(3);
  expect(vi.getTimerCount()).toBe(0);
});

/** Answers only by being broken off. */
const silent = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
  });

test('a platform that says nothing is lost after a while, and asked again', async () => {
  const lost = vi.fn<(error: unknown) => void>();
  const ask = vi.fn<(signal: AbortSignal) => Promise<never>>(silent);
  const poll = startPolling({ ...usual, ask, answered: () => undefined, lost });
  await vi.advanceTimersByTimeAsync(12_000);
  expect(lost).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(ask).toHaveBeenCalledTimes(2);
  poll.stop();
  await vi.advanceTimersByTimeAsync(1000);
  expect(lost, 'what was broken off by leaving is no loss').toHaveBeenCalledTimes(1);
});

test('woken, it asks at once; while a question is under way, once more after it', async () => {
  let asked = 0;
  const answers: (() => void)[] = [];
  const poll = startPolling({
    ...usual,
    ask: () => {
      asked += 1;
      return new Promise<void>((resolve) => answers.push(resolve));
    },
    answered: () => undefined,
    lost: () => undefined,
  });
  poll.wake(500);
  poll.wake(500);
  await vi.advanceTimersByTimeAsync(2000);
  expect(asked, 'never two at once').toBe(1);
  answers[0]?.();
  await vi.advanceTimersByTimeAsync(500);
  expect(asked).toBe(2);
  answers[1]?.();
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked, 'woken twice, asked once').toBe(2);
  poll.wake(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toBe(3);
  poll.stop();
  answers[2]?.();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([asked, vi.getTimerCount()]).toEqual([3, 0]);
});
