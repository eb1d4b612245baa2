import { z } from 'zod';
import { defineEvent } from '#kernel/event';

export const panelComplete = defineEvent({
  name: 'assessment.panel-complete',
  version: 1,
  title: { zh: '评审已完成', en: 'A panel is complete' },
  payload: z.object({
    panel: z.string(),
    matter: z.string(),
    score: z.int().describe('hundredths of a point, mean of the sums'),
    simulated: z.boolean(),
  }),
});
