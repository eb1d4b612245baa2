import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { lockRow, writeRows } from '#kernel/record-server';
import { closeMatter, openMatter } from '../matters.ts';
import { putLink } from '../outside/store.ts';
import { Conflict } from '../records.ts';
import { sessionOf } from '../signed-in.ts';
import { officesHolding, setCitizen } from '../store.ts';
import { texts } from '../texts.ts';
import { findClaim, findSameOpen, freeNumber, insertClaim } from './conflict-store.ts';
import { raiseLevel } from './level-store.ts';
import type { Level } from './levels.ts';

export interface Found {
  /** `provider:zwfw` or `register`. */
  readonly byWayOf: string;
  readonly accounts: readonly string[];
  readonly level: Level;
  readonly subjectDigest?: string;
  readonly numberDigest?: string;
}

/** Puts down that two accounts claim one person, and lets it wait for somebody; the same found again is the same. */
export async function openConflict(context: Context, found: Found): Promise<string> {
  return context.transaction(async (tx) => {
    const known = await findSameOpen(tx, found);
    if (known !== undefined) return known;
    const id = randomUUID();
    const { byWayOf, accounts, level } = found;
    const foundAt = context.clock.now().toISOString();
    const row = { id, foundAt, byWayOf, accounts: [...accounts], level, state: 'open' as const };
    await writeRows(context, tx, Conflict, [row], { source: 'sign-in', simulated: false });
    await insertClaim(tx, id, found);
    const [owner] = await officesHolding(tx, 'identity:verify');
    const link = `/identity/conflicts/${id}`;
    if (owner)
      await openMatter(context, tx, {
        kind: 'identity.conflict',
        key: id,
        title: texts.conflictTitle,
        owner,
        link,
      });
    return id;
  });
}

const providerOf = (byWayOf: string): string | undefined => /^provider:(.+)$/.exec(byWayOf)?.[1];

/** The number moves to the account for which it was decided, and what the provider knows is tied to it. */
async function tie(
  context: Context,
  tx: Db,
  conflict: { readonly id: string; readonly byWayOf: string; readonly level: number },
  account: string,
): Promise<void> {
  const at = context.clock.now().toISOString();
  const { numberDigest, subjectDigest } = await findClaim(tx, conflict.id);
  if (numberDigest !== null) {
    const person = await freeNumber(tx, numberDigest, account);
    await setCitizen(tx, account, { numberDigest, person });
  }
  const provider = providerOf(conflict.byWayOf);
  if (provider !== undefined && subjectDigest !== null)
    await putLink(tx, { provider, subjectDigest, account }, at);
  // An official has looked at the papers of whoever it is.
  await raiseLevel(tx, account, { level: 3, basis: 'counter', at, by: context.actor.id });
}

/**
 * Somebody has looked into it: the person is the holder of one of the accounts, or of none.
 * @throws Problem 404, 409 `identity.conflict-decided`, 422 `identity.conflict-account`, 403 `identity.own-conflict`
 */
export async function decideConflict(
  context: Context,
  id: string,
  { account, reason }: { readonly account: string | null; readonly reason: string },
): Promise<void> {
  await context.transaction(async (tx) => {
    const conflict = await lockRow(context, tx, Conflict, id);
    if (!conflict) throw notFound(Conflict.title, id);
    if (conflict.state !== 'open') throw new Problem(409, 'identity.conflict-decided', texts.conflictDecided);
    if (account !== null && !conflict.accounts.includes(account))
      throw new Problem(422, 'identity.conflict-account', texts.conflictAccount);
    const own = sessionOf(context.actor)?.account;
    if (own !== undefined && conflict.accounts.includes(own))
      throw new Problem(403, 'identity.own-conflict', texts.ownConflict);
    if (account !== null) await tie(context, tx, conflict, account);
    const state = account === null ? ('refused' as const) : ('tied' as const);
    await writeRows(context, tx, Conflict, [{ id, state, decidedFor: account, reasonGiven: reason }], {
      source: 'form',
      basis: 'identity:verify',
      simulated: false,
    });
    await closeMatter(context, tx, { kind: 'identity.conflict', key: id }, texts.conflictSettled);
  });
}
