import { z } from 'zod';
import { roles } from '../names.ts';

const Digest = z.string().regex(/^[0-9a-f]{64}$/);
const Key = z.string().max(200);
const Signature = z.string().max(300);
const Node = z.string().max(60);
const Sequence = z.int().min(1).max(Number.MAX_SAFE_INTEGER);

export const Channel = z
  .string()
  .regex(/^(up|down)(\/[a-z0-9][a-z0-9-]*){1,2}$/)
  .max(120);

const HeaderShape = z.strictObject({
  node: Node,
  channel: Channel,
  sequence: Sequence,
  kind: z.enum(['delivery', 'message', 'changes', 'acknowledgement']),
  payload: Digest,
  bytes: z.int().min(0),
  name: z.string().max(255),
  about: z.record(z.string().max(60), z.union([z.string().max(1000), z.number(), z.boolean(), z.null()])),
  previous: Digest,
  madeAt: z.iso.datetime(),
});

const HeadShape = z.strictObject({
  node: Node,
  channel: Channel,
  sequence: Sequence,
  link: Digest,
  key: Key,
  signature: Signature,
});

/** Envelopes of a channel in their order, and the sender's signature over the last. */
export const EnvelopesShape = z.strictObject({
  channel: Channel,
  items: z
    .array(z.strictObject({ header: HeaderShape, body: z.string().max(4_000_000).nullable() }))
    .min(1)
    .max(500),
  head: HeadShape,
});

export const ReceiptShape = z.strictObject({
  node: Node,
  channel: Channel,
  from: z.int().min(1),
  to: z.int().min(1),
  link: Digest,
  at: z.iso.datetime(),
  key: Key,
  signature: Signature,
});

/** Where a sender stands in a channel: by its link everything up to the number, and how many bytes that were. */
export const StatementShape = z.strictObject({
  channel: Channel,
  sequence: z.int().min(0),
  link: Digest,
  bytes: z.number().min(0),
});

export const CertificateShape = z.strictObject({
  node: Node,
  owner: z.string().max(60),
  role: z.enum(roles),
  datasets: z.array(z.string().max(64)).max(1000),
  key: Key,
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  city: Key,
  signature: Signature,
});
