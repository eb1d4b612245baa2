import { comparePersonNames } from '#engines/identifiers';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { numberDigest } from '../citizens.ts';
import { refuse, refuseLocked } from '../sign-in.ts';
import { setCitizen } from '../store.ts';
import { texts } from '../texts.ts';
import { digestOf } from '../token.ts';
import { openConflict } from './conflicts.ts';
import { findNumber, findOwner, raiseLevel } from './level-store.ts';
import { readNumber } from './number.ts';
import { findRegistered } from './registered.ts';
import type { Level } from './levels.ts';

export interface Claimed {
  readonly idNumber: string;
  readonly name: string;
}

interface Proof {
  readonly level: Level;
  readonly basis: string;
  /** An official has seen the person: a number that the register does not know will do. */
  readonly seen: boolean;
}

const unlike = new Problem(422, 'identity.number-unlike', texts.numberUnlike);

/** @throws Problem 422 `identity.number-unlike`; which of the two was wrong, or whether the number is known, is not told */
async function personOf(
  context: Context,
  { idNumber, name }: Claimed,
  seen: boolean,
): Promise<string | null> {
  const known = await findRegistered(context, context.db, idNumber);
  if (known && comparePersonNames(known.name, name) === 'same') return known.person;
  if (!known && seen) return null;
  throw unlike;
}

/**
 * Raises a citizen's level on a number and a name. A wrong pair counts as a wrong password does, under the account.
 * @throws Problem 422 `identity.number-unfit`, `identity.number-unlike`, 409 `identity.number-taken`, `identity.other-number`, 429
 */
export async function proveNumber(
  context: Context,
  account: string,
  claimed: Claimed,
  proof: Proof,
): Promise<void> {
  const tries = digestOf(`real-name/${account}`);
  // Whoever stands at a counter is not locked out by what was typed under the account.
  if (!proof.seen) await refuseLocked(context, tries);
  const idNumber = readNumber(claimed.idNumber);
  if (idNumber === undefined) throw new Problem(422, 'identity.number-unfit', texts.numberUnfit);
  const person = await personOf(context, { ...claimed, idNumber }, proof.seen).catch((error: unknown) =>
    error === unlike && !proof.seen
      ? refuse(context, tries, { id: context.actor.id, account }, unlike)
      : Promise.reject(error),
  );
  const digest = await numberDigest(context, idNumber);
  const owner = await findOwner(context.db, digest);
  if (owner && owner.account !== account) {
    const accounts = [owner.account, account];
    await openConflict(context, { byWayOf: proof.basis, accounts, level: proof.level, numberDigest: digest });
    throw new Problem(409, 'identity.number-taken', texts.numberTaken);
  }
  const before = await findNumber(context.db, account);
  if (before !== undefined && before !== digest)
    throw new Problem(409, 'identity.other-number', texts.otherNumber);
  const at = context.clock.now().toISOString();
  await context.transaction(async (tx) => {
    await setCitizen(tx, account, { numberDigest: digest, person });
    const { level, basis } = proof;
    await raiseLevel(tx, account, { level, basis, at, by: context.actor.id });
    await context.ledger(tx, {
      action: 'administer',
      resource: 'identity.account',
      basis,
      subjects: [account],
      detail: { done: 'real-name', level },
    });
  });
}
