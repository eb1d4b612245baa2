import { z } from 'zod';
import { canonicalJson } from '#engines/canonical-json';
import { digest, suites, verifier, type Signer, type Suite } from '#engines/crypto-suite';
import { leafHash, nodeHash, treeHashing, type TreeHashing } from '#engines/merkle';
import { Hex } from './receipt.ts';

export const headForm = 'yaojiang-exchange-batch/1';

/** What is signed of a batch: its root (RFC 6962), and the digest of the head before it. */
export const HeadBody = z.strictObject({
  form: z.literal(headForm),
  batch: z.int().min(1).describe('1, 2, 3 … without a gap'),
  size: z.int().min(1),
  root: Hex,
  at: z.iso.datetime(),
  previous: Hex.describe('digest of the head before; 64 zeros for the first'),
  suite: z.enum(suites),
  key: z.string().describe('public key that signs, raw, base64url'),
});
export type HeadBody = z.infer<typeof HeadBody>;

export const Head = HeadBody.extend({
  signature: z.string().describe('over the canonical JSON of all the rest, base64url'),
});
export type Head = z.infer<typeof Head>;

export const firstPrevious = '0'.repeat(64);

const sm3Tree = treeHashing(digest('national'));
const sha256Tree: TreeHashing = { leaf: leafHash, node: nodeHash };

/** How a batch of a suite hashes its leaves and nodes. */
export const treeOf = (suite: Suite): TreeHashing => (suite === 'national' ? sm3Tree : sha256Tree);

const bodyOf = (head: Head): HeadBody => HeadBody.strip().parse(head);

/** By which the next head names this one, and a consumer acknowledges it. */
export const digestOfBody = (body: string, suite: Suite): string => digest(suite)(body).toString('hex');
export const digestOfHead = (head: Head): string => digestOfBody(canonicalJson(bodyOf(head)), head.suite);

export function signHead(
  signer: Signer,
  said: Omit<HeadBody, 'form' | 'suite' | 'key'>,
): { readonly body: string; readonly digest: string; readonly signature: string } {
  const { suite } = signer;
  const key = signer.publicKey.toString('base64url');
  const body = canonicalJson({ form: headForm, suite, key, ...said });
  return {
    body,
    digest: digestOfBody(body, suite),
    signature: signer.sign(Buffer.from(body)).toString('base64url'),
  };
}

/** Whether a text was signed by the key that is named with it. */
export function isSigned(
  text: string,
  { suite, key, signature }: { readonly suite: Suite; readonly key: string; readonly signature: string },
): boolean {
  try {
    return verifier(suite, Buffer.from(key, 'base64url')).verify(
      Buffer.from(text),
      Buffer.from(signature, 'base64url'),
    );
  } catch {
    return false;
  }
}

/** Whether a head was signed by the key that it names; whether that key is the city's is another question. */
export const isHeadSigned = (head: Head): boolean => isSigned(canonicalJson(bodyOf(head)), head);
