import { z } from 'zod';
import { operation } from '#kernel/operation';
import { actOperation } from '#platform/matter/workflow/contract';
import { ReportLine } from './shapes.ts';

export type { ReportLine } from './shapes.ts';
export type { ReportState } from './names.ts';

const why = z.string().trim().min(2).max(1000);

export const ReportOwnAct = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('file'),
    words: z.string().trim().min(2).max(4000),
    lines: z.array(ReportLine).max(2000),
  }),
]);
export type ReportOwnAct = z.infer<typeof ReportOwnAct>;
export const ReportAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('accept'), why: why.optional() }),
  z.strictObject({ act: z.literal('send-back'), why }),
]);
export type ReportAct = z.infer<typeof ReportAct>;

export const reportOperations = {
  openReport: operation({
    method: 'POST',
    path: '/undertakings/:code/reports',
    summary: { zh: '开始填报本月进度', en: 'Begin the report of this month' },
    permission: 'projects:write',
    params: z.object({ code: z.string().max(40) }),
    result: z.object({ id: z.string() }),
  }),
  ownReport: actOperation({
    path: '/own/reports/:id/acts',
    summary: { zh: '报送进度', en: 'Hand in a report' },
    permission: 'projects:write',
    acts: ReportOwnAct,
  }),
  decideReport: actOperation({
    path: '/reports/:id/acts',
    summary: { zh: '采纳或退回进度报告', en: 'Accept a report, or send it back' },
    permission: 'projects:approve',
    acts: ReportAct,
  }),
} as const;
