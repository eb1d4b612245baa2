import { z } from 'zod';

/** A row that people give to the other person, or back, although its number or side says otherwise. */
export const Move = z.object({
  dataset: z.string().max(64),
  key: z.string().max(200),
  to: z.enum(['person', 'other']),
});
export type Move = z.infer<typeof Move>;
