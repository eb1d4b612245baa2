import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { Layout, retentions, Values } from './layout.ts';

export type { Block, Layout, PaperField, Values } from './layout.ts';

const Id = z.object({ id: z.string().max(64) });
const Code = z.string().regex(/^[a-z][a-z0-9-]{1,59}$/);
const ByCode = z.object({ code: Code });
const words = z.string().trim().min(1).max(500);

export const Template = z.object({
  code: z.string(),
  version: z.number().int(),
  title: Text,
  state: z.enum(['draft', 'published', 'retired']),
  issuer: z.string().nullable().describe('the only organisation that issues it; null: any'),
  layout: Layout,
  source: z.string().describe('city:papers.yaml, or console'),
  changedAt: z.string(),
});
export type Template = z.infer<typeof Template>;

export const PaperIssued = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  state: z.string(),
  code: z.string().describe('by which anyone can verify it'),
  digest: z.string().nullable(),
  pages: z.number().int().nullable(),
  missing: z.array(z.string()).describe('characters printed by their code point: no font has them'),
  sealed: z.enum(['none', 'simulated', 'real']),
});
export type PaperIssued = z.infer<typeof PaperIssued>;

export const Attachment = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number(),
  scanner: z.string().nullable().describe('who looked it over for viruses; null: nobody does here'),
  addedAt: z.string(),
});
export type Attachment = z.infer<typeof Attachment>;

/** What anyone may know of a paper: nothing of what it says, and nobody's name. */
export const Verified = z.object({
  found: z.boolean(),
  number: z.string().optional(),
  issuer: Text.optional(),
  issuedOn: z.string().optional(),
  state: z.enum(['valid', 'revoked', 'being-printed', 'disposed']).optional(),
  digest: z.string().nullable().optional(),
  matches: z.boolean().optional().describe('whether the file given is the one that was issued'),
  seal: z.enum(['valid', 'broken', 'none']).optional(),
  simulated: z.boolean().optional(),
});
export type Verified = z.infer<typeof Verified>;

export const Transfer = z.object({
  id: z.string(),
  title: z.string(),
  issuer: z.string(),
  until: z.string(),
  papers: z.number().int(),
  digest: z.string(),
  madeAt: z.string(),
});
export type Transfer = z.infer<typeof Transfer>;

export const Disposal = z.object({
  id: z.string(),
  issuer: z.string(),
  reason: z.string(),
  papers: z.array(z.string()),
  state: z.enum(['proposed', 'done', 'refused']),
  proposedAt: z.string(),
  proposedBy: z.string(),
  decidedAt: z.string().nullable(),
  proof: z.string().nullable(),
});
export type Disposal = z.infer<typeof Disposal>;

const drafting = z.object({
  title: Text,
  issuer: z.string().max(64).nullable().default(null),
  layout: Layout,
});

