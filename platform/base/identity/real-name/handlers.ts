import type { Handlers } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import type { operations } from '../contract.ts';
import { findLinks } from '../outside/store.ts';
import { providersOf } from '../outside/providers.ts';
import { requireSession, sessionOf } from '../signed-in.ts';
import { findAccount } from '../store.ts';
import { texts } from '../texts.ts';
import { decideConflict } from './conflicts.ts';
import { findLevel, findNumber } from './level-store.ts';
import { proveNumber } from './prove.ts';

const done = { done: true } as const;

type Mine = 'providers' | 'realName' | 'proveNumber' | 'verifyInPerson' | 'decideConflict';

export const realNameHandlers: Handlers<Pick<typeof operations, Mine>> = {
  providers: async (_input, context) => ({
    items: providersOf(context.config).map(({ code, title }) => ({ code, title })),
  }),

  realName: async (_input, context) => {
    const { account } = requireSession(context.actor);
    const known = await findLevel(context.db, account);
    const titles = new Map(providersOf(context.config).map(({ code, title }) => [code, title]));
    const links = await findLinks(context.db, account);
    return {
      level: known?.level ?? 1,
      basis: known?.basis ?? null,
      at: known?.at ?? null,
      numbered: (await findNumber(context.db, account)) !== undefined,
      linked: links.map(({ provider: code, lastAt }) => ({
        code,
        lastAt,
        title: titles.get(code) ?? { zh: code, en: code },
      })),
    };
  },

  proveNumber: async ({ body }, context) => {
    const { account, acting } = requireSession(context.actor);
    if (context.actor.kind !== 'citizen' || acting !== null)
      throw new Problem(403, 'identity.citizens-only', texts.citizensOnly);
    await proveNumber(context, account, body, { level: 2, basis: 'register', seen: false });
    return done;
  },

  verifyInPerson: async ({ body: { account: name, ...claimed } }, context) => {
    if (sessionOf(context.actor)?.account === name)
      throw new Problem(403, 'identity.own-conflict', texts.ownConflict);
    const account = await findAccount(context.db, name);
    if (account?.kind !== 'citizen') throw notFound({ zh: '市民账户', en: "citizen's account" }, name);
    await proveNumber(context, name, claimed, { level: 3, basis: 'counter', seen: true });
    return done;
  },

  decideConflict: async ({ params, body }, context) => {
    await decideConflict(context, params.id, body);
    return done;
  },
};
