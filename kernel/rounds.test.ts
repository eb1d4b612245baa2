import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openLog } from './log.ts';
import { startRounds } from './rounds.ts';

const log = openLog('silent');

test('woken it looks at once; woken during a round it looks once more, and then rests', async () => {
  let looks = 0;
  let finish = (): void => undefined;
  const rounds = startRounds({
    name: 'trial',
    everyMs: 60_000,
    log,
    round: async () => {
      looks += 1;
      if (looks === 2) await new Promise<void>((resolve) => (finish = resolve));
      return false;
    },
  });
  await expect.poll(() => looks).toBe(1);
  rounds.wake();
  await expect.poll(() => looks).toBe(2);
  // What is there only now may have been too late for the look that is under way.
  rounds.wake();
  rounds.wake();
  finish();
  await expect.poll(() => looks).toBe(3);
  await sleep(100);
  expect(looks).toBe(3);
  await rounds.stop();
});

test('a round that found something is followed by another at once', async () => {
  let left = 3;
  const rounds = startRounds({ name: 'trial', everyMs: 60_000, log, round: async () => --left > 0 });
  await expect.poll(() => left).toBe(0);
  await rounds.stop();
  expect(left).toBe(0);
});
