import { randomBytes } from 'node:crypto';
import { toString as drawQr } from 'qrcode';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import type { FactorBegun } from '../contract.ts';
import { sealOf } from '../sealing.ts';
import type { SignedInAs } from '../signed-in.ts';
import { putRisk } from '../risk/note.ts';
import type { Assessed } from '../risk/rules.ts';
import { texts } from '../texts.ts';
import { confirmFactor, dropFactor, findFactor, markProved, putPending } from './factor-store.ts';
import { keyOf, recoveryDigest, sealedAbout } from './prove.ts';
import { base32, matchingStep, otpauthUri } from './totp.ts';

const secretBytes = 20;
const recoveryCodes = 10;

const told = (done: string, account: string) =>
  ({
    action: 'administer',
    resource: 'identity.second-factor',
    subjects: [account],
    detail: { done },
  }) as const;

/**
 * A new secret, shown this once; it comes into force with the first code of it.
 * @throws Problem 409 `identity.second-factor-there`
 */
export async function beginFactor(context: Context, { account }: SignedInAs): Promise<FactorBegun> {
  const key = randomBytes(secretBytes);
  const sealed = (await sealOf(context)).close(key, sealedAbout(account));
  const put = await context.transaction((tx) => putPending(tx, account, sealed));
  if (!put) throw new Problem(409, 'identity.second-factor-there', texts.factorThere);
  const uri = otpauthUri('姚江 Yaojiang', account, key);
  return { secret: base32(key), uri, qr: await drawQr(uri, { type: 'svg', margin: 2 }) };
}

/** Letters and digits that nobody mistakes for one another, two groups of five. */
function newRecoveryCode(): string {
  const code = base32(randomBytes(7)).slice(0, 10);
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

/**
 * Brings the secret into force when a code of it is shown.
 * @returns recovery codes, shown this once and kept as digests
 * @throws Problem 422 `identity.wrong-code`
 */
export async function confirm(context: Context, known: SignedInAs, code: string): Promise<string[]> {
  const { account, session } = known;
  const factor = await findFactor(context.db, account);
  if (!factor || factor.confirmedAt !== null)
    throw new Problem(409, 'identity.second-factor-there', texts.factorThere);
  const now = context.clock.now();
  const key = await keyOf(context, account, factor);
  const step = matchingStep(key, code.replaceAll(/\s/g, ''), now, factor.lastStep);
  if (step === undefined) throw new Problem(422, 'identity.wrong-code', texts.wrongCode);
  const codes = Array.from({ length: recoveryCodes }, newRecoveryCode);
  const recovery = codes.map((each) => recoveryDigest(account, each));
  await context.transaction(async (tx) => {
    // Of two at once the second would show recovery codes that do not work.
    if (!(await confirmFactor(tx, account, { at: now.toISOString(), step, recovery })))
      throw new Problem(409, 'identity.second-factor-there', texts.factorThere);
    await markProved(tx, session, now.toISOString());
    await context.ledger(tx, told('enrolled', account));
  });
  return codes;
}

/** Takes the second factor of an account away. @returns whether there was one */
export const removeFactor = (context: Context, account: string, risk?: Assessed): Promise<boolean> =>
  context.transaction(async (tx) => {
    const removed = await dropFactor(tx, account);
    if (removed) await context.ledger(tx, told('removed', account));
    if (removed && risk) await putRisk(context, tx, risk, account);
    return removed;
  });
