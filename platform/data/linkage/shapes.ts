import { z } from 'zod';

/** What one comparison said of a pair: no values. */
export const Comparisons = z.array(
  z.object({
    attribute: z.string(),
    level: z.string().describe("the engine's own word"),
    weight: z.number().describe('bits; below zero it speaks against'),
  }),
);
export type Comparisons = z.output<typeof Comparisons>;
