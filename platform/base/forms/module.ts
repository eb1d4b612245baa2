import { defineModule, mount } from '#kernel/module';
import { contribute } from '#kernel/point';
import { attachmentKindPoint } from '#platform/base/documents';
import { formCityFiles, load } from './city.ts';
import { operations } from './contract.ts';
import { formSubmitted } from './events.ts';
import { handlers } from './handlers.ts';
import { tieDrafts } from './jobs.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'forms',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['identity', 'documents'],
  permissions: {
    'forms:fill': texts.fill,
    'forms:design': texts.design,
    'forms:answers': texts.seeAnswers,
  },
  mounted: mount(operations, handlers),
  events: [formSubmitted],
  jobs: [tieDrafts],
  contributes: [
    contribute(attachmentKindPoint, {
      code: 'forms.file',
      title: texts.file,
      files: ['pdf', 'png', 'jpeg', 'docx', 'xlsx', 'ofd', 'text'],
      maxBytes: 20 * 1024 ** 2,
    }),
  ],
  cityFiles: formCityFiles,
  load,
});
