import { setImmediate } from 'node:timers/promises';

/** Work holds the event loop no longer than this (milliseconds) before everybody else on it has their turn. */
const turn = 10;

/** Does something with each of many, others having their turns in between. */
export async function inTurns<T>(all: Iterable<T>, work: (one: T) => void): Promise<void> {
  let began = performance.now();
  for (const one of all) {
    work(one);
    if (performance.now() - began < turn) continue;
    await setImmediate();
    began = performance.now();
  }
}
