import { indicatorPoint } from '#kernel/indicator';
import { defineModule, mount } from '#kernel/module';
import { contribute } from '#kernel/point';
import { taskKindPoint } from '#platform/base/tasks';
import { operations } from './contract.ts';
import { serviceRated } from './events.ts';
import { handlers } from './handlers.ts';
import { indicators } from './indicators.ts';
import { subscriptions } from './subscriptions.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'feedback',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'tasks', 'notifications', 'scheduling'],
  permissions: {
    'feedback:rate': texts.rate,
    'feedback:read': texts.read,
    'feedback:answer': texts.answer,
  },
  mounted: mount(operations, handlers),
  events: [serviceRated],
  subscriptions,
  contributes: [
    ...indicators.map((figure) => contribute(indicatorPoint, figure)),
    contribute(taskKindPoint, {
      kind: 'feedback.bad-grade',
      title: { zh: '差评核实答复', en: 'Bad grade' },
      linkText: { zh: '去答复', en: 'Answer it' },
      clock: { unit: 'working-days', amount: 5 },
    }),
  ],
});
