import type { Context } from '#kernel/context';
import type { SignedHead } from './contract.ts';
import { fingerprint, readFingerprint } from './fingerprint.ts';
import * as store from './store.ts';

/**
 * The head of which somebody kept the printed fingerprint.
 * @param written as it was copied: small letters, spaces and O for 0 are understood
 * @returns undefined when the log knows no such head: it is not the one that was printed
 */
export async function findPrinted(context: Context, written: string): Promise<SignedHead | undefined> {
  const wanted = readFingerprint(written);
  return (await store.findAllHeads(context.db)).find((head) => fingerprint(head) === wanted);
}
