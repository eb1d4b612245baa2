import type { Db } from '#kernel/db';
import { workingCalendar, type WorkingCalendar } from '#engines/working-days';
import { CityCalendar, CityTasks } from './city.ts';
import { findSetting } from './side-store.ts';

/** The latest calendar built, by what it was built from: building one is a millisecond, asking for one is frequent. */
const built = new Map<string, WorkingCalendar>();

function calendarOf(said: string, calendar: CityCalendar): WorkingCalendar {
  const known = built.get(said);
  if (known) return known;
  const made = workingCalendar(calendar);
  built.clear();
  built.set(said, made);
  return made;
}

const usualCalendar = CityCalendar.parse({
  hours: [
    ['08:30', '12:00'],
    ['14:00', '17:30'],
  ],
});

/** Office hours and own days of the city, as its file says them. */
export async function calendarSetting(db: Db): Promise<CityCalendar> {
  const said = await findSetting(db, 'calendar');
  return said === undefined ? usualCalendar : CityCalendar.parse(said);
}

/** The working calendar of the city: holidays as published, and what the city itself closes and opens. */
export async function cityCalendar(db: Db): Promise<WorkingCalendar> {
  const setting = await calendarSetting(db);
  return calendarOf(JSON.stringify(setting), setting);
}

const usualRules: CityTasks = {
  leader_roles: ['department-head'],
  supervisor: '',
  urge_every_hours: 4,
  escalation: [],
};

export async function cityRules(db: Db): Promise<CityTasks> {
  const said = await findSetting(db, 'rules');
  return said === undefined ? usualRules : CityTasks.parse(said);
}
