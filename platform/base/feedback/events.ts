import { z } from 'zod';
import { defineEvent } from '#kernel/event';

/** Never who. */
export const serviceRated = defineEvent({
  name: 'feedback.rated',
  version: 1,
  title: { zh: '服务已评价', en: 'A service was rated' },
  payload: z.object({
    rating: z.string(),
    organisation: z.string(),
    grade: z.int(),
    second: z.boolean(),
    simulated: z.boolean(),
  }),
});
