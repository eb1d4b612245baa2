import { z } from 'zod';
import { defineEvent } from '#kernel/event';

/** A version of an open resource stands in the portal. */
export const versionMade = defineEvent({
  name: 'open-data.version-made',
  version: 1,
  title: { zh: '开放数据有新版本', en: 'A version of open data was made' },
  payload: z.object({
    release: z.string(),
    version: z.number().int(),
    rows: z.number().int(),
    simulated: z.boolean(),
  }),
});

/** A provider answered a report of an error. */
export const correctionAnswered = defineEvent({
  name: 'open-data.correction-answered',
  version: 1,
  title: { zh: '开放数据纠错已答复', en: 'A correction of open data was answered' },
  payload: z.object({
    release: z.string(),
    correction: z.string(),
    accepted: z.boolean(),
    simulated: z.boolean(),
  }),
});

/** A resource was opened to the public or withdrawn from it. */
export const releaseDecided = defineEvent({
  name: 'open-data.release-decided',
  version: 1,
  title: { zh: '资源已开放或撤回', en: 'A resource was opened or withdrawn' },
  payload: z.object({ release: z.string(), state: z.enum(['open', 'withdrawn']), simulated: z.boolean() }),
});
