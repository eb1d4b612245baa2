import { newSigningKey, signer, verifier, type Suite, type Verifier } from '#engines/crypto-suite';
import type { Config } from '#kernel/config';
import { secretFile } from '#platform/base/identity';
import type { NamedSigner } from './envelope.ts';

const marks: Readonly<Record<Suite, string>> = { international: 'i', national: 'n' };

/** A public key as text that names its suite: `i.<base64url>` (Ed25519), `n.<base64url>` (SM2). */
export const writeKey = ({ suite, publicKey }: Verifier): string =>
  `${marks[suite]}.${publicKey.toString('base64url')}`;

/** @returns undefined for what is no key */
export function readKey(text: string): Verifier | undefined {
  const suite = (Object.keys(marks) as Suite[]).find((each) => text.startsWith(`${marks[each]}.`));
  if (!suite) return undefined;
  const bytes = Buffer.from(text.slice(2), 'base64url');
  // One key has one spelling: what else decodes to the same bytes would be known by another mark.
  if (bytes.toString('base64url') !== text.slice(2)) return undefined;
  try {
    return verifier(suite, bytes);
  } catch {
    return undefined;
  }
}

/** The signing key that lies under this name beside the other secrets of the installation; made at first use. */
export async function signingKey(
  config: Pick<Config, 'dataFolder' | 'CRYPTO_SUITE'>,
  name: string,
): Promise<NamedSigner> {
  const suite = config.CRYPTO_SUITE;
  const secret = await secretFile(config, `${name}-${suite}.key`, () => newSigningKey(suite));
  const key = signer(suite, secret);
  return { ...key, name: writeKey(key) };
}
