import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { categories, channels, disclosures, versionStates } from './rules.ts';

const id = z.string().max(64);
const ById = z.object({ id });
const page = {
  after: z.string().max(200).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};

export const Facts = z.object({
  category: z.enum(categories),
  disclosure: z.enum(disclosures).describe('公开方式'),
  issuedOn: z.iso.date().describe('发文日期'),
  channels: z.array(z.enum(channels)).min(1),
  fromAt: z.iso.datetime().nullable(),
  toAt: z.iso.datetime().nullable(),
});

export const Words = z.object({
  title: z.object({ zh: z.string().trim().min(1).max(120), en: z.string().trim().min(1).max(240) }),
  body: z.object({ zh: z.string().trim().min(1).max(50_000), en: z.string().trim().max(50_000) }),
  note: z
    .string()
    .trim()
    .max(300)
    .nullable()
    .describe('what is corrected; needed from the second version on'),
});

export const Attachment = z.object({ id: z.string(), name: z.string(), size: z.number() });

export const ArticleLine = Facts.extend({
  id: z.string(),
  indexNumber: z.string().describe('索引号'),
  organisation: z.string(),
  organisationName: Text.nullable().describe('发布机构'),
  title: Text,
  at: z.string().describe('when it was released, or made when it was not'),
  simulated: z.boolean(),
});
export type ArticleLine = z.infer<typeof ArticleLine>;

export const PublicArticle = ArticleLine.extend({
  body: Text,
  attachments: z.array(Attachment),
  publicity: z
    .object({
      endsAt: z.string(),
      open: z.boolean().describe('objections are taken'),
      objections: z.int(),
      unanswered: z.int(),
    })
    .nullable()
    .describe('公示: until when anybody may object'),
  corrections: z.array(z.object({ version: z.int(), at: z.string(), note: z.string() })),
});
export type PublicArticle = z.infer<typeof PublicArticle>;

export const EditedLine = ArticleLine.extend({
  visibility: z.enum(['not-yet', 'shown', 'over', 'withdrawn']),
  version: z.int(),
  state: z.enum(versionStates),
});
export type EditedLine = z.infer<typeof EditedLine>;

export const Edited = EditedLine.extend({
  revision: z.int(),
  body: Text,
  note: z.string().nullable(),
  mine: z.boolean().describe('the reader wrote this version, so somebody else reviews it'),
  returnReason: z.string().nullable(),
  withdrawnWhy: z.string().nullable(),
  attachments: z.array(Attachment),
});
export type Edited = z.infer<typeof Edited>;

const write = { permission: 'publishing:write' } as const;

export const operations = {
  list: operation({
    ...write,
    method: 'GET',
    path: '/articles',
    summary: { zh: '本单位的内容', en: "The organisation's articles, the latest first" },
    query: z.strictObject({ ...page, state: z.enum(versionStates).optional() }),
    result: z.object({ items: z.array(EditedLine), next: z.string().nullable() }),
  }),
  get: operation({
    ...write,
    method: 'GET',
    path: '/articles/:id',
    summary: { zh: '一篇内容的最新版本', en: 'An article in its latest version' },
    params: ById,
    result: Edited,
  }),
  create: operation({
    ...write,
    method: 'POST',
    path: '/articles',
    summary: { zh: '起草', en: 'Draft an article' },
    body: Facts.extend(Words.shape).extend({ attachments: z.array(id).max(20).default([]) }),
    result: Edited,
  }),
  save: operation({
    ...write,
    method: 'PUT',
    path: '/articles/:id',
    summary: {
      zh: '保存草稿；已发布的另起更正稿',
      en: 'Keep a draft; of what is released, a correction is begun',
    },
    params: ById,
    body: Facts.extend(Words.shape).extend({
      revision: z.int().describe('the one that was seen'),
      attachments: z.array(id).max(20).default([]),
    }),
    result: Edited,
  }),
  submit: operation({
    ...write,
    method: 'POST',
    path: '/articles/:id/submit',
    summary: { zh: '送审', en: 'Hand in for review' },
    params: ById,
    result: Edited,
  }),
  review: operation({
    method: 'POST',
    path: '/articles/:id/review',
    summary: { zh: '审核：发布或退回', en: 'Release, or return with a reason' },
    permission: 'publishing:review',
    params: ById,
    body: z.strictObject({
      decision: z.enum(['release', 'return']),
      version: z.int().describe('the version and revision that were read'),
      revision: z.int(),
      reason: z.string().trim().max(500).optional().describe('needed to return'),
    }),
    result: Edited,
  }),
  withdraw: operation({
    method: 'POST',
    path: '/articles/:id/withdraw',
    summary: { zh: '撤下，留痕', en: 'Withdraw; that it was here stays visible' },
    permission: 'publishing:review',
    params: ById,
    body: z.strictObject({ reason: z.string().trim().min(2).max(500) }),
    result: Edited,
  }),
  published: operation({
    method: 'GET',
    path: '/public',
    summary: { zh: '已发布的内容', en: 'What is published, the latest first' },
    permission: 'public',
    query: z.strictObject({
      ...page,
      category: z.enum(categories).optional(),
      channel: z.enum(channels).default('web'),
    }),
    result: z.object({ items: z.array(ArticleLine), next: z.string().nullable() }),
  }),
  article: operation({
    method: 'GET',
    path: '/public/:id',
    summary: { zh: '一篇内容', en: 'An article' },
    permission: 'public',
    params: ById,
    result: PublicArticle,
  }),
  object: operation({
    method: 'POST',
    path: '/public/:id/objections',
    summary: { zh: '对公示提出异议', en: 'Object to what is made public' },
    permission: 'publishing:object',
    params: ById,
    body: z.strictObject({ words: z.string().trim().min(10).max(1000) }),
    result: z.object({ done: z.literal(true) }),
  }),
  myObjections: operation({
    method: 'GET',
    path: '/my/objections',
    summary: { zh: '我提出的异议', en: 'What I objected to' },
    permission: 'publishing:object',
    result: z.object({
      items: z.array(
        z.object({
          article: z.string(),
          title: z.string(),
          words: z.string(),
          madeAt: z.string(),
          state: z.enum(['open', 'upheld', 'dismissed']),
          answer: z.string().nullable(),
        }),
      ),
    }),
  }),
  answerObjection: operation({
    method: 'POST',
    path: '/objections/:id/answer',
    summary: { zh: '答复异议', en: 'Answer an objection' },
    permission: 'publishing:review',
    params: ById,
    body: z.strictObject({ upheld: z.boolean(), words: z.string().trim().min(2).max(1000) }),
    result: z.object({ done: z.literal(true) }),
  }),
  attachment: operation({
    method: 'GET',
    path: '/public/:id/attachments/:attachment',
    summary: { zh: '附件', en: 'An attachment of an article' },
    permission: 'public',
    params: z.object({ id, attachment: id }),
    result: z.any(),
    download: true,
  }),
  feed: operation({
    method: 'GET',
    path: '/feed',
    summary: { zh: 'Atom 订阅（RFC 4287）', en: 'Atom feed (RFC 4287)' },
    permission: 'public',
    query: z.strictObject({ category: z.enum(categories).optional() }),
    result: z.any(),
    download: true,
  }),
} as const;
