import { z } from 'zod';
import { Text } from '#kernel/texts';

/** What is judged: so many points at most. */
export const Criterion = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  title: Text,
  most: z.int().min(1).max(1000),
});
export type Criterion = z.infer<typeof Criterion>;

/** What a reviewer reads of the matter. */
export const Fact = z.strictObject({ label: Text, value: z.string() });
export type Fact = z.infer<typeof Fact>;

export const Scores = z.record(z.string().max(40), z.int().min(0).max(1000));
export type Scores = z.infer<typeof Scores>;

/** One rule: the code of a gate, and what it is held against (a division, a day). */
export const Rule = z.strictObject({ check: z.string().max(64), value: z.string().max(100).optional() });
export type Rule = z.infer<typeof Rule>;

export const Judged = z.object({
  check: z.string(),
  title: Text,
  outcome: z.enum(['met', 'not-met', 'unknown']),
  evidence: Text.describe('what it was seen from; or why it cannot be seen'),
  by: z.string().optional().describe('account of the person who judged what no register could tell'),
});
export type Judged = z.infer<typeof Judged>;

/** What a person says of a rule that no register could tell. */
export const Told = z.strictObject({
  check: z.string().max(64),
  met: z.boolean(),
  why: z.string().trim().min(2).max(1000),
});
export type Told = z.infer<typeof Told>;
