import { z } from 'zod';
import { defineEvent } from '#kernel/event';

export const outcomePublished = defineEvent({
  name: 'inspections.outcome-published',
  version: 1,
  title: { zh: '检查结果已公布', en: 'The outcome of a visit was published' },
  payload: z.object({
    visit: z.string(),
    kind: z.string(),
    object: z.string(),
    score: z.int(),
    grade: z.string(),
    state: z.enum(['mending', 'closed']),
    simulated: z.boolean(),
  }),
});
