import { randomUUID } from 'node:crypto';
import type { Actor } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { renewHash } from './credential-store.ts';
import { costOf, hashPassword, isOutdated, passwordMatches } from './password.ts';
import { afterFailure, isLocked, mayAct, sessionLongest } from './rules.ts';
import { noteEntry, noteFailure } from './risk/note.ts';
import { whenceOf } from './risk/whence.ts';
import { endSessionsAtKiosk } from './leaving/end-session.ts';
import { findFactor } from './second-factor/factor-store.ts';
import { codeProves } from './second-factor/prove.ts';
import { factsOf } from './session-facts.ts';
import { endSession } from './leaving/end-session.ts';
import { forgetSessions, insertSession } from './session-store.ts';
import { actorIn, kioskCodeOf, sessionOf } from './signed-in.ts';
import {
  countFailure,
  findAccount,
  findFailures,
  findPosts,
  forgetFailures,
  type AccountRow,
  type PostRow,
} from './store.ts';
import { texts } from './texts.ts';
import { digestOf, newToken } from './token.ts';

export interface SignInAttempt {
  readonly account: string;
  readonly password: string;
  /** Of the second factor, where the account has one. */
  readonly code?: string | undefined;
  /** The post to act in; the first one when absent. */
  readonly post?: string | undefined;
}

function locked(until: string): Problem {
  const time = new Date(until).toLocaleTimeString('zh-CN', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
  });
  return new Problem(429, 'identity.locked', fill(texts.locked, { time }), { until });
}

export async function refuseLocked(context: Context, nameDigest: string): Promise<void> {
  const known = await findFailures(context.db, nameDigest);
  if (!isLocked(known, context.clock.now())) return;
  throw locked(known?.lockedUntil ?? '');
}

const wrongCredentials = new Problem(401, 'identity.wrong-credentials', texts.wrongCredentials);
const wrongCode = new Problem(401, 'identity.wrong-code', texts.wrongCode);
const codeNeeded = new Problem(401, 'identity.second-factor-needed', texts.codeNeeded);

/** Counts, and tells the ledger; the typed name itself is kept nowhere, for people type passwords into it. */
export async function refuse(
  context: Context,
  nameDigest: string,
  known: { readonly id: string; readonly account: string } | undefined,
  problem = wrongCredentials,
): Promise<never> {
  const now = context.clock.now();
  const { id: account, account: name } = known ?? {};
  const after = await context.transaction(async (tx) => {
    const counted = await countFailure(tx, nameDigest, (before) => afterFailure(before, now));
    await context.ledger(tx, {
      action: 'sign-in',
      resource: 'identity.session',
      subjects: [],
      detail: {
        outcome: counted.lockedUntil === null ? 'refused' : 'locked',
        failures: counted.failures,
        ...(account === undefined ? {} : { account }),
      },
    });
    const { failures, lockedUntil } = counted;
    await noteFailure(context, tx, { nameDigest, account: name, failures, locked: lockedUntil !== null });
    return counted;
  });
  if (after.lockedUntil !== null) throw locked(after.lockedUntil);
  throw problem;
}

export function choosePost(
  account: AccountRow,
  posts: readonly PostRow[],
  { asked, now }: { readonly asked: string | undefined; readonly now: Date },
): PostRow {
  if (!mayAct(account, now)) throw new Problem(403, 'identity.suspended', texts.suspended);
  const post = asked === undefined ? posts[0] : posts.find(({ code }) => code === asked);
  if (!post && asked !== undefined) throw new Problem(403, 'identity.unknown-post', texts.unknownPost);
  if (!post) throw new Problem(403, 'identity.no-post', texts.noPost);
  return post;
}

