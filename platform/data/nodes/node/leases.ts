import type { Clock } from '#kernel/clock';

/** An instant by both clocks: the one that people set, and the one that only goes on. */
export interface Instant {
  readonly wall: number;
  readonly steady: number;
}

export interface Leases {
  /** To be taken before the city is asked: a lease is reckoned from then, never from when the answer came. */
  instant(): Instant;
  renew(agreement: string, from: Instant, seconds: number): void;
  drop(agreement: string): void;
  /** Seconds that rows of an agreement may still be served; 0 when the lease is over. */
  left(agreement: string): number;
}

/**
 * Leases of agreements, in memory alone: after a start there are none until the city has answered. A lease is over when
 * either clock says so, and when the one that people set was set back.
 */
export function openLeases(clock: Clock, steady: () => number = () => performance.now()): Leases {
  const held = new Map<string, { readonly from: Instant; readonly seconds: number }>();
  const instant = (): Instant => ({ wall: clock.now().getTime(), steady: steady() });
  return {
    instant,
    renew: (agreement, from, seconds) => void held.set(agreement, { from, seconds }),
    drop: (agreement) => void held.delete(agreement),
    left: (agreement) => {
      const lease = held.get(agreement);
      if (!lease) return 0;
      const now = instant();
      const gone = [now.wall - lease.from.wall, now.steady - lease.from.steady].map((each) => each / 1000);
      if (gone.some((seconds) => seconds < 0)) return 0;
      return Math.max(0, lease.seconds - Math.max(...gone));
    },
  };
}

const ofStore = new WeakMap<object, Leases>();

/** The leases of a running node. */
export function leasesOf({ store, clock }: { readonly store: object; readonly clock: Clock }): Leases {
  const known = ofStore.get(store) ?? openLeases(clock);
  ofStore.set(store, known);
  return known;
}
