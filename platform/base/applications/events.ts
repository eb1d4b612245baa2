import { z } from 'zod';
import { defineEvent } from '#kernel/event';

/** Something worth measuring anew: a system was first looked at or used on a day, or its health has changed. */
export const systemSeen = defineEvent({
  name: 'applications.system-seen',
  version: 1,
  title: { zh: '系统运行或使用有新情况', en: 'A system was seen in a new state' },
  payload: z.object({
    system: z.string(),
    day: z.string(),
    health: z.enum(['up', 'shaky', 'down']).nullable(),
    simulated: z.boolean(),
  }),
});
