import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { taskKindPoint } from '#platform/base/tasks';
import { operations } from './contract.ts';
import { panelComplete } from './events.ts';
import { ownGates, gatePoint } from './gates.ts';
import { handlers } from './handlers.ts';
import { Panel, Reviewer } from './records.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'assessment',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['codes', 'identity', 'tasks', 'organisations', 'registers'],
  permissions: {
    'assessment:read': texts.read,
    'assessment:write': texts.write,
    'assessment:review': texts.review,
  },
  mounted: mount(operations, handlers),
  records: [mountRecord(Reviewer), mountRecord(Panel)],
  events: [panelComplete],
  contributes: [
    ...ownGates.map((gate) => contribute(gatePoint, gate)),
    contribute(taskKindPoint, {
      kind: 'assessment.seat',
      title: { zh: '参加评审', en: 'Judge on a panel' },
      clock: { unit: 'working-days', amount: 5 },
    }),
    contribute(taskKindPoint, {
      kind: 'assessment.short',
      title: { zh: '补充评审人员', en: 'Reviewers are lacking' },
      clock: { unit: 'working-days', amount: 2 },
    }),
  ],
});
