import { z } from 'zod';
import { operation } from '#kernel/operation';

export const LateContracts = z.object({
  asOf: z.iso.date(),
  capped: z.boolean().describe('there are more than are told'),
  items: z.array(
    z.object({
      number: z.string(),
      undertaking: z.string(),
      plannedOn: z.iso.date(),
      signedOn: z.iso.date().nullable().describe('null: not signed by that day'),
      days: z.int().describe('working days after the day planned, up to the signing or to that day'),
    }),
  ),
});
export type LateContracts = z.infer<typeof LateContracts>;

export const tenderingOperations = {
  lateContracts: operation({
    method: 'GET',
    path: '/late-contracts',
    summary: { zh: '晚签和到期未签的合同', en: 'Contracts signed late, or not though their day is over' },
    permission: 'projects:read',
    query: z.object({
      number: z.string().max(64).optional(),
      undertaking: z.string().max(40).optional(),
      asOf: z.iso.date().optional().describe('as it stood at the end of this day; today when absent'),
    }),
    result: LateContracts,
  }),
} as const;
