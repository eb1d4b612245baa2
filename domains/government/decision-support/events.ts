import { z } from 'zod';
import { defineEvent } from '#kernel/event';
import { levels } from './judging/detectors.ts';
import { texts } from './texts.ts';

/** A warning was raised, rose, was lowered by a revision, was worked on, closed, withdrawn by a revision, or over by itself. */
export const warningChanged = defineEvent({
  name: 'decision-support.warning-changed',
  version: 1,
  title: texts.changed,
  payload: z.object({
    warning: z.string(),
    rule: z.string(),
    level: z.enum(levels),
    what: z.enum([
      'raised',
      'raised-higher',
      'lowered',
      'restored',
      'acknowledged',
      'judged',
      'handled',
      'closed',
      'withdrawn',
      'over',
    ]),
    owner: z.string(),
    simulated: z.boolean(),
  }),
});
