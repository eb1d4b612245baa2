import { z } from 'zod';
import { Text } from '#kernel/texts';

/** The six dimensions of data quality of GB/T 36344. */
export const Dimension = z.enum(['normative', 'complete', 'accurate', 'consistent', 'timely', 'accessible']);
export type Dimension = z.infer<typeof Dimension>;

/** What is looked at. Every kind is compiled to one test that is true for a BAD row. */
export const Check = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('required'), field: z.string() }),
  z.strictObject({ kind: z.literal('length'), field: z.string(), most: z.number().int() }),
  z
    .strictObject({ kind: z.literal('type'), field: z.string() })
    .describe('not readable as the type the dataset states'),
  z.strictObject({ kind: z.literal('code'), field: z.string(), codes: z.string() }),
  z.strictObject({ kind: z.literal('citizen-id'), field: z.string() }).describe('GB 11643'),
  z.strictObject({ kind: z.literal('credit-code'), field: z.string() }).describe('GB 32100 and GB 11714'),
  z.strictObject({ kind: z.literal('mobile'), field: z.string() }),
  z.strictObject({
    kind: z.literal('range'),
    field: z.string(),
    from: z.string().optional(),
    to: z.string().optional().describe('a date, a number, or `today`'),
  }),
  z
    .strictObject({ kind: z.literal('order'), earlier: z.string(), later: z.string() })
    .describe('of two days'),
  z.strictObject({
    kind: z.literal('agrees-with-citizen-id'),
    field: z.string(),
    citizenId: z.string(),
    part: z.enum(['birth', 'sex']),
  }),
  z.strictObject({ kind: z.literal('pattern'), field: z.string(), pattern: z.string() }),
  z
    .strictObject({ kind: z.literal('unique'), fields: z.array(z.string()).min(1) })
    .describe('within the batch'),
  z
    .strictObject({
      kind: z.literal('shared-by-at-most'),
      field: z.string(),
      most: z.number().int(),
      distinct: z.string(),
    })
    .describe('one value used by more than `most` different others: one telephone, 37 people'),
  z.strictObject({ kind: z.literal('reference'), field: z.string(), codes: z.string() }),
]);
export type Check = z.infer<typeof Check>;

/** A rule of the city: made in its files, versioned, owned. */
export const Rule = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9.-]{2,80}$/),
  version: z.number().int().min(1).default(1),
  dataset: z.string(),
  title: Text,
  message: Text.describe('for the person who mends it; {value} stands for the masked value'),
  dimension: Dimension,
  severity: z.enum(['block', 'warn']).describe('a blocked row does not join a register'),
  check: Check,
  days: z.number().int().min(1).max(365).default(10).describe('calendar days to mend it'),
});
export type Rule = z.infer<typeof Rule>;
