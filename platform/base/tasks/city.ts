import { z } from 'zod';
import { defineCityFile, type CityCheck, type CityFile } from '#kernel/city';
import { Text } from '#kernel/texts';
import { workingCalendar } from '#engines/working-days';
import { Term } from './shapes.ts';

const OwnDay = z.strictObject({ day: z.iso.date(), working: z.boolean(), name: Text });

/** How the city's offices work: hours, days closed or opened beside the State Council's notice, years entered early. */
export const CityCalendar = z.strictObject({
  hours: z.array(z.tuple([z.string(), z.string()])).min(1),
  days: z.array(OwnDay).default([]),
  years: z.array(z.strictObject({ year: z.int().min(2000).max(2100), days: z.array(OwnDay) })).default([]),
});
export type CityCalendar = z.infer<typeof CityCalendar>;

export const calendarFile = defineCityFile({
  path: 'calendars.yaml',
  format: 'yaml',
  title: { zh: '工作日历', en: 'Working calendar' },
  schema: CityCalendar,
});

/** When whom is told that a task is late. The steps stand in the order of their time. */
export const EscalationStep = z.strictObject({
  at: z.enum(['amber', 'red']),
  /** So much later than the lamp turned. */
  after: Term.optional(),
  to: z.enum(['assignee', 'leader', 'supervisor']),
});
export type EscalationStep = z.infer<typeof EscalationStep>;

/** How the city minds its tasks. */
export const CityTasks = z.strictObject({
  /** Roles whose holders lead an organisation. */
  leader_roles: z.array(z.string()).min(1),
  /** Told where an organisation has none above it. */
  supervisor: z.string(),
  /** One person urges one task once in so many hours. */
  urge_every_hours: z.int().min(1).max(240),
  /** For kinds that declare none. */
  escalation: z.array(EscalationStep).max(9),
});
export type CityTasks = z.infer<typeof CityTasks>;

export const tasksFile = defineCityFile({
  path: 'tasks.yaml',
  format: 'yaml',
  title: { zh: '任务规则', en: 'Rules of tasks' },
  schema: CityTasks,
});

export const taskCityFiles: readonly CityFile<unknown>[] = [calendarFile, tasksFile];

/** Hours that overlap or run backwards are found when the city is read, not when a clock is. */
const calendarHolds: CityCheck = (city) => {
  try {
    workingCalendar(city.get(calendarFile));
    return [];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = {
      zh: `工作日历有误：${error.message}`,
      en: `the calendar does not hold: ${error.message}`,
    };
    return [city.fault(calendarFile, ['hours'], { code: 'tasks.calendar', message })];
  }
};

export const taskCityChecks: readonly CityCheck[] = [calendarHolds];
