import { evidencePoint } from '#kernel/evidence';
import { indicatorPoint } from '#kernel/indicator';
import { contribute, type Contribution } from '#kernel/point';
import { defineModule, mount, mountRecord } from '#kernel/module';
import { playedPoint } from '#kernel/simulation';
import { taskKindPoint } from '#platform/base/tasks';
import { remeasureOn } from '#platform/sense/indicators';
import { operations } from './contract.ts';
import { estateChanged, tellChanged } from './estate/events.ts';
import { indicators } from './estate/indicators.ts';
import { observeSelfJob } from './estate/jobs.ts';
import { machineRoom } from './estate/simulate.ts';
import { handlers } from './handlers.ts';
import { backupJob, drillJob, watchJob } from './jobs.ts';
import { Asset, Backup, Drill, Quota, RecoveryProof, System } from './records.ts';
import { cloudEvidence } from './shown.ts';
import { texts } from './texts.ts';

const days = (amount: number) => ({ unit: 'working-days', amount }) as const;

const kinds: readonly Contribution[] = [
  { kind: 'cloud.backup', title: texts.taskBackup, clock: days(1) },
  { kind: 'cloud.drill', title: texts.taskDrill, clock: days(5) },
  { kind: 'cloud.quota', title: texts.taskQuota, linkText: texts.decide, clock: days(5) },
  { kind: 'cloud.recovery', title: texts.taskRecovery, linkText: texts.seeRecovery, clock: days(5) },
].map((kind) => contribute(taskKindPoint, kind));

export default defineModule({
  id: 'cloud',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['identity', 'ledger', 'tasks', 'notifications', 'organisations', 'indicators'],
  permissions: {
    'cloud:read': texts.read,
    'cloud:manage': texts.manage,
    'cloud:assets': texts.assets,
    'cloud:keep': texts.keep,
    'cloud:ask': texts.ask,
    'cloud:grant': texts.grant,
    'cloud:observe': texts.observe,
  },
  mounted: mount(operations, handlers),
  records: [Backup, Drill, System, Asset, RecoveryProof, Quota].map((record) => mountRecord(record)),
  events: [estateChanged],
  subscriptions: [tellChanged, remeasureOn(estateChanged)],
  jobs: [backupJob, drillJob, watchJob, observeSelfJob],
  schedules: [
    { name: 'cloud.nightly-backup', cron: '30 2 * * *', job: 'cloud.back-up', input: {} },
    { name: 'cloud.monthly-drill', cron: '0 4 1 * *', job: 'cloud.drill', input: {} },
    { name: 'cloud.morning-watch', cron: '0 7 * * *', job: 'cloud.watch', input: {} },
    { name: 'cloud.own-machine', cron: '*/10 * * * *', job: 'cloud.observe-self', input: {} },
  ],
  contributes: [
    ...kinds,
    ...indicators.map((figure) => contribute(indicatorPoint, figure)),
    ...cloudEvidence.map((source) => contribute(evidencePoint, source)),
    contribute(playedPoint, machineRoom),
  ],
});
