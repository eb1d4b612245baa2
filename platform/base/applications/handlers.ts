import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Handlers } from '#kernel/module';
import { applyMessages, applyTodos } from './apply.ts';
import type { operations } from './contract.ts';
import { menuFor, openDoor } from './doors.ts';
import { setFeedKey } from './feed-key.ts';
import { pullJob } from './jobs.ts';
import { lookAt } from './look.ts';
import { feedFor, systemFor } from './scope.ts';
import { connectSystem, setInside } from './sign-on.ts';
import { stateOf } from './state.ts';
import { findFavourites, setFavourite, type SystemRow } from './store.ts';
import { countUse } from './use.ts';

const done = { done: true } as const;

const pushed = <T>(
  context: Context,
  key: string,
  apply: (at: { context: Context; tx: Db; system: SystemRow }) => Promise<T[]>,
) =>
  context.transaction(async (tx) => {
    const system = await systemFor(context, tx, key, 'applications:push');
    return { items: await apply({ context, tx, system }) };
  });

export const handlers: Handlers<typeof operations> = {
  menu: async (_input, context) => ({
    items: await menuFor(context),
    favourites: await findFavourites(context.db, context.actor.id),
  }),

  favourite: async ({ body: { entry, on } }, context) => {
    const { actor } = context;
    await context.transaction((tx) => setFavourite(tx, actor.id, entry, on));
    return { favourites: await findFavourites(context.db, actor.id) };
  },

  open: async ({ params: { key }, body: { to } }, context) => {
    const { system, opened } = await openDoor(context, key, to);
    // The others are counted where they sign on: people come there by other ways too.
    if (system.signOn === 'own')
      await context.transaction((tx) => countUse(context, tx, system, context.actor.id));
    return opened;
  },

  state: async ({ params: { key } }, context) =>
    stateOf(context, await systemFor(context, context.db, key, 'applications:read')),

  look: async ({ params: { key } }, context) => {
    const system = await systemFor(context, context.db, key, 'applications:write');
    if (system.address !== null) await lookAt(context, system);
    return stateOf(context, await systemFor(context, context.db, key, 'applications:write'));
  },

  inside: async ({ params: { key }, body: { inside } }, context) => {
    await setInside(context, key, inside);
    return done;
  },

  connect: ({ params: { key }, body }, context) => connectSystem(context, key, body),

  pull: async ({ params: { key } }, context) => {
    const { feed } = await feedFor(context, context.db, key);
    return {
      job: await context.startJob(context.db, pullJob, { feed: feed.code }, { actor: context.actor }),
    };
  },

  credential: async ({ params: { key }, body: { secret } }, context) => {
    await context.transaction(async (tx) => {
      const { feed } = await feedFor(context, tx, key);
      await setFeedKey(context, tx, feed.code, secret);
    });
    return done;
  },

  pushTodos: ({ params: { key }, body: { items } }, context) =>
    pushed(context, key, (at) => applyTodos(at, items, { feed: null })),

  pushMessages: ({ params: { key }, body: { items } }, context) =>
    pushed(context, key, (at) => applyMessages(at, items)),
};
