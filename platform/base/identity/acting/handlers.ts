import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import type { NewDelegation, operations } from '../contract.ts';
import { mayAct } from '../rules.ts';
import { requireSession } from '../signed-in.ts';
import { findAccount, findDuties, findPosts, getAccount } from '../store.ts';
import { texts } from '../texts.ts';
import { actingChoices, actingFor } from './acting.ts';
import { delegationFault } from './delegation-rules.ts';
import { endDelegation, findDelegations, insertDelegation, setActing } from './delegation-store.ts';

const done = { done: true } as const;

type Mine = 'delegations' | 'createDelegation' | 'endDelegation' | 'acting' | 'actFor';

async function recipientOf(context: Context, name: string) {
  const account = await findAccount(context.db, name);
  if (!account) return undefined;
  const duties = await findDuties(context.db, name, '');
  return {
    account: account.account,
    kind: account.kind,
    mayAct: mayAct(account, context.clock.now()),
    duties,
  };
}

async function delegate(context: Context, asked: z.output<typeof NewDelegation>): Promise<{ id: string }> {
  const { account, acting } = requireSession(context.actor);
  const now = context.clock.now();
  const wrong = delegationFault(
    {
      from: { account, acting: acting !== null },
      post: (await findPosts(context.db, account)).find(({ code }) => code === asked.post),
      to: await recipientOf(context, asked.to),
      startsAt: new Date(asked.startsAt),
      endsAt: new Date(asked.endsAt),
      permissions: asked.permissions,
    },
    now,
  );
  if (wrong) throw new Problem(422, wrong.code, wrong.words);
  const id = randomUUID();
  await context.transaction(async (tx) => {
    await insertDelegation(tx, { ...asked, id, from: account, createdAt: now.toISOString() });
    await context.ledger(tx, {
      action: 'administer',
      resource: 'identity.delegation',
      subjects: [account, asked.to],
      basis: asked.basis,
      detail: { done: 'given', delegation: id, post: asked.post, permissions: [...asked.permissions] },
    });
  });
  return { id };
}

export const delegationHandlers: Handlers<Pick<typeof operations, Mine>> = {
  delegations: async (_input, context) => {
    const { account } = requireSession(context.actor);
    const all = await findDelegations(context.db, account);
    const plain = all.map(({ fromId: _from, toId: _to, ...each }) => each);
    return {
      given: plain.filter(({ from }) => from === account),
      received: plain.filter(({ to }) => to === account),
      posts: (await findPosts(context.db, account))
        .filter(({ duty }) => duty === null)
        .map(({ code, grants }) => ({ code, permissions: grants.map((grant) => grant.split('@')[0] ?? '') })),
    };
  },

  createDelegation: ({ body }, context) => delegate(context, body),

  endDelegation: async ({ params }, context) => {
    const { account } = requireSession(context.actor);
    const ended = await context.transaction(async (tx) => {
      const was = await endDelegation(tx, account, params.id, context.clock.now().toISOString());
      if (was)
        await context.ledger(tx, {
          action: 'administer',
          resource: 'identity.delegation',
          subjects: [account],
          detail: { done: 'ended', delegation: params.id },
        });
      return was;
    });
    if (!ended) throw notFound({ zh: '委托', en: 'delegation' }, params.id);
    return done;
  },

  acting: async (_input, context) => {
    const { account, acting } = requireSession(context.actor);
    return { present: acting, choices: await actingChoices(context, await getAccount(context.db, account)) };
  },

  actFor: async ({ body }, context) => {
    const { account: name, session } = requireSession(context.actor);
    const account = await getAccount(context.db, name);
    const { choice } = body;
    const stands =
      choice === null || (await actingFor(context, { account, post: undefined }, choice)) !== undefined;
    if (!stands) throw new Problem(403, 'identity.not-for-them', texts.notForThem);
    await context.transaction(async (tx) => {
      await setActing(tx, session, choice);
      await context.ledger(tx, {
        action: 'sign-in',
        resource: 'identity.session',
        subjects: [],
        detail: { outcome: choice === null ? 'own' : 'acting', account: account.id, choice },
      });
    });
    return done;
  },
};
