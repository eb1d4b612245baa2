import { defineModule, mount, mountRecord } from '#kernel/module';
import { returnsCheck, returnsFile } from './city.ts';
import { keepClassesJob, keepsClasses } from './classes.ts';
import { operations } from './contract.ts';
import { contributes } from './contributions.ts';
import { deliver } from './delivering.ts';
import { endReturnsJob } from './ending.ts';
import { follows } from './follow.ts';
import { handlers } from './handlers.ts';
import { load } from './load.ts';
import { openTermsJob } from './opening.ts';
import { remindJob } from './reminding.ts';
import { Consent, Filing, Question, Respondent, Return } from './records.ts';
import { texts } from './texts.ts';
import * as writing from './writing.ts';

export default defineModule({
  id: 'reporting',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: [
    'organisations',
    'codes',
    'identity',
    'relations',
    'tasks',
    'forms',
    'notifications',
    'catalogue',
    'ingestion',
    'registers',
  ],
  permissions: {
    'reporting:read': texts.read,
    'reporting:reveal': texts.reveal,
    'reporting:reveal-persons': texts.revealPersons,
    'reporting:design': texts.design,
    'reporting:file': texts.file,
  },
  mounted: mount(operations, handlers),
  records: [
    mountRecord(Return, writing.ofReturns),
    mountRecord(Question, writing.ofQuestions),
    mountRecord(Respondent, writing.ofRespondents),
    mountRecord(Filing),
    mountRecord(Consent),
  ],
  subscriptions: [...follows, ...keepsClasses],
  jobs: [keepClassesJob, openTermsJob, endReturnsJob, deliver, remindJob],
  schedules: [
    { name: 'reporting.open-terms', cron: '20 0 * * *', job: 'reporting.open-terms', input: {} },
    { name: 'reporting.end-returns', cron: '10 0 * * *', job: 'reporting.end-returns', input: {} },
    { name: 'reporting.deliver', cron: '*/15 * * * *', job: 'reporting.deliver', input: {} },
  ],
  contributes,
  cityFiles: [returnsFile],
  cityChecks: [returnsCheck],
  load,
});
