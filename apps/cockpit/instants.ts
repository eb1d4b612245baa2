import { cityTime } from './place.ts';

/**
 * An instant as briefly as it can be told: its time today, day and time this year, else its date.
 * @param now ISO
 */
export function shortInstant(at: string, now: string): string {
  const [day = '', time = ''] = cityTime(at).split('T');
  const today = now === '' ? '' : cityTime(now).slice(0, 10);
  if (day === today) return time;
  return day.slice(0, 4) === today.slice(0, 4) ? `${day.slice(5)} ${time}` : day;
}

/** An instant where there is little room: its time today, else its day. @param now ISO */
export function dayOrTime(at: string, now: string): string {
  const short = shortInstant(at, now);
  return short.split(' ')[0] ?? short;
}
