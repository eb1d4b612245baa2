import { z } from 'zod';
import { operation } from '#kernel/operation';
import { outcomes } from './names.ts';

const words = z.string().trim().min(2).max(1000);
const ById = z.object({ id: z.string().max(200) });
const Done = z.object({ done: z.literal(true) });
const unit = { permission: 'performance:answer', method: 'POST', params: ById, result: Done } as const;
const office = { permission: 'performance:manage', method: 'POST', params: ById, result: Done } as const;

/** A matter that was closed outside of here. */
export const PastMatter = z.strictObject({
  title: z.string().trim().min(2).max(200),
  what: z.string().trim().min(2).max(4000),
  basedOn: z.string().trim().min(2).max(300),
  issuedOn: z.iso.date(),
  dueOn: z.iso.date().describe('with what it was extended by'),
  units: z
    .array(
      z.strictObject({
        unit: z.string().max(64),
        finishedOn: z.iso.date().describe('what never was done: the day of the verdict'),
        closedOn: z.iso.date().describe('in the period of this day it counts'),
        outcome: z.enum(outcomes),
        quality: z.int().min(0).max(100),
        why: words,
      }),
    )
    .min(1)
    .max(100),
});
export type PastMatter = z.infer<typeof PastMatter>;

export const supervisionOperations = {
  issue: operation({
    permission: 'performance:manage',
    method: 'POST',
    path: '/supervisions/issue',
    summary: { zh: '下达督查', en: 'Issue a matter to units' },
    body: z.strictObject({
      title: z.string().trim().min(2).max(200),
      what: z.string().trim().min(2).max(4000),
      basedOn: z.string().trim().min(2).max(300),
      office: z.string().max(64),
      units: z.array(z.string().max(64)).min(1).max(100),
      dueOn: z.iso.date(),
      milestone: z.string().trim().min(2).max(300).optional(),
      milestoneOn: z.iso.date().optional(),
      simulated: z.boolean().default(false).describe('invented, for a simulated city'),
    }),
    result: z.object({ number: z.string() }),
  }),
  recordPast: operation({
    permission: 'performance:manage',
    method: 'POST',
    path: '/supervisions/record-past',
    summary: { zh: '补录已办结的督查', en: 'Take over matters that were closed outside of here' },
    body: z.strictObject({
      office: z.string().max(64),
      matters: z.array(PastMatter).min(1).max(200),
      simulated: z.boolean().default(false).describe('invented, for a simulated city'),
    }),
    result: z.object({ numbers: z.array(z.string()) }),
  }),
  receive: operation({
    ...unit,
    path: '/supervisions/:id/receive',
    summary: { zh: '签收督查', en: 'Receive a matter' },
  }),
  report: operation({
    ...unit,
    path: '/supervisions/:id/report',
    summary: { zh: '反馈进度', en: 'Report how far it is' },
    body: z.strictObject({ percent: z.int().min(0).max(100), progress: z.string().trim().min(2).max(2000) }),
  }),
  askExtension: operation({
    ...unit,
    path: '/supervisions/:id/extension',
    summary: { zh: '申请延期', en: 'Ask for a later day' },
    body: z.strictObject({ until: z.iso.date(), why: words }),
  }),
  urge: operation({
    ...office,
    path: '/supervisions/:id/urge',
    summary: { zh: '催办', en: 'Urge' },
    body: z.strictObject({ message: words }),
  }),
  answerExtension: operation({
    ...office,
    path: '/supervisions/:id/extension/answer',
    summary: { zh: '答复延期申请', en: 'Answer a request for a later day' },
    body: z.strictObject({ granted: z.boolean(), answer: words }),
  }),
  sendBack: operation({
    ...office,
    path: '/supervisions/:id/send-back',
    summary: { zh: '退回继续办理', en: 'Send back to go on' },
    body: z.strictObject({ reason: words }),
  }),
  closeMatter: operation({
    ...office,
    path: '/supervisions/:id/close',
    summary: { zh: '验收办结', en: 'Judge and close' },
    body: z.strictObject({ outcome: z.enum(outcomes), quality: z.int().min(0).max(100), why: words }),
  }),
};
