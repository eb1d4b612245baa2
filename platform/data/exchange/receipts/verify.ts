import { z } from 'zod';
import { canonicalJson } from '#engines/canonical-json';
import { digest, suites, type Suite } from '#engines/crypto-suite';
import { equalHash, verifyInclusion } from '#engines/merkle';
import type { Trust } from '#platform/base/ledger';
import { anchorFaults, faultsOfAnchor, type Ledger } from './anchor-proof.ts';
import { Anchor, digestOfCheckpoint } from './checkpoint.ts';
import { Acknowledgement, acknowledges, skewMs } from './acknowledgement.ts';
import { digestOfHead, Head, isHeadSigned, isSigned, treeOf } from './head.ts';
import { Hex, Receipt } from './receipt.ts';

/** The second form has a checkpoint, which the first, made before there were any, need not have: both are read for ever. */
export const proofForms = ['yaojiang-exchange-proof/1', 'yaojiang-exchange-proof/2'] as const;
/** In which form a proof is given. */
export const formOf = (anchor: Anchor | undefined): (typeof proofForms)[number] =>
  anchor === undefined ? proofForms[0] : proofForms[1];
export const keysForm = 'yaojiang-exchange-keys/1';

/** One exchange with all that proves it, for a file: whoever holds it needs neither the database nor the platform. */
export const Proof = z
  .strictObject({
    form: z.enum(proofForms),
    receipt: z.string().max(10_000).describe('canonical JSON of the receipt: the text that was hashed'),
    leaf: Hex,
    place: z.int().min(0).describe('index in its batch, from 0'),
    path: z.array(Hex).max(20).describe('neighbours from the leaf up to the root (RFC 6962 §2.1.1)'),
    head: Head,
    following: z.array(Head).max(1000).describe('heads of the batches after it, without a gap'),
    anchor: Anchor.optional().describe('its checkpoint, which the ledger names; none until it was made'),
    acknowledgement: z
      .strictObject({
        statement: z.string().max(200_000).describe('canonical JSON that the consumer signed'),
        suite: z.enum(suites),
        key: z.string(),
        signature: z.string(),
      })
      .nullable(),
  })
  .refine(({ form, anchor }) => form === proofForms[0] || anchor !== undefined, {
    path: ['anchor'],
    error: 'a proof of the second form has its checkpoint',
  });
export type Proof = z.infer<typeof Proof>;

const PublicKey = z.object({ suite: z.enum(suites), key: z.string(), since: z.string() });

/** Public keys as the city says them at `/exchange/keys`. */
export const PublishedKeys = z.object({
  form: z.literal(keysForm),
  city: z.array(PublicKey.extend({ algorithm: z.string(), pem: z.string() })),
  consumers: z.array(
    PublicKey.extend({
      algorithm: z.string(),
      pem: z.string(),
      organisation: z.string(),
      client: z.string().describe('whose key it is'),
      until: z.string().nullable(),
    }),
  ),
});
export type PublishedKeys = z.infer<typeof PublishedKeys>;

export const proofFaults = [
  'not-a-proof',
  'not-keys',
  'body-altered',
  'receipt-altered',
  'path-foreign',
  'head-unsigned',
  'key-unknown',
  'batch-missing',
  'chain-broken',
  'acknowledgement-unsigned',
  'acknowledgement-foreign',
  'consumer-key-unknown',
  'consumer-key-untimely',
  ...anchorFaults,
] as const;
export type ProofFault = (typeof proofFaults)[number];

/** What the reader holds beside the proof; the more, the more is proven. */
export interface Held {
  /** The city's keys as they were published. */
  readonly keys?: unknown;
  /** The body as it was received. */
  readonly body?: Uint8Array | undefined;
  /** Evidence from the ledger of the entry that names the checkpoint. */
  readonly evidence?: unknown;
  /** The ledger's public key, or the fingerprint of a head of it as it was printed: without either its evidence is only whole. */
  readonly trust?: Trust;
}

export interface ProofVerdict {
  readonly faults: readonly ProofFault[];
  /** What the file says, where it is a proof that can be read. */
  readonly said?: { readonly receipt: Receipt; readonly head: Head };
  /** The consumer has signed for it, by a key that is known to have been its own: never without the published keys. */
  readonly acknowledged: boolean;
  /** The checkpoint under which it stands, as the ledger names it. */
  readonly checkpoint?: { readonly number: number; readonly digest: string };
  /** The batch that is missing or does not fit to the one before. */
  readonly batch?: number;
}

