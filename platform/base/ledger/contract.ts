import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';

export { resourceWords } from './resource-words.ts';

export const actions = ['read', 'change', 'decide', 'export', 'share', 'sign-in', 'administer'] as const;

/** A signed tree head: what the whole log was at an instant. */
export const SignedHead = z.object({
  size: z.number().int(),
  root: z.string().describe('SHA-256, hex'),
  at: z.string(),
  key: z.string().describe('Ed25519 public key, raw, base64url'),
  signature: z.string().describe('over the canonical JSON (RFC 8785) of {at, root, size}, base64url'),
});
export type SignedHead = z.infer<typeof SignedHead>;

/** What a witness answers: that it has seen a head and the log had only grown. */
export const SignedReceipt = SignedHead.extend({
  log: z.string().describe('Ed25519 public key of the log that the head is of'),
  signature: z
    .string()
    .describe('of the witness, over the canonical JSON of {at, log, root, size}, base64url'),
});
export type SignedReceipt = z.infer<typeof SignedReceipt>;

export const Entry = z.object({
  sequence: z.number().int(),
  at: z.string(),
  action: z.enum(actions),
  resource: z.string(),
  actor: z.object({ id: z.string(), kind: z.string(), organisation: z.string().nullable() }),
  organisationName: Text.nullable(),
  purpose: z.string().nullable(),
  basis: z.string().nullable(),
  request: z.string(),
  subjects: z.number().int().describe('how many people or companies it was about'),
  detail: z.record(z.string(), z.unknown()).nullable(),
  body: z.string().describe('canonical JSON, as hashed'),
});
export type Entry = z.infer<typeof Entry>;

/** What a person is told of an entry about them: which office, never which private name. */
export const EntryAboutMe = z.object({
  sequence: z.number().int(),
  at: z.string(),
  action: z.enum(actions),
  resource: z.string(),
  who: z.object({ kind: z.string(), organisation: Text.nullable(), me: z.boolean() }),
  purpose: z.string().nullable(),
  why: Text.nullable().describe(
    'the purpose in words: its title where the city lists it, and what was said besides',
  ),
  basis: z.string().nullable(),
  withheld: z
    .object({ until: z.string(), basis: z.string() })
    .nullable()
    .describe('until when, and on what ground, it was kept from the person it is about'),
});
export type EntryAboutMe = z.infer<typeof EntryAboutMe>;

export const faultKinds = [
  'altered',
  'removed',
  'truncated',
  'rewritten',
  'subjects-altered',
  'head-forged',
  'head-missing',
  'outside-missing',
  'outside-unreadable',
  'forked',
  'chunk-altered',
  'tree-altered',
  'verification-altered',
  'guard-missing',
] as const;

export const LedgerFault = z.object({
  kind: z.enum(faultKinds),
  sequence: z.number().int().nullable().describe('the first entry concerned'),
  detail: Text,
});
export type LedgerFault = z.infer<typeof LedgerFault>;

export const Verification = z.object({
  ok: z.boolean(),
  at: z.string(),
  size: z.number().int(),
  root: z.string(),
  heads: z.number().int(),
  outsideHeads: z.number().int(),
  pending: z.number().int().describe('entries not yet in the tree'),
  unreachable: z.array(z.string()).default([]).describe('places outside that did not answer'),
  faults: z.array(LedgerFault),
  tookMs: z.number().int(),
});
export type Verification = z.infer<typeof Verification>;

