import { scopeOf } from '#kernel/actor';
import type { Handlers } from '#kernel/module';
import { Problem } from '#kernel/problem';
import type { operations } from './contract.ts';
import { ownerOfTerminal, removeKey } from './store.ts';
import { texts } from './texts.ts';

export const handlers: Handlers<typeof operations> = {
  async release({ params: { phone } }, context) {
    const { actor, db } = context;
    const owner = await ownerOfTerminal(db, phone);
    const own = scopeOf(actor, 'fleet:write') === 'city' || owner === actor.organisation;
    if (owner === undefined || !own) throw new Problem(404, 'fleet.no-terminal', texts.noTerminal);
    return { released: await removeKey(db, phone) };
  },
};
