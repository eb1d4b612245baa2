import type { Context } from '#kernel/context';
import { cityCalendar } from '#platform/base/tasks';
import { holidaysOf } from './holidays.ts';
import { addDays, horizonOf, localOf, slotsOf } from './rules.ts';
import { getService } from './services.ts';
import { findWeek, putDay, type ResourceRow } from './slot-store.ts';

/**
 * Makes the slots of a resource from today until its service's earliest release, one day at a time; said again, it
 * changes nothing that stands.
 */
export async function openDays(
  context: Context,
  resource: ResourceRow,
): Promise<{ days: number; slots: number }> {
  const service = await getService(context, resource.service);
  const now = context.clock.now();
  const { day: today } = localOf(now);
  const week = await findWeek(context.db, resource.code);
  const isHoliday = holidaysOf(await cityCalendar(context.db));
  let count = 0;
  const days = horizonOf(service) + 1;
  for (let ahead = 0; ahead < days; ahead += 1) {
    const day = addDays(today, ahead);
    const slots = slotsOf({ ...week, isHoliday }, day);
    count += slots.length;
    await context.transaction((tx) => putDay(tx, { resource, day, slots, now: now.toISOString() }), {
      retry: true,
    });
  }
  return { days, slots: count };
}
