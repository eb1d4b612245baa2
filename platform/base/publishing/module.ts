import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { searchablePoint } from '#kernel/searchable';
import { attachmentKindPoint } from '#platform/base/documents';
import { taskKindPoint } from '#platform/base/tasks';
import { articlesFile, load } from './city.ts';
import { operations } from './contract.ts';
import { articlePublished, objectionAnswered } from './events.ts';
import { handlers } from './handlers.ts';
import { Objection } from './records.ts';
import { searchableArticles } from './searchable.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'publishing',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'tasks', 'documents'],
  permissions: {
    'publishing:write': texts.write,
    'publishing:review': texts.review,
    'publishing:object': texts.object,
    'publishing:reveal': texts.reveal,
  },
  mounted: mount(operations, handlers),
  records: [mountRecord(Objection)],
  events: [articlePublished, objectionAnswered],
  contributes: [
    contribute(searchablePoint, searchableArticles),
    contribute(taskKindPoint, {
      kind: 'publishing.review',
      title: { zh: '内容审核', en: 'Review of an article' },
      clock: { unit: 'working-days', amount: 1 },
    }),
    contribute(taskKindPoint, {
      kind: 'publishing.returned',
      title: { zh: '内容退回修改', en: 'Article returned' },
    }),
    contribute(taskKindPoint, {
      kind: 'publishing.objection',
      title: { zh: '公示异议待答复', en: 'Objection to be answered' },
      clock: { unit: 'working-days', amount: 5 },
    }),
    contribute(attachmentKindPoint, {
      code: 'publishing.attachment',
      title: { zh: '发布内容的附件', en: 'Attachment of an article' },
      files: ['pdf', 'png', 'jpeg'],
      maxBytes: 20 * 1024 * 1024,
    }),
  ],
  cityFiles: [articlesFile],
  load,
});
