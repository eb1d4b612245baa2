import { evidencePoint } from '#kernel/evidence';
import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { taskKindPoint } from '#platform/base/tasks';
import { checklistFile } from './city.ts';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { gatherJob } from './jobs.ts';
import { load } from './load.ts';
import { Control, Responsibility } from './records.ts';
import { ownEvidence } from './shown.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'security',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['identity', 'tasks'],
  permissions: { 'security:read': texts.read, 'security:manage': texts.manage },
  mounted: mount(operations, handlers),
  records: [mountRecord(Control), mountRecord(Responsibility)],
  jobs: [gatherJob],
  schedules: [{ name: 'security.nightly', cron: '0 5 * * *', job: 'security.gather', input: {} }],
  contributes: [
    ...ownEvidence.map((source) => contribute(evidencePoint, source)),
    contribute(taskKindPoint, { kind: 'security.assessment', title: texts.assessment }),
    contribute(taskKindPoint, {
      kind: 'security.finding',
      title: texts.finding,
      clock: { unit: 'working-days', amount: 10 },
    }),
  ],
  cityFiles: [checklistFile],
  load,
});
