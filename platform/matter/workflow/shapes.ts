import { z } from 'zod';
import { Text } from '#kernel/texts';

/** One step of a matter. */
export const Step = z.object({
  state: z.string(),
  title: Text,
  why: z.string().nullable().describe('what was said with it'),
  at: z.string(),
});
export type Step = z.infer<typeof Step>;

export const Matter = z.object({
  process: z.string().describe('id of its record: grants.application'),
  kind: Text,
  id: z.string(),
  label: z.string().describe('the number that people call it by'),
  title: Text,
  state: z.string(),
  stateTitle: Text,
  waitsForMe: z.boolean().describe('the applicant is to do something'),
  over: z.boolean(),
  since: z.string().describe('when it came to its state'),
  steps: z.array(Step),
  page: z.string().describe('where the applicant goes on'),
  simulated: z.boolean(),
});
export type Matter = z.infer<typeof Matter>;
