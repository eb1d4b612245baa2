import { z } from 'zod';
import { maskStyles } from '#kernel/record';
import { decisions, standings, treatments } from './names.ts';

const field = z.string().regex(/^[a-z][A-Za-z0-9]{0,60}$/);
export const reason = z.string().trim().min(2).max(500);

/** One item that was asked for, and what was said of it. */
export const Item = z.strictObject({
  field,
  standing: z.enum(standings),
  decision: z.enum(decisions),
  mask: z.enum(maskStyles).optional(),
  reason: z.string().optional(),
});
export type Item = z.infer<typeof Item>;

/** What is decided of one item. */
export const ItemDecision = z.strictObject({
  field,
  decision: z.enum(treatments),
  mask: z
    .enum(maskStyles)
    .optional()
    .describe('how much stays to be seen; as the catalogue says when absent'),
  reason: reason.optional().describe('needed for a refusal'),
});
export type ItemDecision = z.infer<typeof ItemDecision>;

/** Rows that are given: those in which every condition holds. A value that is missing never fits. */
export const RowFilter = z
  .array(
    z.union([
      z.strictObject({ field, values: z.array(z.string().max(200)).min(1).max(200) }),
      z.strictObject({
        field,
        division: z
          .string()
          .regex(/^\d{2,12}$/)
          .describe('code of a division: it and all below it'),
      }),
    ]),
  )
  .max(5);
export type RowFilter = z.infer<typeof RowFilter>;
