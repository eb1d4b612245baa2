import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Code, Done } from './contract-parts.ts';

export const FactorBegun = z.object({
  secret: z.string().describe('base32, for typing; shown this once'),
  uri: z.string().describe('otpauth address, for an authenticator'),
  qr: z.string().describe('the same as a picture (SVG)'),
});
export type FactorBegun = z.infer<typeof FactorBegun>;

export const FactorState = z.object({
  since: z.string().nullable().describe('null when there is none'),
  recoveryLeft: z.number().int(),
  needed: z.boolean().describe('the post in which one acts gives its rights only with it'),
  provedAt: z.string().nullable().describe('in this session'),
});

/** A contractor and what they used in the last thirty days. */
export const ContractorUse = z.object({
  account: z.string(),
  name: z.string(),
  supervisor: z.string().nullable(),
  expiresOn: z.string().nullable(),
  suspended: z.boolean(),
  requests: z.number().int(),
  lastDay: z.string().nullable(),
});
export type ContractorUse = z.infer<typeof ContractorUse>;

export const factorOperations = {
  secondFactor: operation({
    method: 'GET',
    path: '/second-factor',
    summary: { zh: '我的第二重验证', en: 'My second factor' },
    permission: 'public',
    result: FactorState,
  }),
  beginSecondFactor: operation({
    method: 'POST',
    path: '/second-factor',
    summary: { zh: '开始启用第二重验证', en: 'Begin a second factor' },
    permission: 'public',
    result: FactorBegun,
  }),
  confirmSecondFactor: operation({
    method: 'POST',
    path: '/second-factor/confirmation',
    summary: { zh: '以验证码确认启用', en: 'Bring a second factor into force by its first code' },
    permission: 'public',
    body: z.object({ code: Code }),
    result: z.object({ recovery: z.array(z.string()).describe('shown this once') }),
  }),
  proveSecondFactor: operation({
    method: 'POST',
    path: '/second-factor/proof',
    summary: { zh: '重新验证身份', en: 'Prove the second factor anew' },
    permission: 'public',
    body: z.object({ code: Code }),
    result: Done,
  }),
  removeSecondFactor: operation({
    method: 'POST',
    path: '/second-factor/removal',
    summary: { zh: '停用第二重验证', en: 'Remove my second factor' },
    permission: 'public',
    body: z.object({ code: Code }),
    result: Done,
  }),
  resetSecondFactor: operation({
    method: 'DELETE',
    path: '/accounts/:key/second-factor',
    summary: { zh: '为他人解除第二重验证', en: 'Take the second factor of an account away' },
    permission: 'identity:manage',
    secondFactor: true,
    params: z.object({ key: z.string().max(64) }),
    result: Done,
  }),
  contractors: operation({
    method: 'GET',
    path: '/contractors',
    summary: { zh: '外包人员及其使用量', en: 'Contractors and how much they use' },
    permission: 'identity:supervise',
    result: z.object({ items: z.array(ContractorUse) }),
  }),
} as const;
