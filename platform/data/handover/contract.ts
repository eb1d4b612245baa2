import { z } from 'zod';
import { operation } from '#kernel/operation';
import { decisions, differences, ends, states } from './names.ts';

const ByKey = z.object({ key: z.string().max(40) });
const words = z.string().trim().min(2).max(500);
const Done = z.object({ done: z.literal(true) });

export const Reconciled = z.object({
  state: z.enum(states),
  differences: z.array(z.enum(differences)),
  batch: z.string().nullable(),
});
export type Reconciled = z.infer<typeof Reconciled>;

export const Decide = z.strictObject({
  decision: z.enum(decisions),
  why: words,
  digest: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .describe('SHA-256 on the corrected slip'),
  rows: z.int().min(0).max(1_000_000_000).optional().describe('rows on the corrected slip'),
  paper: words.optional().describe('the corrected slip: number and date'),
});
export type Decide = z.infer<typeof Decide>;

export const Sign = z.strictObject({
  end: z.enum(ends),
  how: words.describe('to whom it went back; how it was destroyed'),
});
export type Sign = z.infer<typeof Sign>;

export const operations = {
  file: operation({
    method: 'POST',
    path: '/hand-overs/:key/file',
    summary: {
      zh: '读入介质上的文件并核对',
      en: 'Read the file off the medium and hold it against the slip',
    },
    permission: 'handover:receive',
    params: ByKey,
    query: z.object({ filename: z.string().min(1).max(255) }),
    upload: { maxBytes: 4 * 1024 ** 3 },
    result: Reconciled,
  }),
  receipt: operation({
    method: 'POST',
    path: '/hand-overs/:key/receipt',
    summary: { zh: '打印交接回执', en: 'Print the receipt' },
    permission: 'handover:receive',
    params: ByKey,
    result: z.object({ id: z.string(), number: z.string() }),
  }),
  receiptFile: operation({
    method: 'GET',
    path: '/hand-overs/:key/receipt',
    summary: { zh: '交接回执的 PDF', en: 'The receipt as PDF' },
    permission: 'handover:read',
    params: ByKey,
    result: z.unknown(),
    download: true,
  }),
  decide: operation({
    method: 'POST',
    path: '/hand-overs/:key/decide',
    summary: { zh: '处理不符的交接', en: 'Decide what is not as the slip says' },
    permission: 'handover:decide',
    params: ByKey,
    body: Decide,
    result: Reconciled,
  }),
  sign: operation({
    method: 'POST',
    path: '/hand-overs/:key/medium',
    summary: { zh: '签字退还或销毁介质', en: 'Sign that the medium went back or was destroyed' },
    permission: 'handover:sign',
    params: ByKey,
    body: Sign,
    result: Done,
  }),
} as const;
