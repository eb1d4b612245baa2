import { indicatorPoint } from '#kernel/indicator';
import { defineModule, mount } from '#kernel/module';
import { contribute } from '#kernel/point';
import { applicationClaimsPoint, enteredPoint, signOutWayPoint } from '#platform/base/identity';
import { taskKindPoint } from '#platform/base/tasks';
import { cas } from './cas/protocol.ts';
import { casWay } from './cas/tickets.ts';
import { systemCityFiles, systemsFit } from './city.ts';
import { operations } from './contract.ts';
import { systemSeen } from './events.ts';
import { handlers } from './handlers.ts';
import { indicators } from './indicators.ts';
import { pullJob, roundJob } from './jobs.ts';
import { load } from './load.ts';
import { mountedRecords } from './mounted-records.ts';
import { claimsThere, countEntered } from './sign-on.ts';
import { taskKinds } from './task-kinds.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'applications',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'identity', 'tasks', 'notifications'],
  permissions: {
    'applications:open': texts.open,
    'applications:read': texts.read,
    'applications:write': texts.write,
    'applications:connect': texts.connect,
    'applications:push': texts.push,
  },
  mounted: mount(operations, handlers),
  records: mountedRecords,
  protocols: [cas],
  events: [systemSeen],
  jobs: [roundJob, pullJob],
  schedules: [{ name: 'applications.minutely', cron: '* * * * *', job: 'applications.round', input: {} }],
  contributes: [
    ...indicators.map((figure) => contribute(indicatorPoint, figure)),
    ...taskKinds.map((kind) => contribute(taskKindPoint, kind)),
    contribute(applicationClaimsPoint, claimsThere),
    contribute(enteredPoint, countEntered),
    contribute(signOutWayPoint, casWay),
  ],
  cityFiles: systemCityFiles,
  cityChecks: [systemsFit],
  load,
});
