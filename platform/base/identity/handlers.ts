import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { requireFit } from './accounts.ts';
import { delegationHandlers } from './acting/handlers.ts';
import { may } from '#kernel/actor';
import { findContractors } from './contractor-store.ts';
import { kioskHandlers } from './kiosk/handlers.ts';
import { realNameHandlers } from './real-name/handlers.ts';
import { factorHandlers } from './second-factor/handlers.ts';
import { closeRiskOf } from './risk/close.ts';
import { factsOf } from './session-facts.ts';
import { applicationHandlers } from './oidc/handlers.ts';
import { findClients, revoke } from './client-store.ts';
import { createClient } from './clients.ts';
import type { operations } from './contract.ts';
import { answerWithCookie } from './cookie.ts';
import { demonstrationAccounts } from './demonstration.ts';
import { costOf, hashPassword } from './password.ts';
import { sessionLives } from './rules.ts';
import { endOtherSessions, endSession } from './leaving/end-session.ts';
import { findSessions, movePost } from './session-store.ts';
import { sessionState } from './session-state.ts';
import { provePassword, signIn } from './sign-in.ts';
import { actorIn, requireSession, sessionOf } from './signed-in.ts';
import { findAccount, findPosts, findRoles, setCredential } from './store.ts';
import { texts } from './texts.ts';

const done = { done: true } as const;

const nowOf = (context: Context): string => context.clock.now().toISOString();

/** Writes a new password and ends the sessions that were begun with the old one, but the one that asks. */
async function replacePassword(context: Context, account: string, password: string): Promise<void> {
  requireFit(password, account);
  const hash = await hashPassword(password, costOf(context.config));
  const own = sessionOf(context.actor);
  const keep = own?.account === account ? own.session : null;
  await context.transaction(async (tx) => {
    await setCredential(tx, account, hash, nowOf(context));
    await endOtherSessions(context, tx, account, keep);
    await context.ledger(tx, {
      action: 'administer',
      resource: 'identity.account',
      subjects: [account],
      detail: { done: 'password-set' },
    });
  });
}

export const handlers: Handlers<typeof operations> = {
  signIn: async ({ body }, context) => {
    const { token, actor } = await signIn(context, body);
    return answerWithCookie(context.config, token, await sessionState(context, actor));
  },

  session: (_input, context) => sessionState(context, context.actor),

  switchPost: async ({ body }, context) => {
    const { account: name, session } = requireSession(context.actor);
    const account = await findAccount(context.db, name);
    const post = (await findPosts(context.db, name)).find(({ code }) => code === body.post);
    if (!account || !post) throw new Problem(403, 'identity.unknown-post', texts.unknownPost);
    await context.transaction(async (tx) => {
      await movePost(tx, session, post.code);
      await context.ledger(tx, {
        action: 'sign-in',
        resource: 'identity.session',
        subjects: [],
        detail: { outcome: 'post', account: account.id, post: post.code },
      });
    });
    const secondFactorAt = context.actor.secondFactorAt;
    const proved = {
      id: session,
      secondFactorAt: secondFactorAt === undefined ? null : new Date(secondFactorAt).toISOString(),
    };
    return sessionState(context, actorIn(account, post, factsOf(context.config, proved, post)));
  },

  signOut: async (_input, context) => {
    const known = sessionOf(context.actor);
    if (known)
      await context.transaction(async (tx) => {
        await endSession(context, tx, known);
        await context.ledger(tx, {
          action: 'sign-in',
          resource: 'identity.session',
          subjects: [],
          detail: { outcome: 'signed-out' },
        });
      });
    return answerWithCookie(context.config, null, done);
  },

  sessions: async (_input, context) => {
    const { account, session } = requireSession(context.actor);
    const now = context.clock.now();
    const living = (await findSessions(context.db, account)).filter((each) => sessionLives(each, now));
    return {
      items: living.map(({ id, begunAt, seenAt, post, device, place }) => ({
        id,
        begunAt,
        seenAt,
        post,
        device,
        place,
        current: id === session,
      })),
    };
  },

  endSession: async ({ params }, context) => {
    const { account } = requireSession(context.actor);
    const ended = await context.transaction((tx) => endSession(context, tx, { account, session: params.id }));
    if (!ended) throw notFound({ zh: '登录', en: 'session' }, params.id);
    return done;
  },

  changePassword: async ({ body }, context) => {
    const { account } = requireSession(context.actor);
    await provePassword(context, account, body.current);
    await replacePassword(context, account, body.password);
    return done;
  },

  demonstration: async (_input, context) => ({ items: demonstrationAccounts(context.config) }),

  setPassword: async ({ params, body }, context) => {
    if (!(await findAccount(context.db, params.key)))
      throw new Problem(404, 'identity.unknown-account', fill(texts.unknownAccount, { account: params.key }));
    await replacePassword(context, params.key, body.password);
    return done;
  },

  roles: async (_input, context) => ({ items: await findRoles(context.db) }),

  permissions: async (_input, context) => ({
    items: context.modules.flatMap(({ permissions = {} }) =>
      Object.entries(permissions).map(([permission, title]) => ({ permission, title })),
    ),
  }),

  clients: async (_input, context) => ({ items: await findClients(context.db) }),

  createClient: ({ body }, context) => context.transaction((tx) => createClient(context, tx, body)),

  revokeClient: ({ params }, context) =>
    context.transaction(async (tx) => {
      const client = await revoke(tx, params.id, nowOf(context));
      if (!client) throw notFound({ zh: '应用凭据', en: 'API client' }, params.id);
      await context.ledger(tx, {
        action: 'administer',
        resource: 'identity.client',
        subjects: [],
        detail: { done: 'revoked', client: client.id },
      });
      return client;
    }),

  ...applicationHandlers,

  ...factorHandlers,

  ...kioskHandlers,

  ...realNameHandlers,

  closeRisk: async ({ params, body }, context) => {
    await closeRiskOf(context, params.id, body.finding);
    return done;
  },

  ...delegationHandlers,

  contractors: async (_input, context) => {
    // Days of the city, as their use is counted.
    const since = dayOf(context, new Date(context.clock.now().getTime() - 30 * 86_400_000));
    const all = may(context.actor, 'identity:manage');
    const own = all ? undefined : requireSession(context.actor).account;
    return { items: await findContractors(context.db, since, own) };
  },
};
