import type { Config } from './config.ts';

/** Time is asked of a clock, never of the system, so that a test can hold it still and a drill can move it. */
export interface Clock {
  /** The instant now. */
  now(): Date;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day of a time zone's calendar in which an instant lies: `2026-03-02`. */
export function dayIn(timeZone: string, at: Date): string {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  // Making one costs a hundred times what using it does.
  formats.set(timeZone, format);
  return format.format(at);
}

/** The day of the city's calendar in which an instant lies, now when none is given: `2026-03-02`. */
export const dayOf = (
  { clock, config }: { readonly clock: Clock; readonly config: Pick<Config, 'TIME_ZONE'> },
  at: Date = clock.now(),
): string => dayIn(config.TIME_ZONE, at);

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands at `start` until it is moved. */
export function fixedClock(
  start: string,
): Clock & { advance(milliseconds: number): void; set(iso: string): void } {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    advance: (milliseconds) => {
      at += milliseconds;
    },
    set: (iso) => {
      at = Date.parse(iso);
    },
  };
}
