import { z } from 'zod';
import { operation } from '#kernel/operation';
import { SystemRecovery } from '../recovery/shapes.ts';
import {
  Amounts,
  Observation,
  QuotaRequest,
  QuotaRequestOpened,
  requestStates,
  Taken,
  Use,
} from './shapes.ts';

const ById = z.object({ id: z.string().max(64) });
const words = z.string().trim().min(2).max(1000);

export const estateOperations = {
  observe: operation({
    method: 'POST',
    path: '/observations',
    summary: { zh: '报送机器使用情况', en: 'Hand in how far machines were used' },
    permission: 'cloud:observe',
    body: z.strictObject({ items: z.array(Observation).min(1).max(5000) }),
    result: Taken,
  }),
  observeFile: operation({
    method: 'POST',
    path: '/observations/file',
    summary: { zh: '导入监控导出的使用情况（CSV）', en: 'Take in a CSV file of monitoring' },
    permission: 'cloud:keep',
    query: z.strictObject({ filename: z.string().min(1).max(200) }),
    upload: { maxBytes: 8 * 1024 ** 2 },
    result: Taken,
  }),
  use: operation({
    method: 'GET',
    path: '/use',
    summary: { zh: '云资源容量与使用', en: 'What the cloud has and how far it is used' },
    permission: 'cloud:assets',
    result: Use,
  }),
  recovery: operation({
    method: 'GET',
    path: '/recovery',
    summary: {
      zh: '各系统恢复目标达标情况',
      en: 'Recovery targets of each system, and whether they are met',
    },
    permission: 'cloud:assets',
    result: z.object({ items: z.array(SystemRecovery), drillWithinDays: z.int(), asOf: z.string() }),
  }),
  requests: operation({
    method: 'GET',
    path: '/quota-requests',
    summary: { zh: '配额申请', en: 'Requests for quotas' },
    permission: 'cloud:assets',
    query: z.strictObject({
      state: z.enum(requestStates).optional(),
      after: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    result: z.object({ items: z.array(QuotaRequest), next: z.string().nullable() }),
  }),
  request: operation({
    method: 'GET',
    path: '/quota-requests/:id',
    summary: { zh: '一份配额申请', en: 'One request for a quota' },
    permission: 'cloud:assets',
    params: ById,
    result: QuotaRequestOpened,
  }),
  askQuota: operation({
    method: 'POST',
    path: '/quota-requests',
    summary: { zh: '申请配额（填总量）', en: 'Ask for a quota (in all, not in addition)' },
    permission: 'cloud:ask',
    body: Amounts.extend({ reason: words }),
    result: z.object({ id: z.string() }),
  }),
  decideQuota: operation({
    method: 'POST',
    path: '/quota-requests/:id/decide',
    summary: { zh: '审批配额申请', en: 'Grant or refuse a request for a quota' },
    permission: 'cloud:grant',
    params: ById,
    body: z.strictObject({
      grant: z.boolean(),
      amounts: Amounts.optional().describe('what is granted when not all that was asked'),
      answer: words,
    }),
    result: z.object({ done: z.literal(true) }),
  }),
  takeBackQuota: operation({
    method: 'POST',
    path: '/quota-requests/:id/take-back',
    summary: { zh: '撤回配额申请', en: 'Take a request for a quota back' },
    permission: 'cloud:ask',
    params: ById,
    result: z.object({ done: z.literal(true) }),
  }),
} as const;
