import { indicatorPoint } from '#kernel/indicator';
import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { playedPoint } from '#kernel/simulation';
import { mandateOpeningPoint } from '#platform/base/relations';
import { returnsCheck, returnsFile } from './city.ts';
import { operations } from './contract.ts';
import { deliver } from './delivering.ts';
import { handlers } from './handlers.ts';
import { indicators } from './indicators.ts';
import { load } from './load.ts';
import { openTermsNightly } from './opening.ts';
import { Filing, Question, Respondent, Return } from './records.ts';
import { companies } from './simulate.ts';
import { texts } from './texts.ts';
import * as writing from './writing.ts';

const agent = { kind: 'relations.company-agent', permissions: ['reporting:file'] } as const;

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
    'reporting:design': texts.design,
    'reporting:file': texts.file,
  },
  mounted: mount(operations, handlers),
  records: [
    mountRecord(Return, { beforeWrite: writing.beforeReturn, beforeWithdraw: writing.beforeReturnGoes }),
    mountRecord(Question, {
      beforeWrite: writing.beforeQuestion,
      beforeWithdraw: writing.beforeQuestionGoes,
    }),
    mountRecord(Respondent, { beforeWrite: writing.beforeRespondent, afterWrite: writing.afterRespondent }),
    mountRecord(Filing),
  ],
  jobs: [openTermsNightly, deliver],
  schedules: [
    { name: 'reporting.open-terms', cron: '20 0 * * *', job: 'reporting.open-terms', input: {} },
    { name: 'reporting.deliver', cron: '*/15 * * * *', job: 'reporting.deliver', input: {} },
  ],
  contributes: [
    contribute(mandateOpeningPoint, agent),
    contribute(playedPoint, companies),
    ...indicators.map((figure) => contribute(indicatorPoint, figure)),
  ],
  cityFiles: [returnsFile],
  cityChecks: [returnsCheck],
  load,
});
