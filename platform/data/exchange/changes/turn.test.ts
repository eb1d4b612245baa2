import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTwoSides, type TwoSides } from '../testing/two-sides.ts';
import { claimLook } from './store.ts';
import { inLookTurn } from './turn.ts';

let sides: TwoSides;
beforeAll(async () => {
  sides = await openTwoSides();
}, 300_000);
afterAll(() => sides.city.close());

test('whoever compares for longer than the claim holds keeps it; of a lost process it ends by itself', async () => {
  const id = await sides.agreed([{ field: 'mobile', decision: 'grant' }], [], { way: 'subscription' });
  const { db } = sides.city.platform.services.store;
  const context = sides.program.context();
  const tries: boolean[] = [];
  const another = async () => (await inLookTurn(context, id, async () => true)) !== undefined;
  const done = await inLookTurn(
    context,
    id,
    async () => {
      for (let minute = 0; minute < 4; minute += 1) {
        sides.clock.advance(45_000);
        await pause(100);
        tries.push(await another());
      }
      return 'compared';
    },
    10,
  );
  expect(done).toEqual({ done: 'compared' });
  expect(tries).toEqual([false, false, false, false]);
  expect(await another()).toBe(true);
  // A process that is lost says nothing any more.
  const [now, until] = [0, 60_000].map((ms) => new Date(sides.clock.now().getTime() + ms).toISOString());
  expect(await claimLook(db, { agreement: id, by: 'lost', now: now ?? '', until: until ?? '' })).toBe(true);
  expect(await another()).toBe(false);
  sides.clock.advance(61_000);
  expect(await another()).toBe(true);
});
