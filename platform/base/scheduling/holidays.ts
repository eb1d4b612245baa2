/**
 * Whether the nation rests on a day. Until the calendar of working days stands here a city says its holidays as
 * exceptions of its resources, and no other day is one.
 */
export const isHoliday = (_day: string): boolean => false;
