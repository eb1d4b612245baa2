import { Cron } from 'croner';

/** Whether a text is a cron expression of five fields. */
export function isCron(text: string): boolean {
  if (text.trim().split(/\s+/).length !== 5) return false;
  try {
    return new Cron(text, { paused: true }).nextRun() !== null;
  } catch {
    return false;
  }
}

/**
 * The next time of a cron expression after an instant, in a time zone.
 * @returns undefined when it never comes again
 * @throws TypeError when it is no expression: see `isCron`
 */
export const nextTick = (cron: string, timeZone: string, after: Date): Date | undefined =>
  new Cron(cron, { timezone: timeZone, paused: true }).nextRun(after) ?? undefined;
