import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { Judged, Told } from '#platform/matter/assessment/contract';
import { actOperation, Matter } from '#platform/matter/workflow/contract';

export const states = [
  'filed',
  'supplement',
  'reviewing',
  'reviewed',
  'publicity',
  'awarded',
  'withheld',
  'unpaid',
  'paid',
  'reported',
  'clawback',
  'closed',
  'refused',
  'withdrawn',
] as const;
export type State = (typeof states)[number];

const words = z.string().trim().min(2).max(1000);
const payeeAccount = z.string().regex(/^\d{8,30}$/);
const act = <N extends string, S extends z.ZodRawShape>(name: N, said: S) =>
  z.strictObject({ act: z.literal(name), ...said });

export const Call = z.object({
  code: z.string(),
  title: Text,
  who: Text,
  organisationName: Text.nullable(),
  audience: z.enum(['company', 'person']),
  form: z.string(),
  article: z.string(),
  budgetFen: z.int(),
  leftFen: z.int(),
  capFen: z.int(),
  opensAt: z.string(),
  closesAt: z.string(),
  standing: z.enum(['not-yet', 'open', 'over']),
  publicityDays: z.int(),
  simulated: z.boolean(),
});
export type Call = z.infer<typeof Call>;

const shared = { id: true, title: true, steps: true, simulated: true } as const;
export const MyApplication = Matter.pick(shared).extend({
  receipt: z.string(),
  applicantName: z.string(),
  form: z.string(),
  state: z.enum(states),
  askedFen: z.int(),
  grantedFen: z.int().nullish(),
  checks: z.array(Judged),
  article: z.string().nullish().describe('of the publicity'),
  paper: z.boolean(),
  reportDueAt: z.string().nullish(),
});
export type MyApplication = z.infer<typeof MyApplication>;

/** What an officer does with an application. */
export const OfficerAct = z.discriminatedUnion('act', [
  act('supplement', { why: words }),
  act('accept', { judged: z.array(Told).max(20) }),
  act('refuse', { why: words }),
  act('publicise', { grantedFen: z.int().min(1).max(1e13) }),
  act('award', {}),
  act('reask', { why: words }),
  act('print', {}),
  act('conclude', { met: z.boolean(), why: words }),
]);
export type OfficerAct = z.infer<typeof OfficerAct>;

/** What the applicant does after handing in: another account when the money did not arrive, the report. */
export const OwnAct = z.discriminatedUnion('act', [
  act('account', { payeeAccount }),
  act('report', { words, attachments: z.array(z.string().max(64)).max(10).default([]) }),
]);
export type OwnAct = z.infer<typeof OwnAct>;

export const operations = {
  calls: operation({
    method: 'GET',
    path: '/public/calls',
    summary: { zh: '补助项目', en: 'Calls, the last to close first' },
    permission: 'public',
    result: z.object({ items: z.array(Call) }),
  }),
  mine: operation({
    method: 'GET',
    path: '/my/applications',
    summary: { zh: '我的补助申请', en: 'My applications, each with its steps' },
    permission: 'grants:apply',
    result: z.object({ items: z.array(MyApplication) }),
  }),
  own: actOperation({
    path: '/my/applications/:id/acts',
    summary: { zh: '更正账号、提交报告', en: 'Correct the account, or report' },
    permission: 'grants:apply',
    acts: OwnAct,
  }),
  act: actOperation({
    path: '/applications/:id/acts',
    summary: { zh: '办理申请', en: 'Take an application a step on' },
    permission: 'grants:decide',
    acts: OfficerAct,
  }),
} as const;
