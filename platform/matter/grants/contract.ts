import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { Judged, Told } from '#platform/matter/assessment/contract';
import { states } from './shapes.ts';

export { states, type State } from './shapes.ts';

const ById = z.object({ id: z.string().max(64) });
const done = z.object({ done: z.literal(true) });
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

export const MyApplication = z.object({
  id: z.string(),
  receipt: z.string(),
  applicantName: z.string(),
  title: Text,
  form: z.string(),
  state: z.enum(states),
  askedFen: z.int(),
  grantedFen: z.int().nullable(),
  checks: z.array(Judged),
  article: z.string().nullable().describe('of the publicity'),
  paper: z.boolean(),
  reportDueAt: z.string().nullable(),
  steps: z.array(z.object({ state: z.enum(states), why: z.string().nullable(), at: z.string() })),
  simulated: z.boolean(),
});
export type MyApplication = z.infer<typeof MyApplication>;

/** What an officer does with an application. */
export const OfficerAct = z.discriminatedUnion('act', [
  act('supplement', { why: words }),
  act('accept', { judged: z.array(Told).max(20) }),
  act('refuse', { why: words }),
  act('publicise', { grantedFen: z.int().min(1).max(1e13) }),
  act('award', {}),
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
  paper: operation({
    method: 'GET',
    path: '/my/applications/:id/paper',
    summary: { zh: '补助决定书', en: 'The decision as a paper' },
    permission: 'grants:apply',
    params: ById,
    result: z.unknown(),
    download: true,
  }),
  own: operation({
    method: 'POST',
    path: '/my/applications/:id/acts',
    summary: { zh: '更正账号、提交报告', en: 'Correct the account, or report' },
    permission: 'grants:apply',
    params: ById,
    body: OwnAct,
    result: done,
  }),
  act: operation({
    method: 'POST',
    path: '/applications/:id/acts',
    summary: { zh: '办理申请', en: 'Take an application a step on' },
    permission: 'grants:decide',
    params: ById,
    body: OfficerAct,
    result: done,
  }),
} as const;
