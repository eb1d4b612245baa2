import { z } from 'zod';
import { SignedHead } from './contract.ts';
import { fingerprint, readFingerprint } from './fingerprint.ts';
import { isSigned } from './head.ts';
import { leafHash, verifyConsistency, verifyInclusion } from '#engines/merkle';

export const evidenceForm = 'yaojiang-ledger-evidence/1';

const Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** One entry with all that proves it, for a file: whoever holds it needs neither the database nor the platform. */
export const Evidence = z.object({
  form: z.literal(evidenceForm),
  entry: z.object({ sequence: z.number().int().min(0), body: z.string() }),
  proof: z.array(Hex).max(64),
  head: SignedHead,
  fingerprint: z.string(),
  /** That an earlier head is the beginning of this one. */
  since: z.object({ head: SignedHead, proof: z.array(Hex).max(130) }).nullable(),
});
export type Evidence = z.infer<typeof Evidence>;

export const evidenceFaults = [
  'not-evidence',
  'head-unsigned',
  'key-unknown',
  'not-in-tree',
  'not-consistent',
  'fingerprint-unknown',
] as const;
export type EvidenceFault = (typeof evidenceFaults)[number];

/** What the reader knows from elsewhere; the more, the more is proven. */
export interface Trust {
  /** The log's public key, or the fingerprint of a head as it was printed. */
  readonly key?: string | undefined;
  readonly printed?: string | undefined;
}

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

const isConsistent = ({ head, since }: Evidence): boolean =>
  since === null ||
  (since.head.key === head.key &&
    isSigned(since.head) &&
    verifyConsistency({
      first: since.head.size,
      firstRoot: bytes(since.head.root),
      second: head.size,
      secondRoot: bytes(head.root),
      proof: since.proof.map(bytes),
    }));

function isPrinted({ head, since }: Evidence, printed: string | undefined): boolean {
  if (printed === undefined) return true;
  const heads = since ? [head, since.head] : [head];
  return heads.some((each) => fingerprint(each) === readFingerprint(printed));
}

/**
 * Judges evidence by itself, without the database: that the entry hashes to its leaf, the leaf stands under the head
 * (RFC 9162 §2.1.3.2), the head is signed, and an earlier head begins it.
 * @returns every fault; none when all is proven
 */
export function verifyEvidence(file: unknown, trust: Trust = {}): EvidenceFault[] {
  const read = Evidence.safeParse(file);
  if (!read.success) return ['not-evidence'];
  const { entry, proof, head } = read.data;
  const leaf = leafHash(entry.body);
  const inTree = verifyInclusion({
    leaf,
    index: entry.sequence,
    size: head.size,
    root: bytes(head.root),
    proof: proof.map(bytes),
  });
  const found: readonly (readonly [EvidenceFault, boolean])[] = [
    ['head-unsigned', isSigned(head)],
    ['key-unknown', trust.key === undefined || trust.key === head.key],
    ['not-in-tree', inTree],
    ['not-consistent', isConsistent(read.data)],
    ['fingerprint-unknown', isPrinted(read.data, trust.printed)],
  ];
  return found.filter(([, holds]) => !holds).map(([fault]) => fault);
}
