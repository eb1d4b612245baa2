import { indicatorPoint } from '#kernel/indicator';
import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { playedPoint } from '#kernel/simulation';
import { wallListPoint } from '#kernel/wall';
import { taskKindPoint } from '#platform/base/tasks';
import { remeasureOn } from '#platform/sense/indicators';
import { operations } from './contract.ts';
import { elevatorsChanged, tellChanged } from './events.ts';
import { handlers } from './handlers.ts';
import { indicators } from './indicators.ts';
import { taskKinds } from './kinds.ts';
import { Alarm, Lift } from './records.ts';
import { alarmRows } from './scope-store.ts';
import { settleJob } from './settle.ts';
import { liftCompanies } from './simulate.ts';
import { texts } from './texts.ts';
import { openAlarms } from './wall.ts';
import { liftWriting } from './writing.ts';

export default defineModule({
  id: 'elevators',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'identity', 'tasks', 'indicators'],
  permissions: {
    'elevators:read': texts.read,
    'elevators:write': texts.write,
    'elevators:report': texts.report,
    'elevators:handle': texts.handle,
  },
  records: [mountRecord(Lift, liftWriting), mountRecord(Alarm, { rows: alarmRows })],
  mounted: mount(operations, handlers),
  events: [elevatorsChanged],
  subscriptions: [tellChanged, remeasureOn(elevatorsChanged)],
  jobs: [settleJob],
  schedules: [{ name: 'elevators.settle', cron: '10 6 * * *', job: 'elevators.settle', input: {} }],
  contributes: [
    ...taskKinds.map((kind) => contribute(taskKindPoint, kind)),
    ...indicators.map((figure) => contribute(indicatorPoint, figure)),
    contribute(playedPoint, liftCompanies),
    contribute(wallListPoint, openAlarms),
  ],
});
