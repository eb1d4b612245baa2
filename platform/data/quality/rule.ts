import { z } from 'zod';
import { Text } from '#kernel/texts';
import { Check, isOfRow } from './checks.ts';

export { Check } from './checks.ts';

/** The six dimensions of data quality of GB/T 36344. */
export const Dimension = z.enum(['normative', 'complete', 'accurate', 'consistent', 'timely', 'accessible']);
export type Dimension = z.infer<typeof Dimension>;

/** Rows to which a rule applies: those whose field has one of the values, is filled in, or is not. */
export const Condition = z
  .strictObject({
    field: z.string().min(1).max(64),
    in: z.array(z.string().min(1).max(200)).min(1).max(200).optional(),
    not: z
      .array(z.string().min(1).max(200))
      .min(1)
      .max(200)
      .optional()
      .describe('filled in with none of these'),
    filled: z.boolean().optional(),
  })
  .refine(
    (when) => [when.in, when.not, when.filled].filter((each) => each !== undefined).length === 1,
    'one of in, not and filled',
  );
export type Condition = z.infer<typeof Condition>;

export const Severity = z.enum(['block', 'warn']).describe('a blocked row does not join a register');

/** A rule by which a dataset is checked: of the city's files, or made in the console. */
export const Rule = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9.-]{2,80}$/),
    version: z.number().int().min(1).default(1),
    dataset: z.string(),
    title: Text,
    message: Text.describe('for the person who mends it; {value} stands for the masked value'),
    repair: Text.optional().describe('what may be done about it'),
    dimension: Dimension,
    severity: Severity,
    check: Check,
    when: Condition.optional(),
    days: z.number().int().min(1).max(365).default(10).describe('working days to mend it'),
  })
  .refine(({ check, when }) => when === undefined || isOfRow(check), {
    path: ['when'],
    message: 'only what looks at rows one by one has a condition',
  });
export type Rule = z.infer<typeof Rule>;
