import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { asked, consentStates, natures, periods, types } from './names.ts';

const ReturnCode = z.object({ code: z.string().max(60) });
const EndsOn = z.object({ endsOn: z.iso.date() });

/** Who answers: a company, or a person. */
const Who = z.object({ kind: z.enum(asked), name: Text });
export type Who = z.infer<typeof Who>;

/** Something that the city has, or that another return asks, and how near it is to a question. */
export const KnownItem = z.object({
  item: z.string().describe('to be named as the item of the question'),
  kind: z.enum(['register', 'catalogue', 'return']),
  likeness: z.enum(['bound', 'same', 'similar']),
  label: Text,
  of: Text.describe('the register, the resource or the return'),
  owner: z.string().nullable(),
  ownerName: Text.nullable(),
  share: z.enum(['unconditional', 'conditional', 'none']),
  period: z.enum(periods).nullable(),
  unit: z.string().nullable(),
  rows: z.number().int().nullable(),
  deliveredAt: z.string().nullable(),
  binds: z.boolean().describe('the question is not asked again without a why'),
});
export type KnownItem = z.infer<typeof KnownItem>;

export const Compared = z.object({
  code: z.string(),
  label: Text,
  item: z.string().nullable(),
  why: z.string().nullable(),
  open: z.boolean().describe('the return is not published before this one is bound or has a why'),
  known: z.array(KnownItem),
});
export type Compared = z.infer<typeof Compared>;

const Held = z.object({ code: z.string(), title: Text, provider: z.string(), providerName: Text });
export type Held = z.infer<typeof Held>;

/** One question of the sheet: whoever asks it, it is asked once. */
export const Cell = z.object({
  cell: z.string(),
  label: Text,
  type: z.enum(types),
  unit: z.string().nullable(),
  nature: z.enum(natures),
  period: z.string().nullable().describe('of what flows: the period that it is the sum of'),
  required: z.boolean(),
  askedBy: z.array(z.object({ return: z.string(), title: Text, owner: z.string(), ownerName: Text })),
  origin: z
    .object({ value: z.string(), source: Text })
    .nullable()
    .describe('what the city filled in, and from where'),
  dataset: Held.nullable().describe('whose dataset would answer it, if the consent names it'),
});
export type Cell = z.infer<typeof Cell>;

const DueReturn = z.object({
  code: z.string(),
  title: Text,
  owner: z.string(),
  ownerName: Text,
  period: z.string(),
  dueOn: z.string(),
  dueUncertain: z.boolean().describe('the holidays of that year are not published yet'),
  state: z.enum(['due', 'handed-in']),
  late: z.boolean(),
  voluntary: z.boolean(),
  realName: z.int().describe('real-name level that a person must have to answer'),
  reconstructed: z.boolean(),
});

export const SheetLine = z.object({
  endsOn: z.string(),
  state: z.enum(['untouched', 'draft', 'handed-in']),
  dueOn: z.string().describe('the earliest day on which one of its returns is due'),
  returns: z.array(DueReturn),
  questions: z.number().int().describe('asked by all returns together'),
  cells: z.number().int().describe('really on the sheet'),
  receipt: z.string().nullable(),
  handedInAt: z.string().nullable(),
  simulated: z.boolean(),
});
export type SheetLine = z.infer<typeof SheetLine>;

export const Answers = z.record(z.string().max(120), z.string().max(500));

export const Sheet = SheetLine.extend({
  who: Who,
  byThemselves: z.boolean().describe('the person answers, and nobody in their place'),
  revision: z.number().int().describe('rises with each save; a save names the one it saw'),
  consented: z.boolean(),
  list: z.array(Cell),
  answers: z.record(z.string(), z.string()),
  faults: z.array(z.object({ cell: z.string(), detail: Text })),
});
export type Sheet = z.infer<typeof Sheet>;

export const ProgressLine = z.object({
  code: z.string(),
  title: Text,
  owner: z.string(),
  period: z.string(),
  dueOn: z.string(),
  owed: z.number().int(),
  handedIn: z.number().int(),
  late: z.number().int().describe('of those handed in'),
  overdue: z.number().int().describe('not handed in, and the day is over'),
  simulated: z.boolean(),
});
export type ProgressLine = z.infer<typeof ProgressLine>;

/** A return that a person may answer without being asked. */
const Offer = z.object({
  code: z.string(),
  title: Text,
  owner: z.string(),
  ownerName: Text,
  dueOn: z.string(),
  questions: z.number().int(),
  reconstructed: z.boolean(),
});
export type Offer = z.infer<typeof Offer>;

/** One act of consent to the filling in of a sheet. */
export const ConsentGiven = z.object({
  endsOn: z.string(),
  returns: z.array(Text),
  datasets: z.array(Text).describe('of departments, beside the registers and one’s own earlier sheets'),
  givenAt: z.string(),
  by: Text.describe('in what capacity: oneself, a guardian, a relative, an agent'),
  state: z.enum(consentStates),
  endedAt: z.string().nullable(),
  simulated: z.boolean(),
});
export type ConsentGiven = z.infer<typeof ConsentGiven>;

const Done = z.object({ code: z.string(), state: z.string() });
const Revised = z.object({ revision: z.number().int().min(0) });
/** What the page showed: nobody agrees to, or hands in to, what they did not see. */
const Seen = Revised.extend({
  returns: z.array(z.string().max(60)).max(200).describe('codes of the returns that the sheet named'),
});

