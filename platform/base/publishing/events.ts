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
