import { randomBytes } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { insertAccount } from '../accounts.ts';
import { numberDigest } from '../citizens.ts';
import { openConflict } from '../real-name/conflicts.ts';
import { findNumber, findOwner, raiseLevel } from '../real-name/level-store.ts';
import { findRegistered } from '../real-name/registered.ts';
import { beginSession, choosePost } from '../sign-in.ts';
import { findPosts, getAccount, setCitizen } from '../store.ts';
import { texts } from '../texts.ts';
import { digestOf } from '../token.ts';
import type { Provider } from './providers.ts';
import type { Vouched } from './relying-party.ts';
import { decideOutside, readOutsider, type Decision, type Outsider } from './rules.ts';
import { findLinked, putLink } from './store.ts';

interface Arrived {
  readonly provider: Provider;
  readonly outsider: Outsider;
  readonly subjectDigest: string;
  readonly digest: string | undefined;
}

async function arrivedOf(context: Context, provider: Provider, vouched: Vouched): Promise<Arrived> {
  const outsider = readOutsider(provider, vouched.claims);
  return {
    provider,
    outsider,
    subjectDigest: digestOf(`${provider.issuer} ${vouched.subject}`),
    digest: outsider.number === undefined ? undefined : await numberDigest(context, outsider.number),
  };
}

async function decide(context: Context, arrived: Arrived, present: string | undefined): Promise<Decision> {
  const { db } = context;
  const { provider, outsider, subjectDigest, digest } = arrived;
  const linked = await findLinked(db, provider.code, subjectDigest);
  const target = linked ?? present;
  const number = target === undefined ? undefined : await findNumber(db, target);
  return decideOutside(outsider, {
    linked,
    present,
    owner: digest === undefined ? undefined : await findOwner(db, digest),
    otherNumber: () => number !== undefined && digest !== undefined && number !== digest,
  });
}

/** A name that says nothing of the person; people are called by theirs. */
const newName = (code: string): string => `${code.slice(0, 20)}-${randomBytes(5).toString('hex')}`;

async function create(context: Context, tx: Db, { provider, outsider }: Arrived): Promise<string> {
  const account = newName(provider.code);
  const { number, level, name = texts.nameless.zh } = outsider;
  const registered = number === undefined ? undefined : await findRegistered(context, tx, number);
  await insertAccount(
    context,
    tx,
    {
      account,
      name,
      kind: 'citizen',
      posts: [{ code: `${account}.citizen`, role: 'citizen' }],
      level,
      basis: `provider:${provider.code}`,
      ...(number === undefined
        ? {}
        : { citizen: { idNumber: number, ...(registered ? { person: registered.person } : {}) } }),
    },
    null,
  );
  return account;
}

/** What the provider vouches for is written down with the account that it is about. */
async function tie(context: Context, tx: Db, arrived: Arrived, account: string): Promise<void> {
  const { provider, outsider, subjectDigest, digest } = arrived;
  const at = context.clock.now().toISOString();
  await putLink(tx, { provider: provider.code, subjectDigest, account }, at);
  if (
    digest !== undefined &&
    outsider.number !== undefined &&
    (await findNumber(tx, account)) === undefined
  ) {
    const registered = await findRegistered(context, tx, outsider.number);
    await setCitizen(tx, account, { numberDigest: digest, person: registered?.person ?? null });
  }
  const { level } = outsider;
  await raiseLevel(tx, account, { level, basis: `provider:${provider.code}`, at, by: context.actor.id });
}

/**
 * Signs in whoever a provider vouches for: the account it is tied to, one it can be tied to safely, or a new one.
 * @param present account that was signed in when it was begun; the sign-in then raises that account
 * @returns the token for the cookie
 * @throws Problem 409 `identity.number-taken` when a person must look first, 403 `identity.suspended`, `identity.citizens-only`
 */
export async function enterFrom(
  context: Context,
  { provider, vouched, present }: { provider: Provider; vouched: Vouched; present: string | undefined },
): Promise<string> {
  const arrived = await arrivedOf(context, provider, vouched);
  const decision = await decide(context, arrived, present);
  const { subjectDigest, digest } = arrived;
  if (decision.act === 'conflict') {
    await openConflict(context, {
      byWayOf: `provider:${provider.code}`,
      accounts: decision.accounts,
      level: arrived.outsider.level,
      subjectDigest,
      ...(digest === undefined ? {} : { numberDigest: digest }),
    });
    throw new Problem(409, 'identity.number-taken', texts.numberTaken);
  }
  const name = await context.transaction(async (tx) => {
    const account = decision.act === 'create' ? await create(context, tx, arrived) : decision.account;
    await tie(context, tx, arrived, account);
    return account;
  });
  const account = await getAccount(context.db, name);
  // An official's rights come with a password and a second factor of this house, never from elsewhere.
  if (account.kind !== 'citizen') throw new Problem(403, 'identity.citizens-only', texts.citizensOnly);
  const post = choosePost(account, await findPosts(context.db, name), {
    asked: undefined,
    now: context.clock.now(),
  });
  const { token } = await beginSession(context, account, {
    post,
    secondFactorAt: null,
    through: provider.code,
  });
  return token;
}
