import { fixedClock } from '#kernel/clock';
import { defineModule, type CityModule } from '#kernel/module';
import { contribute } from '#kernel/point';
import { Problem } from '#kernel/problem';
import { codesModule } from '#platform/base/codes';
import { identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { notificationsModule } from '#platform/base/notifications';
import { organisationsModule } from '#platform/base/organisations';
import { tasksModule } from '#platform/base/tasks';
import { openTestCity, type Asker, type TestCity } from '#testing';
import scheduling from '../module.ts';
import { bookingServicePoint, type BookingService } from '../service.ts';

export const hall = '330281-wsj';

export const courtService: BookingService = {
  code: 'trial-court',
  title: { zh: '试验球场', en: 'Trial court' },
  channels: ['app', 'window', 'phone'],
  release: { days: 3, at: '07:00' },
  holdMinutes: 10,
  offerMinutes: 30,
  once: { within: 'half-day', of: 'service' },
  cancelUntilMinutes: 60,
  sharedFromMinutes: 30,
  noShow: { most: 2, withinDays: 30, suspendDays: 30 },
  admit: async (_context, { subject }) => {
    if (subject === 'barred') throw new Problem(403, 'trial.barred', { zh: '不收', en: 'not admitted' });
  },
};

const trial = defineModule({
  id: 'trial-sport',
  title: { zh: '试验', en: 'Trial' },
  // A folder without migrations: it has no tables.
  folder: import.meta.dirname,
  dependsOn: ['scheduling'],
  contributes: [contribute(bookingServicePoint, courtService)],
});

export const trialModules = [
  organisationsModule,
  codesModule,
  identityModule,
  ledgerModule,
  tasksModule,
  notificationsModule,
  scheduling,
  trial,
];

export interface Hall {
  readonly city: TestCity;
  readonly clock: ReturnType<typeof fixedClock>;
  readonly keeper: Asker;
  citizen(id: string): Asker;
  /** A court with one session a weekday; its slots stand. */
  court(
    code: string,
    session: { readonly capacity: number; readonly quotas?: string; readonly slotMinutes?: number },
  ): Promise<void>;
}

/**
 * A hall of sport of a city of its own, on Monday 30 November 2026 at noon.
 * @param more modules of the test
 */
export async function openHall(more: readonly CityModule[] = []): Promise<Hall> {
  const clock = fixedClock('2026-11-30T04:00:00Z');
  const city = await openTestCity({ modules: [...trialModules, ...more], clock, work: false });
  const keeper = city.as({
    id: 'keeper',
    organisation: hall,
    grants: {
      'scheduling:read': 'department',
      'scheduling:manage': 'department',
      'scheduling:serve': 'department',
      'scheduling:reveal': 'department',
      'tasks:own': 'department',
    },
  });
  return {
    city,
    clock,
    keeper,
    citizen: (id) =>
      city.as({ id, name: `试验${id}`, kind: 'citizen', grants: { 'scheduling:book': 'own' } }),
    court: async (code, session) => {
      const values = {
        code,
        service: courtService.code,
        kind: 'court',
        nameZh: `${code} 号场`,
        nameEn: `Court ${code}`,
        organisation: hall,
      };
      await created(keeper.post('/api/scheduling/resources', values));
      for (let weekday = 1; weekday <= 7; weekday += 1)
        await created(
          keeper.post('/api/scheduling/sessions', {
            code: `${code}-${weekday}`,
            resource: code,
            weekday,
            startsAt: '09:00',
            endsAt: '11:00',
            slotMinutes: 60,
            onHolidays: true,
            ...session,
          }),
        );
      await created(keeper.post(`/api/scheduling/resources/${code}/open-days`));
    },
  };
}

export async function created(asked: ReturnType<Asker['post']>): Promise<unknown> {
  const answer = await asked;
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`);
  return answer.json();
}
