import { defineModule, mount, mountRecord } from '#kernel/module';
import { overrides } from './before-write.ts';
import { bookingRulesFile, load } from './city.ts';
import { operations } from './contract.ts';
import { events } from './events.ts';
import { handlers } from './handlers.ts';
import { planJob, sweepJob } from './jobs.ts';
import { Booking, Duty, Exception, Resource, Session } from './records.ts';
import { subscriptions } from './subscriptions.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'scheduling',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'identity', 'tasks', 'notifications'],
  permissions: {
    'scheduling:book': texts.book,
    'scheduling:read': texts.read,
    'scheduling:serve': texts.serve,
    'scheduling:manage': texts.manage,
    'scheduling:reveal': texts.reveal,
  },
  mounted: mount(operations, handlers),
  records: [
    mountRecord(Resource, overrides.resource),
    mountRecord(Session, overrides.session),
    mountRecord(Exception, overrides.exception),
    mountRecord(Duty, overrides.duty),
    mountRecord(Booking),
  ],
  events,
  subscriptions,
  jobs: [planJob, sweepJob],
  schedules: [
    { name: 'scheduling.nightly', cron: '5 0 * * *', job: 'scheduling.plan', input: {} },
    { name: 'scheduling.minutely', cron: '* * * * *', job: 'scheduling.sweep', input: {} },
  ],
  cityFiles: [bookingRulesFile],
  load,
});
