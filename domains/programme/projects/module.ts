import { indicatorPoint } from '#kernel/indicator';
import { defineModule, mount } from '#kernel/module';
import { contribute } from '#kernel/point';
import { playedPoint } from '#kernel/simulation';
import { wallListPoint } from '#kernel/wall';
import { attachmentKindPoint } from '#platform/base/documents';
import { taskKindPoint } from '#platform/base/tasks';
import { projectCityChecks, projectCityFiles } from './city.ts';
import { baselines } from './baselines/process.ts';
import { operations } from './contract.ts';
import { documentKind } from './documents/work.ts';
import { dueJob } from './due.ts';
import { handlers } from './handlers.ts';
import { indicators } from './indicators.ts';
import { taskKinds } from './kinds.ts';
import { load } from './load.ts';
import { records } from './mounted-records.ts';
import { proposals } from './proposals/process.ts';
import { reports } from './reports/process.ts';
import { texts } from './texts.ts';
import { inventedUndertakings } from './undertakings/simulate.ts';
import { keyProjects } from './wall.ts';

export default defineModule({
  id: 'projects',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'tasks', 'catalogue', 'applications', 'workflow', 'documents'],
  permissions: {
    'projects:read': texts.read,
    'projects:write': texts.write,
    'projects:approve': texts.approve,
  },
  records,
  mounted: mount(operations, handlers),
  cityFiles: projectCityFiles,
  cityChecks: projectCityChecks,
  load,
  jobs: [dueJob],
  schedules: [{ name: 'projects.due', cron: '10 6 * * *', job: 'projects.due', input: {} }],
  contributes: [
    ...[proposals, baselines, reports].flatMap(({ contributions }) => contributions),
    ...taskKinds.map((kind) => contribute(taskKindPoint, kind)),
    contribute(attachmentKindPoint, documentKind),
    ...indicators.map((figure) => contribute(indicatorPoint, figure)),
    contribute(playedPoint, inventedUndertakings),
    contribute(wallListPoint, keyProjects),
  ],
});
