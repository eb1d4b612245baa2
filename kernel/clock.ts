/** Time is asked of a clock, never of the system, so that a test can hold it still and a drill can move it. */
export interface Clock {
  /** The instant now. */
  now(): Date;
}

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
