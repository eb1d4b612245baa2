import { afterEach, expect, test, vi } from 'vitest';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startListening, type Beat, type BeatSource } from './heart.ts';

afterEach(() => {
  vi.useRealTimers();
});

function lines() {
  const open: (BeatSource & { closed: boolean })[] = [];
  return {
    open,
    newest: () => open.at(-1) as BeatSource,
    make: (): BeatSource => {
      const source = {
        closed: false,
        onbeat: () => undefined,
        close() {
          this.closed = true;
        },
      };
      open.push(source);
      return source;
    },
  };
}

const beatOf = (version: string) => JSON.stringify({ version, at: '2026-11-30T08:00:00Z' });

test('beats are told; silence is told once a line, and each line is closed before the next is opened', () => {
  vi.useFakeTimers();
  const { open, newest, make } = lines();
  const told: string[] = [];
  const stop = startListening({
    open: make,
    beat: ({ version }: Beat) => told.push(version),
    silent: () => told.push('silent'),
    silentAfterMs: 15_000,
  });
  newest().onbeat(beatOf('1'));
  vi.advanceTimersByTime(14_000);
  newest().onbeat(beatOf('2'));
  vi.advanceTimersByTime(14_000);
  expect(told).toEqual(['1', '2']);
  vi.advanceTimersByTime(31_000);
  expect(told).toEqual(['1', '2', 'silent', 'silent', 'silent']);
  expect(open.map(({ closed }) => closed)).toEqual([true, true, true, false]);
  newest().onbeat(beatOf('3'));
  expect(told.at(-1)).toBe('3');
  expect(vi.getTimerCount()).toBe(1);
  stop();
  newest().onbeat(beatOf('4'));
  expect([told.at(-1), vi.getTimerCount(), open.at(-1)?.closed]).toEqual(['3', 0, true]);
});

test('forty thousand beats leave nothing behind', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const { open, newest, make } = lines();
  let last = '';
  const stop = startListening({
    open: make,
    beat: ({ version }) => {
      last = version;
    },
    silent: () => undefined,
    silentAfterMs: 15_000,
  });
  const beats = (from: number, to: number) => {
    for (let at = from; at < to; at += 1) newest().onbeat(beatOf(String(at)));
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = beats(0, 20_000);
  const grown = beats(20_000, 20_000 + 40_000) - before;
  stop();
  expect(last).toBe('59999');
  expect(open).toHaveLength(1);
  expect(grown, 'bytes').toBeLessThan(300_000);
});