function receiptOf(text: string): Receipt | undefined {
  try {
    const read = Receipt.safeParse(JSON.parse(text));
    return read.success && canonicalJson(read.data) === text ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** Where the heads do not follow one another. */
function breakOf({ head, following }: Proof): Pick<ProofVerdict, 'batch'> & { readonly fault?: ProofFault } {
  let before = head;
  for (const each of following) {
    if (each.batch !== before.batch + 1) return { fault: 'batch-missing', batch: before.batch + 1 };
    if (each.previous !== digestOfHead(before)) return { fault: 'chain-broken', batch: each.batch };
    if (!isHeadSigned(each)) return { fault: 'head-unsigned', batch: each.batch };
    before = each;
  }
  return {};
}

const isKnown = (
  known: readonly { readonly suite: Suite; readonly key: string }[],
  { suite, key }: { readonly suite: Suite; readonly key: string },
): boolean => known.some((each) => each.suite === suite && each.key === key);

function bodyFits({ digest: name, body, bytes }: Receipt, held: Uint8Array): boolean {
  const suite = name === 'sm3' ? 'national' : 'international';
  return held.length === bytes && digest(suite)(held).toString('hex') === body;
}

const bytesOf = (hex: string): Buffer => Buffer.from(hex, 'hex');

function treeFaults({ receipt, leaf, place, path, head }: Proof): ProofFault[] {
  const tree = treeOf(head.suite);
  if (!equalHash(tree.leaf(receipt), bytesOf(leaf))) return ['receipt-altered'];
  const claim = {
    leaf: bytesOf(leaf),
    index: place,
    size: head.size,
    root: bytesOf(head.root),
    proof: path.map(bytesOf),
  };
  return verifyInclusion(claim, tree.node) ? [] : ['path-foreign'];
}

/**
 * Whether a key was in use when it signed. One that was retired proves nothing of what came after it, whatever time the
 * statement says.
 */
function isOfTime(
  { since, until }: PublishedKeys['consumers'][number],
  { at }: Acknowledgement,
  head: Head,
): boolean {
  const said = Date.parse(at);
  const end = until === null ? Number.POSITIVE_INFINITY : Date.parse(until);
  const sealed = Date.parse(head.at);
  return said >= Math.max(Date.parse(since), sealed) - skewMs && said <= end + skewMs && end >= sealed;
}

function acknowledgementFaults(
  { acknowledgement: said, head }: Proof,
  receipt: Receipt | undefined,
  keys: PublishedKeys | undefined,
): ProofFault[] {
  if (!said) return [];
  if (!isSigned(said.statement, said)) return ['acknowledgement-unsigned'];
  const statement = Acknowledgement.safeParse(parsed(said.statement));
  if (
    !statement.success ||
    statement.data.consumer !== receipt?.consumer ||
    !acknowledges(statement.data, head.batch, digestOfHead(head))
  )
    return ['acknowledgement-foreign'];
  if (!keys) return [];
  const own = keys.consumers.filter(
    ({ organisation, client, ...key }) =>
      organisation === receipt.consumer && client === statement.data.client && isKnown([key], said),
  );
  if (own.length === 0) return ['consumer-key-unknown'];
  return own.some((key) => isOfTime(key, statement.data, head)) ? [] : ['consumer-key-untimely'];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const keysIn = (said: unknown): PublishedKeys | undefined | null => {
  if (said === undefined) return undefined;
  const read = PublishedKeys.safeParse(said);
  return read.success ? read.data : null;
};

/** What is wrong with receipt, batch and heads, whoever has acknowledged them. */
function ownFaults(
  proof: Proof,
  {
    receipt,
    body,
    keys,
  }: { receipt: Receipt | undefined; body: Held['body']; keys?: PublishedKeys | undefined },
): ProofFault[] {
  const { head, following, anchor } = proof;
  const isCity = (each: { readonly suite: Suite; readonly key: string }): boolean =>
    keys === undefined || isKnown(keys.city, each);
  const found: readonly (readonly [ProofFault, boolean])[] = [
    ['receipt-altered', receipt !== undefined],
    ['body-altered', !receipt || !body || bodyFits(receipt, body)],
    ['head-unsigned', isHeadSigned(head)],
    ['key-unknown', [head, ...following, ...(anchor ? [anchor.checkpoint] : [])].every(isCity)],
  ];
  return [...treeFaults(proof), ...found.filter(([, holds]) => !holds).map(([fault]) => fault)];
}

const ledgerOf = ({ evidence, trust = {} }: Held): Ledger | undefined =>
  evidence === undefined ? undefined : { evidence, trust };

function checkpointIn({ anchor }: Proof): Pick<ProofVerdict, 'checkpoint'> {
  if (!anchor) return {};
  const { checkpoint } = anchor;
  return { checkpoint: { number: checkpoint.number, digest: digestOfCheckpoint(checkpoint) } };
}

/**
 * Judges a proof by itself, without the database: that the receipt hashes to its leaf, the leaf stands under its batch's
 * root (RFC 9162 §2.1.3.2), the head is signed and those after it follow or it stands under a checkpoint, the consumer has signed for it, and, where it is
 * at hand, that the body is the one that left.
 * @returns every fault; none when all is proven
 */
export function verifyProof(file: unknown, held: Held = {}): ProofVerdict {
  const read = Proof.safeParse(file);
  if (!read.success) return { faults: ['not-a-proof'], acknowledged: false };
  const keys = keysIn(held.keys);
  if (keys === null) return { faults: ['not-keys'], acknowledged: false };
  const proof = read.data;
  const receipt = receiptOf(proof.receipt);
  const { fault, batch } = breakOf(proof);
  const unsaid = acknowledgementFaults(proof, receipt, keys);
  const faults = new Set([
    ...ownFaults(proof, { receipt, body: held.body, keys }),
    ...(fault ? [fault] : []),
    ...unsaid,
    ...faultsOfAnchor(proof.head, proof.anchor, ledgerOf(held)),
  ]);
  return {
    faults: proofFaults.filter((each) => faults.has(each)),
    ...(receipt && { said: { receipt, head: proof.head } }),
    ...checkpointIn(proof),
    acknowledged: keys !== undefined && proof.acknowledgement !== null && unsaid.length === 0,
    ...(batch === undefined ? {} : { batch }),
  };
}
