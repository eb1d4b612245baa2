import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import type { operations } from '../contract.ts';
import { requireSession, sessionOf } from '../signed-in.ts';
import { proveCode } from '../sign-in.ts';
import { holdsPrivileges } from '../risk/note.ts';
import { assessReset } from '../risk/rules.ts';
import { findPosts } from '../store.ts';
import { texts } from '../texts.ts';
import { beginFactor, confirm, removeFactor } from './enrol.ts';
import { findFactor, markProved } from './factor-store.ts';
import { needsFactor } from './rule.ts';

const done = { done: true } as const;

type Mine =
  | 'secondFactor'
  | 'beginSecondFactor'
  | 'confirmSecondFactor'
  | 'proveSecondFactor'
  | 'removeSecondFactor'
  | 'resetSecondFactor';

async function prove(context: Context, code: string): Promise<void> {
  const { account, session } = requireSession(context.actor);
  await proveCode(context, account, code);
  await markProved(context.db, session, context.clock.now().toISOString());
}

export const factorHandlers: Handlers<Pick<typeof operations, Mine>> = {
  secondFactor: async (_input, context) => {
    const { account, post } = requireSession(context.actor);
    const factor = await findFactor(context.db, account);
    const acting = (await findPosts(context.db, account)).find(({ code }) => code === post);
    const at = context.actor.secondFactorAt;
    return {
      since: factor?.confirmedAt ?? null,
      recoveryLeft: factor?.confirmedAt ? factor.recovery.length : 0,
      needed: acting !== undefined && needsFactor(context.config, acting),
      provedAt: at === undefined ? null : new Date(at).toISOString(),
    };
  },
  beginSecondFactor: (_input, context) => beginFactor(context, requireSession(context.actor)),
  confirmSecondFactor: async ({ body }, context) => ({
    recovery: await confirm(context, requireSession(context.actor), body.code),
  }),
  proveSecondFactor: async ({ body }, context) => {
    await prove(context, body.code);
    return done;
  },
  removeSecondFactor: async ({ body }, context) => {
    await prove(context, body.code);
    await removeFactor(context, requireSession(context.actor).account);
    return done;
  },
  resetSecondFactor: async ({ params }, context) => {
    if (sessionOf(context.actor)?.account === params.key)
      throw new Problem(403, 'identity.own-second-factor', texts.ownFactor);
    const risk = assessReset(await holdsPrivileges(context.db, params.key));
    if (!(await removeFactor(context, params.key, risk)))
      throw notFound({ zh: '第二重验证', en: 'second factor' }, params.key);
    return done;
  },
};
