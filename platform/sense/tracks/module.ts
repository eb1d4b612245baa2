import { indicatorPoint } from '#kernel/indicator';
import { defineModule, mount } from '#kernel/module';
import { contribute } from '#kernel/point';
import { wallLayerPoint, wallListPoint } from '#kernel/wall';
import { taskKindPoint } from '#platform/base/tasks';
import { areasKnown, tracksFile } from './city.ts';
import { operations } from './contract.ts';
import { days, settle } from './days.ts';
import { handlers } from './handlers.ts';
import { indicators } from './indicators.ts';
import { judge } from './judge.ts';
import { load } from './settings-store.ts';
import { texts } from './texts.ts';
import { breachList, latestLayer } from './wall.ts';

export default defineModule({
  id: 'tracks',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['tasks'],
  permissions: { 'tracks:read': texts.read },
  mounted: mount(operations, handlers),
  jobs: [days, settle, judge],
  schedules: [
    { name: 'tracks.days', cron: '20 0 * * *', job: 'tracks.days', input: {} },
    { name: 'tracks.settle', cron: '40 3 * * *', job: 'tracks.settle', input: {} },
    { name: 'tracks.judge', cron: '* * * * *', job: 'tracks.judge', input: {} },
  ],
  contributes: [
    contribute(taskKindPoint, {
      kind: 'tracks.breach',
      title: texts.taskKind,
      clock: { unit: 'working-hours', amount: 8 },
    }),
    ...indicators.map((figure) => contribute(indicatorPoint, figure)),
    contribute(wallListPoint, breachList),
    contribute(wallLayerPoint, latestLayer),
  ],
  cityFiles: [tracksFile],
  cityChecks: [areasKnown],
  load,
});
