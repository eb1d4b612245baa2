import { z } from 'zod';

/** How a row without a usable number joined a person: by which model, how surely, and who decided when it was not sure. */
export const How = z.object({
  model: z.string().describe('version of the linkage model'),
  probability: z.number(),
  decidedBy: z.array(z.string()).describe('accounts; empty when it was sure without a person'),
  rows: z
    .array(z.tuple([z.string(), z.number().int()]))
    .describe('batch and row of each delivery that joined so'),
  founded: z
    .literal(true)
    .optional()
    .describe('nobody of the register was found to be this: the row founded a person'),
});
export type How = z.infer<typeof How>;
