import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bytesOf, sharing } from './shared-answer.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A store whose state goes on, and how often it was read. */
function store() {
  const kept = { state: 0, reads: 0 };
  const read = async () => {
    kept.reads += 1;
    return { state: kept.state };
  };
  return { kept, read };
}

test('many who ask at once share a reading that began after each of them asked', async () => {
  const { kept, read } = store();
  const ask = sharing<{ state: number }>(100);
  const first = ask('a', read);
  kept.state = 1;
  const later = Array.from({ length: 300 }, () => ask('a', read));
  const other = ask('b', read);
  await vi.advanceTimersByTimeAsync(99);
  kept.state = 2;
  later.push(ask('a', read));
  await vi.advanceTimersByTimeAsync(1);
  expect([await first, await other]).toEqual([{ state: 0 }, { state: 1 }]);
  const answers = await Promise.all(later);
  expect([new Set(answers).size, answers[0], kept.reads]).toEqual([1, { state: 2 }, 3]);
  await vi.advanceTimersByTimeAsync(100);
  expect([await ask('a', read), kept.reads], 'who asks alone waits for nobody').toEqual([{ state: 2 }, 4]);
  await vi.advanceTimersByTimeAsync(100);
  expect(vi.getTimerCount()).toBe(0);
});

test('a reading that fails fails for those who share it, and for nobody after them', async () => {
  const { read } = store();
  const ask = sharing<{ state: number }>(100);
  await ask('a', read);
  const fails = async () => {
    throw new Error('the store is away');
  };
  const shared = Promise.allSettled([ask('a', fails), ask('a', read)]);
  await vi.advanceTimersByTimeAsync(100);
  expect((await shared).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const next = ask('a', read);
  await vi.advanceTimersByTimeAsync(100);
  expect(await next).toEqual({ state: 0 });
});

test('what is shared is written and compressed once; what is not, not here', async () => {
  vi.useRealTimers();
  const { read } = store();
  const ask = sharing<{ state: number }>(1);
  const write = vi.fn<() => string>(() => 'text');
  expect(bytesOf(await ask('a', read), write), 'asked for by one alone').toBeUndefined();
  const [one, other] = await Promise.all([ask('a', read), ask('a', read)]);
  expect(await bytesOf(one, write)).toBe(await bytesOf(other, write));
  expect(write.mock.calls.length).toBe(1);
  expect([bytesOf(undefined, write), bytesOf('text', write)]).toEqual([undefined, undefined]);
});