/** A new session with a new token, in place of the one the browser came with. */
export async function beginSession(
  context: Context,
  account: AccountRow,
  {
    post,
    secondFactorAt,
    through,
  }: { readonly post: PostRow; readonly secondFactorAt: string | null; readonly through?: string },
): Promise<{ token: string; id: string }> {
  const token = newToken();
  const id = randomUUID();
  const now = context.clock.now();
  const before = sessionOf(context.actor);
  const kiosk = kioskCodeOf(context.actor);
  await context.transaction(async (tx) => {
    if (before) await endSession(context, tx, before);
    await forgetSessions(tx, account.account, new Date(now.getTime() - sessionLongest).toISOString());
    if (kiosk !== null) await endSessionsAtKiosk(context, tx, kiosk);
    await insertSession(tx, {
      id,
      tokenDigest: digestOf(token),
      account: account.account,
      post: post.code,
      begunAt: now.toISOString(),
      endsAt: new Date(now.getTime() + sessionLongest).toISOString(),
      secondFactorAt,
      ...whenceOf(context.from),
      kiosk,
    });
    await forgetFailures(tx, digestOf(account.account));
    await noteEntry(context, tx, account.account);
    await context.ledger(tx, {
      action: 'sign-in',
      resource: 'identity.session',
      subjects: [],
      detail: {
        outcome: 'succeeded',
        account: account.id,
        post: post.code,
        ...(secondFactorAt === null ? {} : { secondFactor: true }),
        ...(through === undefined ? {} : { provider: through }),
      },
    });
  });
  return { token, id };
}

async function refreshHash(context: Context, account: AccountRow, password: string): Promise<void> {
  const cost = costOf(context.config);
  if (account.password === null || !isOutdated(account.password, cost)) return;
  const hash = await hashPassword(password, cost);
  await context.transaction((tx) => renewHash(tx, account.account, { seen: account.password ?? '', hash }));
}

/**
 * The account whose password this is. A wrong password and an unknown account are refused with the same words, after
 * the same work; each refusal counts.
 * @throws Problem 401 `identity.wrong-credentials`, 429 `identity.locked`
 */
export async function provePassword(context: Context, name: string, password: string): Promise<AccountRow> {
  const nameDigest = digestOf(name);
  await refuseLocked(context, nameDigest);
  const account = await findAccount(context.db, name);
  const right = await passwordMatches(password, account?.password ?? undefined, costOf(context.config));
  if (!account || !right) return refuse(context, nameDigest, account);
  // Guesses that came at the same time may have locked it meanwhile: then the right one is refused too.
  await refuseLocked(context, nameDigest);
  return account;
}

/**
 * Refuses a code of the second factor that is wrong or used; each refusal counts as a wrong password does.
 * @throws Problem 401 `identity.wrong-code`, 429 `identity.locked`
 */
export async function proveCode(context: Context, name: string, code: string): Promise<void> {
  const nameDigest = digestOf(name);
  await refuseLocked(context, nameDigest);
  const proved = await context.transaction((tx) => codeProves(context, tx, name, code));
  if (!proved) await refuse(context, nameDigest, await findAccount(context.db, name), wrongCode);
}

/** @returns when the second factor was proved; null for an account that has none */
async function factorAt(context: Context, name: string, code: string | undefined): Promise<string | null> {
  const factor = await findFactor(context.db, name);
  if (!factor || factor.confirmedAt === null) return null;
  if (code === undefined) throw codeNeeded;
  await proveCode(context, name, code);
  return context.clock.now().toISOString();
}

/**
 * Signs a person in.
 * @returns the token for the cookie, and the actor that it stands for
 * @throws Problem as `provePassword`, and 403 `identity.suspended`, `identity.no-post`, 401 `identity.second-factor-needed`, `identity.wrong-code`, `identity.unknown-post`
 */
export async function signIn(
  context: Context,
  attempt: SignInAttempt,
): Promise<{ token: string; actor: Actor }> {
  const account = await provePassword(context, attempt.account, attempt.password);
  const secondFactorAt = await factorAt(context, account.account, attempt.code);
  const asked = { asked: attempt.post, now: context.clock.now() };
  const post = choosePost(account, await findPosts(context.db, account.account), asked);
  await refreshHash(context, account, attempt.password);
  const { token, id } = await beginSession(context, account, { post, secondFactorAt });
  return {
    token,
    actor: actorIn(
      account,
      post,
      factsOf(context.config, { id, secondFactorAt, kiosk: kioskCodeOf(context.actor) }, post),
    ),
  };
}
