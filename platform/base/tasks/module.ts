import { indicatorPoint } from '#kernel/indicator';
import { defineModule, mount } from '#kernel/module';
import { contribute } from '#kernel/point';
import { searchablePoint } from '#kernel/searchable';
import { wallListPoint } from '#kernel/wall';
import { matterPoint } from '#platform/base/identity';
import { taskCityChecks, taskCityFiles } from './city.ts';
import { operations } from './contract.ts';
import { escalateTasks } from './escalate.ts';
import { taskAssigned, taskClosed, taskEscalated, taskOpened, taskUrged } from './events.ts';
import { handlers } from './handlers.ts';
import { indicators } from './indicators.ts';
import { identityMatters, identityTaskKinds } from './identity-matters.ts';
import { actsForPoint, taskKindPoint } from './kinds.ts';
import { load } from './load.ts';
import { mandateOver } from './parties.ts';
import { reckonTasks } from './reckon-tasks.ts';
import { searchableTasks } from './searchable.ts';
import { delegators } from './stand-ins.ts';
import { overdueTasks } from './wall.ts';

export default defineModule({
  id: 'tasks',
  title: { zh: '任务', en: 'Tasks' },
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'identity'],
  permissions: {
    'tasks:own': { zh: '办理本人或本单位的任务', en: "Do one's own or the department's tasks" },
    'tasks:manage': { zh: '管理任务：退回他人认领的任务', en: 'Manage tasks: release what others hold' },
    'tasks:statistics': { zh: '查看任务统计', en: 'See tasks counted' },
  },
  mounted: mount(operations, handlers),
  events: [taskOpened, taskAssigned, taskUrged, taskEscalated, taskClosed],
  subscriptions: [mandateOver],
  jobs: [escalateTasks, reckonTasks],
  schedules: [
    { name: 'tasks.escalate', cron: '*/10 * * * *', job: 'tasks.escalate', input: {} },
    { name: 'tasks.reckon', cron: '10 3 * * *', job: 'tasks.reckon', input: { all: false } },
  ],
  contributes: [
    ...indicators.map((figure) => contribute(indicatorPoint, figure)),
    contribute(searchablePoint, searchableTasks),
    contribute(wallListPoint, overdueTasks),
    contribute(actsForPoint, delegators),
    contribute(matterPoint, identityMatters),
    ...identityTaskKinds.map((kind) => contribute(taskKindPoint, kind)),
  ],
  cityFiles: taskCityFiles,
  cityChecks: taskCityChecks,
  load,
});