const Hex = z.string().regex(/^[0-9a-f]{64}$/);
const DailyHead = SignedHead.extend({
  day: z.string(),
  fingerprint: z.string().describe('80 bits of SHA-256 over {key, root, size}, Crockford base 32'),
});
const Sequence = z.coerce.number().int().min(0);
const Instant = z.iso.datetime({ offset: true });
const page = {
  before: Sequence.optional().describe('entries before this sequence: `next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

export const operations = {
  entries: operation({
    method: 'GET',
    path: '/entries',
    summary: { zh: '账本条目', en: 'Entries of the ledger' },
    permission: 'ledger:audit',
    query: z.strictObject({
      ...page,
      actor: z.string().max(100).optional(),
      resource: z.string().max(200).optional(),
      action: z.enum(actions).optional(),
      from: Instant.optional(),
      to: Instant.optional(),
    }),
    result: z.object({ items: z.array(Entry), next: z.number().int().nullable() }),
  }),
  mine: operation({
    method: 'GET',
    path: '/mine',
    summary: { zh: '谁看过我的数据', en: 'Who looked at my data' },
    permission: 'registers:self',
    query: z.strictObject(page),
    result: z.object({ items: z.array(EntryAboutMe), next: z.number().int().nullable() }),
  }),
  heads: operation({
    method: 'GET',
    path: '/heads',
    summary: { zh: '签名的树头', en: 'Signed heads' },
    permission: 'public',
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(1000).default(50) }),
    result: z.object({ items: z.array(SignedHead) }),
  }),
  daily: operation({
    method: 'GET',
    path: '/heads/daily',
    summary: { zh: '每日树头及其指纹', en: 'The last head of each day with its fingerprint, to be printed' },
    permission: 'public',
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(366).default(31) }),
    result: z.object({ items: z.array(DailyHead) }),
  }),
  witnessed: operation({
    method: 'GET',
    path: '/witness/heads',
    summary: { zh: '本平台见证的树头', en: 'Heads of another log that this installation bears witness of' },
    permission: 'ledger:witness',
    query: z.strictObject({
      key: z.string().min(1).max(100),
      limit: z.coerce.number().int().min(1).max(1000).default(1),
    }),
    result: z.object({ items: z.array(SignedHead) }),
  }),
  witness: operation({
    method: 'POST',
    path: '/witness/heads',
    summary: { zh: '请本平台见证一个树头', en: 'Ask this installation to bear witness of a head' },
    permission: 'ledger:witness',
    body: z.strictObject({
      head: SignedHead.extend({ root: Hex, size: z.number().int().min(1), at: z.iso.datetime() }),
      first: z.number().int().min(0).describe('the size that the witness knew last; 0 for none'),
      proof: z.array(Hex).max(130).describe('consistency proof from `first` to the head (RFC 6962 §2.1.2)'),
    }),
    result: SignedReceipt,
  }),
  evidence: operation({
    method: 'GET',
    path: '/entries/:sequence/evidence',
    summary: {
      zh: '导出一条及其证明，可离线核验',
      en: 'One entry with its proof, as a file that is verified offline',
    },
    permission: 'ledger:audit',
    params: z.object({ sequence: Sequence }),
    query: z.strictObject({
      since: z.coerce
        .number()
        .int()
        .min(1)
        .optional()
        .describe('size of an earlier head that is to be proven too'),
    }),
    result: z.object({}),
    download: true,
  }),
  receipts: operation({
    method: 'GET',
    path: '/receipts',
    summary: { zh: '外部见证的回执', en: 'The last receipt of each witness' },
    permission: 'ledger:audit',
    result: z.object({
      items: z.array(
        z.object({ witness: z.string(), size: z.number().int(), at: z.string(), key: z.string() }),
      ),
      files: z.array(z.string()).describe('where heads are copied to'),
      key: z.string(),
    }),
  }),
  proof: operation({
    method: 'GET',
    path: '/entries/:sequence/proof',
    summary: { zh: '条目在树中的证明', en: 'Proof that an entry is in the tree (RFC 6962 §2.1.1)' },
    permission: 'public',
    params: z.object({ sequence: Sequence }),
    result: z.object({
      sequence: z.number().int(),
      leaf: z.string(),
      proof: z.array(z.string()),
      head: SignedHead,
    }),
  }),
  consistency: operation({
    method: 'GET',
    path: '/consistency',
    summary: { zh: '一棵树是另一棵的开头的证明', en: 'Proof that one tree begins another (RFC 6962 §2.1.2)' },
    permission: 'public',
    query: z.strictObject({ first: z.coerce.number().int().min(1), second: z.coerce.number().int().min(1) }),
    result: z.object({ first: z.number().int(), second: z.number().int(), proof: z.array(z.string()) }),
  }),
  verification: operation({
    method: 'GET',
    path: '/verification',
    summary: { zh: '最近一次核验', en: 'The last verification' },
    permission: 'ledger:audit',
    result: z.object({ last: Verification.nullable() }),
  }),
  verify: operation({
    method: 'POST',
    path: '/verification',
    summary: { zh: '核验整个账本', en: 'Verify the whole ledger' },
    permission: 'ledger:audit',
    result: z.object({ job: z.string() }),
  }),
} as const;
