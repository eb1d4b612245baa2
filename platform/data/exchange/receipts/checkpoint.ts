import { z } from 'zod';
import { canonicalJson } from '#engines/canonical-json';
import { suites, type Signer } from '#engines/crypto-suite';
import { equalHash, verifyInclusion } from '#engines/merkle';
import { digestOfBody, digestOfHead, isSigned, treeOf, type Head } from './head.ts';
import { Hex } from './receipt.ts';

export const checkpointForm = 'yaojiang-exchange-checkpoint/1';

/** What the entries of checkpoints in the ledger are about. */
export const checkpointResource = 'exchange.checkpoint';

/**
 * Heads that one checkpoint takes at most: 12 hashes lead from any of them up to its root, and its tree is held whole while
 * its proofs are asked for.
 */
export const mostInCheckpoint = 4_096;

/** What is signed of a checkpoint: the root (RFC 6962) over the digests of the heads of its batches, in their order. */
export const CheckpointBody = z.strictObject({
  form: z.literal(checkpointForm),
  number: z.int().min(1).describe('1, 2, 3 … without a gap'),
  from: z.int().min(1).describe('first batch'),
  to: z.int().min(1).describe('last batch'),
  root: Hex,
  at: z.iso.datetime(),
  previous: Hex.describe('digest of the checkpoint before; 64 zeros for the first'),
  suite: z.enum(suites),
  key: z.string().describe('public key that signs, raw, base64url'),
});
export type CheckpointBody = z.infer<typeof CheckpointBody>;

export const Checkpoint = CheckpointBody.extend({
  signature: z.string().describe('over the canonical JSON of all the rest, base64url'),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

/** The way from one head up to the root of its checkpoint. */
export const Anchor = z.strictObject({
  checkpoint: Checkpoint,
  path: z.array(Hex).max(20).describe('neighbours from the digest of the head up to the root'),
});
export type Anchor = z.infer<typeof Anchor>;

const textOf = (checkpoint: Checkpoint): string => canonicalJson(CheckpointBody.strip().parse(checkpoint));

/** By which the next checkpoint and the ledger name this one. */
export const digestOfCheckpoint = (checkpoint: Checkpoint): string =>
  digestOfBody(textOf(checkpoint), checkpoint.suite);

export function signCheckpoint(
  signer: Signer,
  said: Omit<CheckpointBody, 'form' | 'suite' | 'key'>,
): { readonly body: string; readonly digest: string; readonly signature: string } {
  const { suite } = signer;
  const key = signer.publicKey.toString('base64url');
  const body = canonicalJson({ form: checkpointForm, suite, key, ...said });
  return {
    body,
    digest: digestOfBody(body, suite),
    signature: signer.sign(Buffer.from(body)).toString('base64url'),
  };
}

/** Whether a checkpoint was signed by the key that it names. */
export const isCheckpointSigned = (checkpoint: Checkpoint): boolean =>
  isSigned(textOf(checkpoint), checkpoint);

const bytesOf = (hex: string): Buffer => Buffer.from(hex, 'hex');

/** Whether a head stands under the root of a checkpoint, at the place of its batch. */
export function standsUnder(head: Head, { checkpoint, path }: Anchor): boolean {
  const { from, to, root, suite } = checkpoint;
  if (head.batch < from || head.batch > to) return false;
  const { leaf, node } = treeOf(suite);
  const size = to - from + 1;
  const own = leaf(digestOfHead(head));
  if (size === 1) return path.length === 0 && equalHash(own, bytesOf(root));
  return verifyInclusion(
    { leaf: own, index: head.batch - from, size, root: bytesOf(root), proof: path.map(bytesOf) },
    node,
  );
}