export const operations = {
  templates: operation({
    method: 'GET',
    path: '/templates',
    summary: { zh: '文书模板', en: 'Templates of papers' },
    permission: 'documents:read',
    result: z.object({ items: z.array(Template) }),
  }),
  saveTemplate: operation({
    method: 'PUT',
    path: '/templates/:code',
    summary: { zh: '保存模板草稿', en: 'Save the draft of a template' },
    permission: 'documents:templates',
    params: ByCode,
    body: drafting,
    result: Template,
  }),
  publishTemplate: operation({
    method: 'POST',
    path: '/templates/:code/publish',
    summary: { zh: '发布模板草稿', en: 'Publish the draft' },
    permission: 'documents:templates',
    params: ByCode,
    result: Template,
  }),
  preview: operation({
    method: 'POST',
    path: '/preview',
    summary: { zh: '预览（不编号、不用印）', en: 'Preview: without number and seal' },
    permission: 'documents:issue',
    body: z.object({ layout: Layout, values: Values }),
    result: z.object({ pdf: z.base64(), pages: z.number().int(), missing: z.array(z.string()) }),
  }),
  issue: operation({
    method: 'POST',
    path: '/issue',
    summary: { zh: '编号、印制、用印', en: 'Number, print and seal a paper' },
    permission: 'documents:issue',
    body: z.object({
      template: Code,
      values: Values,
      key: z.string().min(8).max(80).describe('the same key again gives the same paper'),
    }),
    result: PaperIssued,
  }),
  paper: operation({
    method: 'GET',
    path: '/issued/:id',
    summary: { zh: '文书的印制情况', en: 'How a paper was printed' },
    permission: 'documents:read',
    params: Id,
    result: PaperIssued,
  }),
  file: operation({
    method: 'GET',
    path: '/issued/:id/file',
    summary: { zh: '文书的 PDF', en: 'The PDF of a paper' },
    permission: 'documents:read',
    params: Id,
    result: z.unknown(),
    download: true,
  }),
  revoke: operation({
    method: 'POST',
    path: '/issued/:id/revoke',
    summary: { zh: '撤销文书', en: 'Revoke a paper' },
    permission: 'documents:issue',
    params: Id,
    body: z.object({ reason: words }),
    result: PaperIssued,
  }),
  verify: operation({
    method: 'GET',
    path: '/verify',
    summary: { zh: '核验文书', en: 'Verify a paper' },
    permission: 'public',
    query: z.object({
      code: z.string().max(80).describe('the code on the paper, or its number'),
      digest: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional()
        .describe('SHA-256 of the file in hand'),
    }),
    result: Verified,
  }),
  attach: operation({
    method: 'POST',
    path: '/attachments',
    summary: { zh: '上传附件', en: 'Take in an attachment' },
    permission: 'documents:attach',
    query: z.object({ filename: z.string().min(1).max(200), kind: z.string().max(80) }),
    result: Attachment,
    upload: { maxBytes: 200 * 1024 ** 2 },
  }),
  attachment: operation({
    method: 'GET',
    path: '/attachments/:id',
    summary: {
      zh: '下载自己上传、尚未归入事项的附件',
      en: "One's own attachment that belongs to nothing yet",
    },
    permission: 'documents:attach',
    params: Id,
    result: z.unknown(),
    download: true,
  }),
  transfer: operation({
    method: 'POST',
    path: '/transfers',
    summary: { zh: '归档移交', en: 'Hand papers to the archive' },
    permission: 'documents:archive',
    body: z.object({ title: words, until: z.iso.date().describe('papers up to this day') }),
    result: Transfer,
  }),
  transfers: operation({
    method: 'GET',
    path: '/transfers',
    summary: { zh: '移交清册', en: 'Transfer lists' },
    permission: 'documents:archive',
    result: z.object({ items: z.array(Transfer) }),
  }),
  manifest: operation({
    method: 'GET',
    path: '/transfers/:id/manifest',
    summary: { zh: '移交清册内容（CSV）', en: 'What a transfer list holds (CSV)' },
    permission: 'documents:archive',
    params: Id,
    result: z.unknown(),
    download: true,
  }),
  expired: operation({
    method: 'GET',
    path: '/expired',
    summary: { zh: '保管期满的文书', en: 'Papers whose time is over' },
    permission: 'documents:archive',
    result: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          number: z.string(),
          title: z.string(),
          keptUntil: z.string(),
          retention: z.enum(retentions),
        }),
      ),
    }),
  }),
  proposeDisposal: operation({
    method: 'POST',
    path: '/disposals',
    summary: { zh: '提出销毁', en: 'Propose to dispose of papers' },
    permission: 'documents:archive',
    body: z.object({ papers: z.array(z.string().max(40)).min(1).max(1000), reason: words }),
    result: Disposal,
  }),
  disposals: operation({
    method: 'GET',
    path: '/disposals',
    summary: { zh: '销毁清册', en: 'Disposal lists' },
    permission: 'documents:archive',
    result: z.object({
      items: z.array(
        Disposal.extend({
          holds: z
            .array(z.object({ id: z.string(), number: z.string(), title: z.string() }))
            .describe('the papers of the list'),
        }),
      ),
    }),
  }),
  decideDisposal: operation({
    method: 'POST',
    path: '/disposals/:id/decide',
    summary: { zh: '批准或不批准销毁', en: 'Approve or refuse a disposal' },
    permission: 'documents:archive',
    params: Id,
    body: z.object({ approve: z.boolean() }),
    result: Disposal,
  }),
} as const;
