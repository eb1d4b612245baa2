import { z } from 'zod';
import { operation } from '#kernel/operation';
import { actOperation } from '#platform/matter/workflow/contract';

const why = z.string().trim().min(2).max(1000);
const fen = z.int().min(1).max(1e13);

export const BaselineOwnAct = z.discriminatedUnion('act', [z.strictObject({ act: z.literal('take-back') })]);
export type BaselineOwnAct = z.infer<typeof BaselineOwnAct>;
export const BaselineAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('freeze'), why: why.optional() }),
  z.strictObject({ act: z.literal('refuse'), why }),
]);
export type BaselineAct = z.infer<typeof BaselineAct>;

export const baselineOperations = {
  askBaseline: operation({
    method: 'POST',
    path: '/undertakings/:code/baselines',
    summary: {
      zh: '申请以现在的任务计划为新基线',
      en: 'Ask that the plan as it stands becomes the baseline',
    },
    permission: 'projects:write',
    params: z.object({ code: z.string().max(40) }),
    body: z.strictObject({
      reason: why,
      startsOn: z.iso.date().optional(),
      endsBy: z.iso.date().optional(),
      budgetFen: fen.optional(),
    }),
    result: z.object({ id: z.string() }),
  }),
  ownBaseline: actOperation({
    path: '/own/baselines/:id/acts',
    summary: { zh: '撤回基线申请', en: 'Take back what was asked of a baseline' },
    permission: 'projects:write',
    acts: BaselineOwnAct,
  }),
  decideBaseline: actOperation({
    path: '/baselines/:id/acts',
    summary: { zh: '批准或不批准基线', en: 'Freeze or refuse a baseline' },
    permission: 'projects:approve',
    acts: BaselineAct,
  }),
} as const;
