import { z } from 'zod';
import { operation } from '#kernel/operation';

import { profileOperations } from './profile-contract.ts';
import { ruleOperations } from './rules-contract.ts';

export { batchChecked } from './events.ts';
export type { BatchProfile, FieldProfile, Proposal } from './profile-contract.ts';
export type { RuleDraft, RuleState, Tried } from './rules-contract.ts';
export { kindNames, relationNames, statisticNames } from './kind-names.ts';
export { Check, Condition, Dimension, Rule } from './rule.ts';

const One = z.object({ id: z.string() });
const Reason = z.object({ reason: z.string().trim().min(2).max(500) });
const Until = z.iso.date().optional().describe('the last day of a waiver; for good when absent');
const FindingStatus = z.object({ id: z.string(), status: z.string() });

export const operations = {
  ...ruleOperations,
  ...profileOperations,
  contest: operation({
    method: 'POST',
    path: '/findings/:id/contest',
    summary: { zh: '提出异议', en: 'Contest a finding' },
    permission: 'quality:mend',
    params: One,
    body: Reason,
    result: FindingStatus,
  }),
  waive: operation({
    method: 'POST',
    path: '/findings/:id/waive',
    summary: { zh: '认可异议，不再要求改正', en: 'Waive a finding' },
    permission: 'quality:manage',
    params: One,
    body: Reason.extend({ until: Until }),
    result: FindingStatus,
  }),
  reopen: operation({
    method: 'POST',
    path: '/findings/:id/reopen',
    summary: { zh: '驳回异议', en: 'Reopen a finding' },
    permission: 'quality:manage',
    params: One,
    body: Reason,
    result: FindingStatus,
  }),
  moveMany: operation({
    method: 'POST',
    path: '/findings-batch',
    summary: { zh: '批量处理问题', en: 'Do one thing to many findings' },
    permission: 'quality:read',
    body: Reason.extend({
      action: z.enum(['contest', 'waive', 'reopen']),
      ids: z.array(z.string().max(40)).min(1).max(200),
      preview: z.boolean().default(false).describe('true: only what would be refused is said'),
      until: Until,
    }),
    result: z.object({
      done: z.array(z.string()),
      refused: z.array(
        z.object({ id: z.string(), code: z.string(), reason: z.object({ zh: z.string(), en: z.string() }) }),
      ),
    }),
  }),
  mendFile: operation({
    method: 'GET',
    path: '/datasets/:dataset/mend-file',
    summary: { zh: '下载待改的行（XLSX）', en: 'Download the rows to mend (XLSX)' },
    permission: 'quality:mend',
    params: z.object({ dataset: z.string() }),
    query: z.object({
      batch: z.string().max(40).optional().describe('only rows that stand in this batch'),
    }),
    result: z.unknown(),
    download: true,
    purpose: true,
  }),
  sharedRows: operation({
    method: 'GET',
    path: '/datasets/:dataset/rows',
    summary: { zh: '取用共享的数据集（个人信息遮蔽）', en: 'Fetch a shared dataset, personal data masked' },
    permission: 'quality:fetch',
    params: z.object({ dataset: z.string() }),
    query: z.object({
      after: z.string().max(1000).optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(200),
    }),
    result: z.object({
      items: z.array(z.record(z.string(), z.string().nullable())),
      masked: z.array(z.string()),
      next: z.string().nullable(),
      dataset: z.string(),
      simulated: z.boolean(),
    }),
    purpose: true,
  }),
  rules: operation({
    method: 'GET',
    path: '/rules',
    summary: { zh: '检查规则', en: 'Rules' },
    permission: 'quality:read',
    query: z.object({ dataset: z.string().optional() }),
    result: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          dataset: z.string(),
          title: z.object({ zh: z.string(), en: z.string() }),
          dimension: z.string(),
          severity: z.string(),
          field: z.string(),
          days: z.number().int(),
          kind: z.string(),
          implied: z.boolean(),
          ofTheCity: z.boolean().describe("stated in the city's files, and changed there"),
          open: z.number().int(),
        }),
      ),
    }),
  }),
  summary: operation({
    method: 'GET',
    path: '/summary',
    summary: { zh: '问题数据概况', en: 'Findings in figures' },
    permission: 'quality:read',
    result: z.object({
      items: z.array(
        z.object({
          dataset: z.string(),
          owner: z.string(),
          open: z.number().int(),
          contested: z.number().int(),
          closed: z.number().int(),
          overdue: z.number().int(),
        }),
      ),
      at: z.string(),
    }),
  }),
};
