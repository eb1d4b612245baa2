import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';

const PlanFigure = z.object({
  id: z.string(),
  name: Text,
  value: z.number().nullable(),
  approximate: z.enum(['about', 'over', 'nearly']).nullable(),
  comparison: z.enum(['at-least', 'at-most']).nullable(),
  unit: Text.nullable(),
  asOf: z.string(),
  clause: z.string(),
});

/** A target with the baseline that speaks of the same thing, where there is one. */
export const PlanTarget = PlanFigure.extend({ baseline: PlanFigure.nullable() });
export type PlanTarget = z.infer<typeof PlanTarget>;

export const operations = {
  board: operation({
    method: 'GET',
    path: '/board',
    summary: { zh: '规划目标与基数', en: "The plan's targets beside its baselines" },
    permission: 'public',
    result: z.object({
      targets: z.array(PlanTarget),
      baselines: z.number().int().describe('how many baseline figures the plan prints'),
      source: Text,
    }),
  }),
};
