import { indicatorPoint } from '#kernel/indicator';
import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { playedPoint } from '#kernel/simulation';
import { wallListPoint } from '#kernel/wall';
import { taskKindPoint } from '#platform/base/tasks';
import { remeasureOn } from '#platform/sense/indicators';
import { operations } from './contract.ts';
import { warningChanged } from './events.ts';
import { handlers } from './handlers.ts';
import { indicators } from './indicators.ts';
import { evaluateRules } from './jobs.ts';
import { judgeRisks } from './risk/job.ts';
import { taskKinds } from './kinds.ts';
import { Miss, Rule, Warning } from './records.ts';
import { warningCityChecks, warningCityFiles } from './rules/city.ts';
import { loadRules } from './rules/load.ts';
import { watchers } from './simulate.ts';
import { judgeOnRelease, settleOnClose } from './subscriptions.ts';
import { texts } from './texts.ts';
import { openWarnings } from './wall.ts';

export default defineModule({
  id: 'decision-support',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'identity', 'tasks', 'indicators'],
  permissions: {
    'decision-support:read': texts.read,
    'decision-support:work': texts.work,
    'decision-support:define': texts.define,
  },
  mounted: mount(operations, handlers),
  records: [Warning, Rule, Miss].map((record) => mountRecord(record)),
  cityFiles: warningCityFiles,
  cityChecks: warningCityChecks,
  load: loadRules,
  events: [warningChanged],
  subscriptions: [judgeOnRelease, settleOnClose, remeasureOn(warningChanged)],
  jobs: [evaluateRules, judgeRisks],
  schedules: [
    { name: 'decision-support.nightly', cron: '20 4 * * *', job: 'decision-support.evaluate', input: {} },
    { name: 'decision-support.risk', cron: '50 4 * * *', job: 'decision-support.risk', input: {} },
  ],
  contributes: [
    ...taskKinds.map((kind) => contribute(taskKindPoint, kind)),
    ...indicators.map((figure) => contribute(indicatorPoint, figure)),
    contribute(playedPoint, watchers),
    contribute(wallListPoint, openWarnings),
  ],
});
