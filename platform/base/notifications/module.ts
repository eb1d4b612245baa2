import { indicatorPoint } from '#kernel/indicator';
import { defineModule, mount } from '#kernel/module';
import { contribute } from '#kernel/point';
import { taskKindPoint } from '#platform/base/tasks';
import { noticeChannelPoint } from './channel.ts';
import { noticesCheck, noticesFile } from './city.ts';
import { operations } from './contract.ts';
import { sendingDue } from './events.ts';
import { handlers } from './handlers.ts';
import { noticesRead } from './indicators.ts';
import { digestJob, roundJob } from './jobs.ts';
import { mailChannel } from './mail.ts';
import { load } from './settings.ts';
import { subscriptions } from './subscriptions.ts';
import { taskKinds } from './task-kinds.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'notifications',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['identity', 'tasks'],
  permissions: {
    'notifications:own': texts.own,
    'notifications:send': texts.send,
    'notifications:trees': texts.trees,
    'notifications:manage': texts.manage,
  },
  mounted: mount(operations, handlers),
  events: [sendingDue],
  subscriptions,
  jobs: [roundJob, digestJob],
  schedules: [
    { name: 'notifications.minutely', cron: '* * * * *', job: 'notifications.round', input: {} },
    { name: 'notifications.daily', cron: '30 8 * * *', job: 'notifications.digest', input: {} },
  ],
  contributes: [
    contribute(indicatorPoint, noticesRead),
    contribute(noticeChannelPoint, mailChannel),
    ...taskKinds.map((kind) => contribute(taskKindPoint, kind)),
  ],
  cityFiles: [noticesFile],
  cityChecks: [noticesCheck],
  load,
});
