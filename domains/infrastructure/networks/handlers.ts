import { scopeOf } from '#kernel/actor';
import type { Handlers } from '#kernel/module';
import type { operations } from './contract.ts';
import { listGaps, lookedAt } from './store.ts';

/** No division is below this one: an actor without a division sees none. */
const nowhere = '-';

export const handlers: Handlers<typeof operations> = {
  async gaps({ query: { within, after = '', limit } }, { actor, db, clock }) {
    const below = scopeOf(actor, 'networks:plan') === 'city' ? undefined : (actor.division ?? nowhere);
    const found = await listGaps(db, { within, after, limit: limit + 1, below });
    const { villages: looked, simulated } = await lookedAt(db, below);
    const items = found.slice(0, limit).map((gap) => ({ ...gap, simulated }));
    const next = found.length > limit ? (items.at(-1)?.division ?? null) : null;
    return { items, next, looked, asOf: clock.now().toISOString() };
  },
};
