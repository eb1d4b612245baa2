import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { asked } from './names.ts';
import {
  Answers,
  Compared,
  ConsentGiven,
  Done,
  EndsOn,
  KnownItem,
  Offer,
  PlaceLine,
  ProgressLine,
  ReturnCode,
  Revised,
  Seen,
  Sheet,
  SheetLine,
  Who,
} from './shapes.ts';

export {
  Answers,
  Cell,
  Compared,
  ConsentGiven,
  KnownItem,
  Offer,
  PlaceLine,
  ProgressLine,
  Sheet,
  SheetLine,
} from './shapes.ts';
export type { Held, Who } from './shapes.ts';

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
  places: operation({
    method: 'GET',
    path: '/progress/:code/:period/places',
    summary: { zh: '一张报表一期按村（社区）的进度', en: 'Progress of one return and period by place' },
    permission: 'reporting:read',
    params: ReturnCode.extend({ period: z.string().max(10) }),
    result: z.object({ title: Text, items: z.array(PlaceLine) }),
  }),
  decideWhose: operation({
    method: 'POST',
    path: '/filings/:id/whose',
    summary: { zh: '认定是谁填报的', en: 'Say which of two persons answered' },
    permission: 'reporting:design',
    params: z.object({ id: z.string().max(90) }),
    body: z.strictObject({ person: z.string().max(20) }),
    result: Done,
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
