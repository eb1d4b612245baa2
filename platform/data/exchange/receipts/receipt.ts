import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '#engines/canonical-json';
import { digest, type Suite } from '#engines/crypto-suite';
import type { Context } from '#kernel/context';
import type { InForce } from '../standing.ts';
import { digestNames, receiptWays } from '../names.ts';

export const receiptForm = 'yaojiang-exchange-receipt/1';

export const Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** What left the gateway, by which agreement, for whom: one a read, canonical JSON (RFC 8785) is what is hashed. */
export const Receipt = z.strictObject({
  form: z.literal(receiptForm),
  id: z.uuid(),
  agreement: z.string(),
  terms: Hex.describe('SHA-256 of the document of the agreement'),
  dataset: z.string(),
  provider: z.string(),
  consumer: z.string(),
  client: z.string().describe('who read: id of the client or person'),
  at: z.iso.datetime(),
  purpose: z.string().describe('code of the agreed purpose'),
  way: z.enum(receiptWays),
  request: Hex.describe('digest of method and address as they were asked'),
  state: Hex.describe('digest of the state of the dataset: the same, the same rows'),
  digest: z.enum(digestNames).describe('algorithm of request, state and body'),
  rows: z.int().min(0).describe('rows that left; where it did not end whole, at most so many'),
  bytes: z.int().min(0),
  body: Hex.nullable().describe('digest of the body as it left; null when nobody saw its end'),
  whole: z.boolean().describe('everything that was to leave has left'),
});
export type Receipt = z.infer<typeof Receipt>;

/** What is known before anything leaves. */
export type Draft = Omit<Receipt, 'rows' | 'bytes' | 'body' | 'whole'>;
export type End = Pick<Receipt, 'rows' | 'bytes' | 'body' | 'whole'>;

export const digestName = (suite: Suite): Receipt['digest'] => (suite === 'national' ? 'sm3' : 'sha-256');

export interface Exchanged {
  readonly agreement: InForce;
  readonly way: Receipt['way'];
  /** Method and address, or what stands for them. */
  readonly request: string;
  readonly state: string;
}

/** Begins the receipt of an exchange by an agreement at this moment. */
export function draftOf(context: Context, { agreement, way, request, state }: Exchanged): Draft {
  const { terms } = agreement;
  const suite = context.config.CRYPTO_SUITE;
  const of = (text: string): string => digest(suite)(text).toString('hex');
  return {
    form: receiptForm,
    id: randomUUID(),
    agreement: terms.id,
    terms: agreement.digest,
    dataset: terms.dataset,
    provider: terms.provider,
    consumer: terms.consumer,
    client: context.actor.id,
    at: context.clock.now().toISOString(),
    purpose: terms.purpose,
    way,
    request: of(request),
    state: of(state),
    digest: digestName(suite),
  };
}

export const receiptText = (draft: Draft, end: End): string => canonicalJson({ ...draft, ...end });

/** A receipt before anything leaves. */
export interface Begun {
  readonly id: string;
  /** What is known, and how many rows are to leave. */
  readonly told: string;
}

export const begun = (draft: Draft, rows: number): Begun => ({
  id: draft.id,
  told: canonicalJson({ ...draft, rows }),
});
