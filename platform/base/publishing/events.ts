import { z } from 'zod';
import { defineEvent } from '#kernel/event';

export const articlePublished = defineEvent({
  name: 'publishing.article-released',
  version: 1,
  title: { zh: '内容已发布', en: 'An article was released' },
  payload: z.object({
    article: z.string(),
    category: z.enum(['notice', 'news', 'guide', 'policy']),
    version: z.int(),
    organisation: z.string(),
  }),
});

/** An objection to what was made public was answered; upheld, what rests on it cannot go on as it was. */
export const objectionAnswered = defineEvent({
  name: 'publishing.objection-answered',
  version: 1,
  title: { zh: '公示异议已答复', en: 'An objection was answered' },
  payload: z.object({ objection: z.string(), matter: z.string(), upheld: z.boolean() }),
});
