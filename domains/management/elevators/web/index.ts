import { recordPages, type Page } from '#ui';
import { Alarm, Lift } from '../records.ts';

export const pages: readonly Page[] = [
  ...recordPages(Lift, {
    group: 'city',
    order: 60,
    title: { zh: '电梯', en: 'Lifts' },
    detail: async () => (await import('./lift-detail.tsx')).liftDetail,
  }),
  ...recordPages(Alarm, {
    group: 'city',
    order: 61,
    title: { zh: '电梯报警', en: 'Lift alarms' },
    detail: async () => (await import('./alarm-detail.tsx')).alarmDetail,
  }),
];
