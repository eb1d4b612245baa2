import { indicatorPoint } from '#kernel/indicator';
import { defineModule, mount } from '#kernel/module';
import { contribute } from '#kernel/point';
import { playedPoint } from '#kernel/simulation';
import { taskKindPoint } from '#platform/base/tasks';
import { operations } from './contract.ts';
import { questionnaire } from './demonstration.ts';
import { serviceRated } from './events.ts';
import { handlers } from './handlers.ts';
import { indicators } from './indicators.ts';
import { subscriptions } from './subscriptions.ts';
import { closeSurveysJob } from './survey/jobs.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'feedback',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'identity', 'tasks', 'notifications', 'scheduling', 'forms'],
  permissions: {
    'feedback:rate': texts.rate,
    'feedback:read': texts.read,
    'feedback:answer': texts.answer,
    'feedback:survey': texts.surveys,
  },
  mounted: mount(operations, handlers),
  events: [serviceRated],
  subscriptions,
  jobs: [closeSurveysJob],
  schedules: [
    { name: 'feedback.nightly-close', cron: '10 0 * * *', job: 'feedback.close-surveys', input: {} },
  ],
  contributes: [
    ...indicators.map((figure) => contribute(indicatorPoint, figure)),
    contribute(playedPoint, questionnaire),
    contribute(taskKindPoint, {
      kind: 'feedback.bad-grade',
      title: { zh: '差评核实答复', en: 'Bad grade' },
      linkText: { zh: '去答复', en: 'Answer it' },
      clock: { unit: 'working-days', amount: 5 },
    }),
  ],
});
