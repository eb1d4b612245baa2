import { z } from 'zod';
import { defineEvent } from '#kernel/event';

/** Somebody acts for another no more: withdrawn, ended or run out. Whoever knows the mandate tells. */
export const mandateEnded = defineEvent({
  name: 'identity.mandate-ended',
  version: 1,
  title: { zh: '代办关系已结束', en: 'A mandate ended' },
  payload: z.object({
    holder: z.string().describe("the agent's actor id"),
    subject: z.object({ kind: z.enum(['person', 'company']), key: z.string() }),
    basis: z.string().describe('as the mandate named it'),
  }),
});
