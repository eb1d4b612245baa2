import { evidencePoint } from '#kernel/evidence';
import { contribute, type Contribution } from '#kernel/point';
import { defineModule, mount, mountRecord } from '#kernel/module';
import { taskKindPoint } from '#platform/base/tasks';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { backupJob, drillJob, watchJob } from './jobs.ts';
import { Backup, Drill } from './records.ts';
import { cloudEvidence } from './shown.ts';
import { texts } from './texts.ts';

const kinds: readonly Contribution[] = [
  contribute(taskKindPoint, {
    kind: 'cloud.backup',
    title: texts.taskBackup,
    clock: { unit: 'working-days', amount: 1 },
  }),
  contribute(taskKindPoint, {
    kind: 'cloud.drill',
    title: texts.taskDrill,
    clock: { unit: 'working-days', amount: 5 },
  }),
];

export default defineModule({
  id: 'cloud',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['identity', 'ledger', 'tasks'],
  permissions: { 'cloud:read': texts.read, 'cloud:manage': texts.manage },
  mounted: mount(operations, handlers),
  records: [mountRecord(Backup), mountRecord(Drill)],
  jobs: [backupJob, drillJob, watchJob],
  schedules: [
    { name: 'cloud.nightly-backup', cron: '30 2 * * *', job: 'cloud.back-up', input: {} },
    { name: 'cloud.monthly-drill', cron: '0 4 1 * *', job: 'cloud.drill', input: {} },
    { name: 'cloud.morning-watch', cron: '0 7 * * *', job: 'cloud.watch', input: {} },
  ],
  contributes: [...kinds, ...cloudEvidence.map((source) => contribute(evidencePoint, source))],
});
