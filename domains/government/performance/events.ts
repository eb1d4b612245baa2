import { z } from 'zod';
import { defineEvent } from '#kernel/event';
import { causes } from './names.ts';
import { texts } from './texts.ts';

/** A result was published, for the first time or as a new version. */
export const resultPublished = defineEvent({
  name: 'performance.result-published',
  version: 1,
  title: texts.published,
  payload: z.object({
    result: z.string(),
    scheme: z.string(),
    number: z.int(),
    cause: z.enum(causes),
    simulated: z.boolean(),
  }),
});
