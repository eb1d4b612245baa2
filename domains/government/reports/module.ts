import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { playedPoint } from '#kernel/simulation';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { runReports } from './jobs.ts';
import { Draft, Issue, Report } from './records.ts';
import { reporters } from './simulate.ts';
import { readableRows } from './store.ts';
import { texts } from './texts.ts';
import { themeCityChecks, themeCityFiles } from './themes/city.ts';
import { loadThemes } from './themes/load.ts';

export default defineModule({
  id: 'reports',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'tasks', 'documents', 'notifications', 'indicators'],
  permissions: {
    'reports:read': texts.read,
    'reports:compose': texts.compose,
    'reports:publish': texts.publish,
  },
  mounted: mount(operations, handlers),
  records: [
    mountRecord(Draft),
    ...[Report, Issue].map((record) => mountRecord(record, { rows: readableRows })),
  ],
  cityFiles: themeCityFiles,
  cityChecks: themeCityChecks,
  load: loadThemes,
  jobs: [runReports],
  contributes: [contribute(playedPoint, reporters)],
  schedules: [{ name: 'reports.hourly', cron: '10 * * * *', job: 'reports.run-due', input: {} }],
});
