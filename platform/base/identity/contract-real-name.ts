import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { ById, Done } from './contract-parts.ts';

const Claimed = {
  idNumber: z.string().trim().min(15).max(20).describe('citizen identity number'),
  name: z.string().trim().min(1).max(60),
};

export const OutsideProvider = z.object({ code: z.string(), title: Text });
export type OutsideProvider = z.infer<typeof OutsideProvider>;

export const realNameOperations = {
  providers: operation({
    method: 'GET',
    path: '/providers',
    summary: { zh: '可用来登录的外部平台', en: 'Outside providers to sign in with' },
    permission: 'public',
    result: z.object({ items: z.array(OutsideProvider) }),
  }),
  realName: operation({
    method: 'GET',
    path: '/real-name',
    summary: { zh: '我的实名等级', en: 'How surely I am known' },
    permission: 'public',
    result: z.object({
      level: z.int().min(1).max(3),
      basis: z.string().nullable(),
      at: z.string().nullable(),
      numbered: z.boolean().describe('a number was proved'),
      linked: z.array(z.object({ code: z.string(), title: Text, lastAt: z.string() })),
    }),
  }),
  proveNumber: operation({
    method: 'POST',
    path: '/real-name/number',
    summary: { zh: '核对身份号码和姓名（2 级）', en: 'Prove number and name (level 2)' },
    permission: 'public',
    body: z.object(Claimed),
    result: Done,
  }),
  verifyInPerson: operation({
    method: 'POST',
    path: '/real-name/in-person',
    summary: { zh: '窗口当面核验（3 级）', en: 'Verify somebody in person (level 3)' },
    permission: 'identity:verify',
    body: z.object({ account: z.string().min(1).max(64), ...Claimed }),
    result: Done,
  }),
  closeRisk: operation({
    method: 'POST',
    path: '/risks/:id/close',
    summary: { zh: '写下对一项风险的结论', en: 'Say what came of a risk' },
    permission: 'identity:risks',
    params: ById,
    body: z.object({ finding: z.string().trim().min(2).max(500) }),
    result: Done,
  }),
  decideConflict: operation({
    method: 'POST',
    path: '/conflicts/:id/decide',
    summary: { zh: '决定实名冲突', en: 'Decide a conflict of accounts' },
    permission: 'identity:verify',
    params: ById,
    body: z.object({ account: z.string().max(64).nullable(), reason: z.string().trim().min(5).max(500) }),
    result: Done,
  }),
} as const;
