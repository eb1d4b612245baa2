import { defineModule, mount, mountRecord } from '#kernel/module';
import { load, paperCityFiles } from './city.ts';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { printLeft, removeFiles, sweepAttachments } from './jobs.ts';
import { Paper } from './records.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'documents',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'identity', 'tasks'],
  permissions: {
    'documents:read': texts.read,
    'documents:issue': texts.issue,
    'documents:templates': texts.templates,
    'documents:attach': texts.attach,
    'documents:archive': texts.archive,
  },
  mounted: mount(operations, handlers),
  records: [mountRecord(Paper)],
  jobs: [printLeft, removeFiles, sweepAttachments],
  schedules: [
    { name: 'documents.print-left', cron: '*/10 * * * *', job: 'documents.print-left', input: {} },
    { name: 'documents.nightly', cron: '20 3 * * *', job: 'documents.sweep-attachments', input: {} },
  ],
  cityFiles: paperCityFiles,
  load,
});
