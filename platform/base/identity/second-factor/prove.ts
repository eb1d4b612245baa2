import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { sealOf } from '../sealing.ts';
import { digestOf } from '../token.ts';
import { findFactor, useRecovery, useStep, type FactorRow } from './factor-store.ts';
import { matchingStep } from './totp.ts';

/** Sealed values say whose they are: a row copied to another account opens nothing. */
export const sealedAbout = (account: string): string => `identity.second-factor/${account}`;

export const keyOf = async (context: Context, account: string, factor: FactorRow): Promise<Buffer> =>
  (await sealOf(context)).open(factor.secret, sealedAbout(account));

/** As people type them: with or without the dash, in either case. */
export const recoveryDigest = (account: string, code: string): string =>
  digestOf(`${account} ${code.replaceAll(/[\s-]/g, '').toUpperCase()}`);

/**
 * Whether a code proves the account's second factor: six digits that were not used before, or a recovery code, which is
 * used up by it.
 */
export async function codeProves(context: Context, tx: Db, account: string, code: string): Promise<boolean> {
  const factor = await findFactor(tx, account);
  if (!factor || factor.confirmedAt === null) return false;
  const digits = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return useRecovery(tx, account, recoveryDigest(account, code));
  const key = await keyOf(context, account, factor);
  const step = matchingStep(key, digits, context.clock.now(), factor.lastStep);
  return step !== undefined && useStep(tx, account, step);
}
