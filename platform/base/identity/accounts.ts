import { z } from 'zod';
import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { readRow, writeRows, type Incoming } from '#kernel/record-server';
import { numberDigest } from './citizens.ts';
import { raiseLevel } from './real-name/level-store.ts';
import type { Level } from './real-name/levels.ts';
import { putRisk } from './risk/note.ts';
import { assessPrivilege } from './risk/rules.ts';
import { costOf, hashPassword } from './password.ts';
import { Account, Post } from './records.ts';
import { dutiesClash, isPrivileged, passwordFaults } from './rules.ts';
import { findMaker } from './client-store.ts';
import { findAccount, findDuties, getAccount, findRoles, setCitizen, setCredential } from './store.ts';
import { sessionOf } from './signed-in.ts';
import { texts } from './texts.ts';

export interface NewPost {
  readonly code: string;
  readonly organisation?: string;
  readonly role: string;
  readonly division?: string;
}

export interface NewAccount {
  readonly account: string;
  readonly name: string;
  readonly kind: 'official' | 'citizen' | 'agent' | 'contractor';
  /** Of a contractor: who supervises, and the last day. */
  readonly contractor?: { readonly supervisor: string; readonly expiresOn: string };
  readonly password: string;
  readonly posts: readonly NewPost[];
  /** The person whose data a citizen's account opens. The number is kept as a keyed digest only. */
  readonly citizen?: { readonly idNumber: string; readonly person?: string };
  /** 实名等级 of a citizen; 3 with a number, which whoever makes the account has seen, else 1. */
  readonly level?: Level;
  /** On what the level rests; `office` when absent. */
  readonly basis?: string;
  /** Invented, for trying and testing. */
  readonly simulated?: boolean;
}

/** @throws Problem 422 `identity.password-unfit` with what is wrong, in words */
export function requireFit(password: string, account: string): void {
  const faults = passwordFaults(password, account);
  if (faults.length === 0) return;
  throw new Problem(422, 'identity.password-unfit', texts.passwordUnfit, {
    errors: faults.map((detail) => ({ path: 'password', code: 'unfit', detail })),
  });
}

const PostLinks = z.object({ code: z.string(), account: z.string(), role: z.string() });

/** The account of whoever acts: their own, or, of a program, that of whoever made it. */
const ownAccount = async ({ actor }: Context, db: Db): Promise<string | undefined> =>
  sessionOf(actor)?.account ?? (actor.kind === 'client' ? await findMaker(db, actor.id) : undefined);

/**
 * What is asked of every post, by whatever way it comes.
 * @throws Problem 422 `identity.unknown-role`, 409 `identity.duties-clash`, 403 `identity.own-post`
 */
export async function requirePost(context: Context, db: Db, post: Incoming): Promise<Incoming> {
  const given = PostLinks.partial().safeParse(post).data ?? {};
  const present = given.code === undefined ? undefined : await readRow(context, db, Post, given.code);
  const own = await ownAccount(context, db);
  if (own !== undefined && [given.account, present?.account].includes(own))
    throw new Problem(403, 'identity.own-post', texts.ownPost);
  // What is missing or of another kind is named, with its field, by the check of the record.
  const whole = PostLinks.safeParse({ ...present, ...given }).data;
  if (!whole) return post;
  const { code, account, role: asked } = whole;
  // Two posts given at the same time see each other.
  await oneAtATime(db, `identity.duties ${account}`);
  const role = (await findRoles(db)).find(({ code: each }) => each === asked);
  if (!role) throw new Problem(422, 'identity.unknown-role', fill(texts.unknownRole, { role: asked }));
  const others = await findDuties(db, account, code);
  if (dutiesClash([...others, role.duty])) throw new Problem(409, 'identity.duties-clash', texts.dutiesClash);
  return post;
}

/** A post that was given or changed is told to whoever watches over the platform; what the city is begun with is not. */
export async function notePost(
  written: { readonly values: Incoming; readonly source: string },
  context: Context,
  db: Db,
): Promise<void> {
  const { account, role } = PostLinks.partial().safeParse(written.values).data ?? {};
  if (written.source === 'seed' || role === undefined) return;
  const held = (await findRoles(db)).find(({ code }) => code === role);
  if (held) await putRisk(context, db, assessPrivilege(role, isPrivileged(held)), account ?? null);
}

const contractorFields = ({ contractor }: Pick<NewAccount, 'contractor'>) =>
  contractor ? { supervisor: contractor.supervisor, expiresOn: contractor.expiresOn } : {};

const ContractorPart = z.object({
  kind: z.string(),
  supervisor: z.string().nullish(),
  expiresOn: z.string().nullish(),
});
const year = 366 * 86_400_000;

/**
 * What is asked of every account, by whatever way it comes: a contractor is supervised by an official, for a time.
 * @throws Problem 422 `identity.contractor-supervised`
 */
export async function requireAccount(context: Context, db: Db, row: Incoming): Promise<Incoming> {
  const given = ContractorPart.partial().safeParse(row).data;
  const name = row['account'];
  const present = typeof name === 'string' ? await readRow(context, db, Account, name) : undefined;
  // A row of an import gives the fields that it has: the others stand as they are.
  const { kind, supervisor, expiresOn: last } = { ...present, ...given };
  if (!given) return row;
  if (kind !== 'contractor') return row;
  const by = supervisor ? await findAccount(db, supervisor) : undefined;
  const until = last ? Date.parse(last) - context.clock.now().getTime() : Number.POSITIVE_INFINITY;
  if (by?.kind !== 'official' || by.suspended || until > year)
    throw new Problem(422, 'identity.contractor-supervised', texts.contractorSupervised);
  return row;
}

/**
 * Makes an account with its posts under a password that is hashed already.
 * @returns the id by which the account acts
 */
export async function insertAccount(
  context: Context,
  tx: Db,
  account: Omit<NewAccount, 'password'>,
  hash: string | null,
): Promise<string> {
  const { account: name, posts, citizen, simulated = false } = account;
  const writing = { source: 'seed', simulated };
  const row = {
    account: name,
    name: account.name,
    kind: account.kind,
    suspended: false,
    ...contractorFields(account),
  };
  await writeRows(context, tx, Account, [row], writing);
  const rows = posts.map((post) => ({ ...post, account: name }));
  await writeRows(context, tx, Post, rows, writing);
  const at = context.clock.now().toISOString();
  if (hash !== null) await setCredential(tx, name, hash, at);
  if (citizen) {
    const digest = await numberDigest(context, citizen.idNumber);
    await setCitizen(tx, name, { numberDigest: digest, person: citizen.person ?? null });
  }
  const { level = citizen ? 3 : 1, basis = 'office' } = account;
  if (level > 1) await raiseLevel(tx, name, { level, basis, at, by: context.actor.id });
  return (await getAccount(tx, name)).id;
}

/**
 * Makes an account with its password and posts; for seeding, the command line and tests.
 * @returns the id by which the account acts
 * @throws Problem 422 `identity.password-unfit`, `records.invalid` (a role, organisation or division that is not there)
 */
export async function createAccount(context: Context, tx: Db, account: NewAccount): Promise<string> {
  const { password, ...rest } = account;
  requireFit(password, account.account);
  return insertAccount(context, tx, rest, await hashPassword(password, costOf(context.config)));
}

/** Whether there is an account of that name. */
export const accountExists = async (db: Db, account: string): Promise<boolean> =>
  (await findAccount(db, account)) !== undefined;
