import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';
import type { Config } from '#kernel/config';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

export interface Cost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/**
 * What one guess costs. OWASP's password storage sheet gives N = 2^15, r = 8, p = 3 as one of its equals: 32 MiB each, so
 * that four fit beside the rest. A higher setting is taken up at each next sign-in.
 */
export const costOf = ({ PASSWORD_COST }: Pick<Config, 'PASSWORD_COST'>): Cost => ({
  N: 2 ** PASSWORD_COST,
  r: 8,
  p: 3,
});
const saltBytes = 16;
const keyBytes = 32;

async function keyOf(password: string, salt: Buffer, with_: Cost): Promise<Buffer> {
  const maxmem = 256 * with_.N * with_.r;
  return derive(password.normalize('NFKC'), salt, keyBytes, { ...with_, maxmem });
}

/** `scrypt$N$r$p$salt$key`: the parameters travel with the hash, so that they can be raised later. */
export async function hashPassword(password: string, cost: Cost): Promise<string> {
  const salt = randomBytes(saltBytes);
  const key = await keyOf(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** The hash of nothing anybody knows: what a name without an account is compared with. */
const nobody = [saltBytes, keyBytes].map((size) => randomBytes(size).toString('base64url')).join('$');
const decoy = ({ N, r, p }: Cost): string => `scrypt$${N}$${r}$${p}$${nobody}`;

/**
 * Compares in constant time. Without a stored hash it does the same work and says no, so that the time of an answer
 * does not tell whether there is such an account.
 */
export async function passwordMatches(
  password: string,
  stored: string | undefined,
  cost: Cost,
): Promise<boolean> {
  const [, N, r, p, salt, key] = (stored ?? decoy(cost)).split('$');
  const expected = Buffer.from(key ?? '', 'base64url');
  const found = await keyOf(password, Buffer.from(salt ?? '', 'base64url'), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  return timingSafeEqual(expected, found) && stored !== undefined;
}

/** Whether a stored hash costs other than what is asked today. */
export const isOutdated = (stored: string, cost: Cost): boolean =>
  !stored.startsWith(`scrypt$${cost.N}$${cost.r}$${cost.p}$`);
