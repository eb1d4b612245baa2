import { recordPages, type Page } from '#ui';
import { Booking, Duty, Exception, Resource, Session } from '../records.ts';
import { texts } from './words.ts';

const own = { group: 'matter' } as const;

export const pages: readonly Page[] = [
  {
    ...own,
    path: '/scheduling/roster',
    title: texts.roster,
    permission: 'scheduling:read',
    order: 40,
    load: async () => ({ default: (await import('./roster-page.tsx')).RosterPage }),
  },
  {
    ...own,
    path: '/scheduling/queue',
    title: texts.queue,
    permission: 'scheduling:serve',
    order: 41,
    load: async () => ({ default: (await import('./queue-page.tsx')).QueuePage }),
  },
  ...recordPages(Booking, {
    ...own,
    order: 42,
    title: texts.bookings,
    list: async () => ({ cells: (await import('./service-name.tsx')).serviceCells }),
    detail: async () => (await import('./booking-detail.tsx')).bookingDetail,
  }),
  {
    ...own,
    path: '/scheduling/waiting',
    title: texts.waiting,
    permission: 'scheduling:serve',
    order: 43,
    load: async () => ({ default: (await import('./waiting-page.tsx')).WaitingPage }),
  },
  {
    ...own,
    path: '/scheduling/stop',
    title: texts.stop,
    permission: 'scheduling:manage',
    order: 44,
    load: async () => ({ default: (await import('./stop-page.tsx')).StopPage }),
  },
  ...recordPages(Resource, {
    ...own,
    order: 45,
    title: texts.resources,
    list: async () => ({ cells: (await import('./service-name.tsx')).serviceCells }),
    detail: async () => (await import('./service-name.tsx')).withService(Resource),
  }),
  ...recordPages(Session, { ...own, order: 46, title: texts.sessions }),
  ...recordPages(Exception, { ...own, order: 47, title: texts.exceptions }),
  ...recordPages(Duty, { ...own, order: 48, title: texts.duties }),
];
