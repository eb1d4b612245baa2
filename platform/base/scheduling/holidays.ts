import { parseDay, type WorkingCalendar } from '#engines/working-days';

/** Whether a day is one of rest by the State Council's notice or the city's own word; weekends are weekdays here. */
export function holidaysOf(calendar: WorkingCalendar): (day: string) => boolean {
  return (day) => {
    const { reason } = calendar.kindOf(parseDay(day));
    return reason === 'holiday' || reason === 'closed';
  };
}
