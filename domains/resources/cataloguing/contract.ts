import { z } from 'zod';
import { actOperation } from '#platform/matter/workflow/contract';
import { texts } from './texts.ts';

export { masks } from './names.ts';

const why = z.string().trim().min(2).max(1000);

/** What the describing department does. */
export const OwnAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('submit') }),
  z.strictObject({ act: z.literal('revise') }),
  z.strictObject({ act: z.literal('ask-release') }),
  z.strictObject({ act: z.literal('withdraw'), why }),
]);
export type OwnAct = z.infer<typeof OwnAct>;

/** What the data office does. */
export const ReviewAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('register') }),
  z.strictObject({ act: z.literal('give-back'), why }),
  z.strictObject({ act: z.literal('refuse'), why }),
  z.strictObject({ act: z.literal('publish') }),
]);
export type ReviewAct = z.infer<typeof ReviewAct>;

export const operations = {
  own: actOperation({
    path: '/own/descriptions/:id/acts',
    summary: texts.summaryOwn,
    permission: 'cataloguing:describe',
    acts: OwnAct,
  }),
  review: actOperation({
    path: '/descriptions/:id/acts',
    summary: texts.summaryAct,
    permission: 'cataloguing:review',
    acts: ReviewAct,
  }),
} as const;