export const operations = {
  ask: operation({
    method: 'GET',
    path: '/known',
    summary: { zh: '谁已经问过：按说法查', en: 'Who asked this already, by words' },
    permission: 'reporting:read',
    query: z.object({ words: z.string().trim().min(1).max(60), asks: z.enum(asked).default('company') }),
    result: z.object({ items: z.array(KnownItem) }),
  }),
  compare: operation({
    method: 'GET',
    path: '/returns/:code/known',
    summary: { zh: '谁已经问过：一张报表逐题查', en: 'Who asked this already, question by question' },
    permission: 'reporting:read',
    params: ReturnCode,
    result: z.object({ state: z.string(), items: z.array(Compared) }),
  }),
  bind: operation({
    method: 'POST',
    path: '/questions/:code/bind',
    summary: { zh: '复用信息项，或写明重复提出的理由', en: 'Take an item, or say why it is asked again' },
    permission: 'reporting:design',
    params: ReturnCode,
    body: z.union([
      z.strictObject({ item: z.string().max(105) }),
      z.strictObject({ why: z.string().trim().min(2).max(500) }),
    ]),
    result: z.object({ code: z.string(), item: z.string().nullable(), why: z.string().nullable() }),
  }),
  publish: operation({
    method: 'POST',
    path: '/returns/:code/publish',
    summary: { zh: '发布报表', en: 'Publish a return' },
    permission: 'reporting:design',
    params: ReturnCode,
    result: Done,
  }),
  retire: operation({
    method: 'POST',
    path: '/returns/:code/retire',
    summary: { zh: '停止报表', en: 'Retire a return' },
    permission: 'reporting:design',
    params: ReturnCode,
    body: z.object({ why: z.string().trim().min(2).max(500) }),
    result: Done,
  }),
  progress: operation({
    method: 'GET',
    path: '/progress',
    summary: { zh: '填报进度', en: 'Progress of the periods' },
    permission: 'reporting:read',
    result: z.object({ items: z.array(ProgressLine) }),
  }),
  remind: operation({
    method: 'POST',
    path: '/returns/:code/remind',
    summary: { zh: '催报', en: 'Remind those that have not reported' },
    permission: 'reporting:design',
    params: ReturnCode,
    body: z.object({ period: z.string().max(10) }),
    result: z.object({ left: z.number().int(), job: z.string() }),
  }),
  mine: operation({
    method: 'GET',
    path: '/my/sheets',
    summary: { zh: '要填的和填过的', en: 'What one has to report, and has reported' },
    permission: 'reporting:file',
    result: z.object({ who: Who.nullable(), items: z.array(SheetLine), offers: z.array(Offer) }),
  }),
  sheet: operation({
    method: 'GET',
    path: '/my/sheets/:endsOn',
    summary: { zh: '一张填报单', en: 'One sheet' },
    permission: 'reporting:file',
    params: EndsOn,
    result: Sheet,
  }),
  save: operation({
    method: 'PUT',
    path: '/my/sheets/:endsOn',
    summary: { zh: '保存填报单', en: 'Save the sheet' },
    permission: 'reporting:file',
    params: EndsOn,
    body: Revised.extend({ answers: Answers }),
    result: Sheet,
  }),
  prefill: operation({
    method: 'POST',
    path: '/my/sheets/:endsOn/prefill',
    summary: { zh: '用城市已有的数据填写', en: 'Fill in what the city knows' },
    permission: 'reporting:file',
    params: EndsOn,
    body: Seen.extend({
      consent: z
        .literal(true)
        .describe('who answers agrees that registers, earlier sheets and the datasets named are asked'),
      datasets: z
        .array(z.string().max(60))
        .max(200)
        .default([])
        .describe('codes of the datasets that the sheet named; no other is read'),
    }),
    result: Sheet,
  }),
  withdrawConsent: operation({
    method: 'POST',
    path: '/my/sheets/:endsOn/withdraw-consent',
    summary: { zh: '撤回取数同意', en: 'Withdraw the consent to filling in' },
    permission: 'reporting:file',
    params: EndsOn,
    body: Revised,
    result: Sheet,
  }),
  consents: operation({
    method: 'GET',
    path: '/my/consents',
    summary: { zh: '取数同意：给过的和撤回的', en: 'Consents to the filling in: given, and taken back' },
    permission: 'reporting:file',
    result: z.object({ items: z.array(ConsentGiven) }),
  }),
  join: operation({
    method: 'POST',
    path: '/my/offers/:code/join',
    summary: { zh: '自愿填报', en: 'Answer a return on own initiative' },
    permission: 'reporting:file',
    params: ReturnCode,
    result: EndsOn,
  }),
  leave: operation({
    method: 'POST',
    path: '/my/offers/:code/leave',
    summary: { zh: '退出自愿填报', en: 'Leave a return that was begun on own initiative' },
    permission: 'reporting:file',
    params: ReturnCode,
    result: Done,
  }),
  handIn: operation({
    method: 'POST',
    path: '/my/sheets/:endsOn/hand-in',
    summary: { zh: '提交填报单', en: 'Hand the sheet in' },
    permission: 'reporting:file',
    params: EndsOn,
    body: Seen,
    result: Sheet,
  }),
} as const;
