import { useEffect, useState } from 'react';
import { useMedia } from './use-media.ts';

export interface Turning {
  readonly page: number;
  readonly to: (page: number) => void;
  /** Whether it turns by itself; undefined for a reader who wants no motion. */
  readonly alone: boolean | undefined;
  readonly toggle: () => void;
  /** While somebody points at it or stands in it, the page stays. */
  readonly hold: (held: boolean) => void;
}

const everyMs = 20_000;
/** Turned for months, a page number stays a small one. */
const round = 1_000_000;

/** Pages that turn by themselves, until somebody stops them. */
export function useTurning(): Turning {
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const [page, to] = useState(0);
  const [alone, setAlone] = useState(true);
  const [held, hold] = useState(false);
  const turns = alone && !still && !held;
  useEffect(() => {
    if (!turns) return undefined;
    const timer = setInterval(() => to((present) => (present + 1) % round), everyMs);
    return () => clearInterval(timer);
  }, [turns]);
  return { page, to, alone: still ? undefined : alone, toggle: () => setAlone(!alone), hold };
}
