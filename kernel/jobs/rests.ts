import type { JobKind } from '../job.ts';

const timesAsLong = 2;
const longestMs = 20_000;

/** How long jobs that gather rest after a run in this process. */
export interface Rests {
  ended(kind: JobKind, tookMs: number): void;
  /** From now on, in milliseconds. */
  left(kind: JobKind): number;
}

export function openRests(now: () => number = () => performance.now()): Rests {
  const until = new Map<string, number>();
  return {
    ended(kind, tookMs) {
      if (kind.gathers) until.set(kind.name, now() + Math.min(longestMs, timesAsLong * tookMs));
    },
    left: ({ name }) => Math.max(0, Math.ceil((until.get(name) ?? 0) - now())),
  };
}
