import { dateOf, instantOf } from '#ui';

/**
 * An instant as briefly as it can be told: its time today, day and time this year, else its date.
 * @param now ISO
 */
export function shortInstant(at: string, now: string): string {
  const instant = new Date(at);
  const whole = instantOf(instant, false);
  const [day = '', time = ''] = whole.split(' ');
  const today = now === '' ? '' : dateOf(new Date(now));
  if (day === today) return time;
  return day.slice(0, 4) === today.slice(0, 4) ? `${day.slice(5)} ${time}` : day;
}
