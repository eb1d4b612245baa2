import { z } from 'zod';
import { defineEvent } from '#kernel/event';

/** Whoever keeps what follows from a description (rules, columns, forms) makes it anew. */
export const datasetDescribed = defineEvent({
  name: 'catalogue.dataset-described',
  version: 1,
  title: { zh: '数据集的描述已发布或撤销', en: 'The description of a dataset was published or withdrawn' },
  payload: z.object({
    dataset: z.string(),
    provider: z.string(),
    state: z.enum(['published', 'withdrawn']),
  }),
});
