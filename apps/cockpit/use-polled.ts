import { useEffect, useState } from 'react';
import { startPolling } from './poll.ts';

export interface Polled<T> {
  /** The last answer; it stays while the line is cut. */
  readonly answer: T | undefined;
  /** Since when there has been no answer; undefined while all is well. */
  readonly lostSince: Date | undefined;
}

const timeoutMs = 12_000;

/** Keeps asking while the page is open. `ask` must not change between renders. */
export function usePolled<T>(ask: (signal: AbortSignal) => Promise<T>, everyMs: number): Polled<T> {
  const [polled, setPolled] = useState<Polled<T>>({ answer: undefined, lostSince: undefined });
  useEffect(
    () =>
      startPolling({
        ask,
        everyMs,
        timeoutMs,
        answered: (answer) => setPolled({ answer, lostSince: undefined }),
        lost: () => setPolled(({ answer, lostSince }) => ({ answer, lostSince: lostSince ?? new Date() })),
      }),
    [ask, everyMs],
  );
  return polled;
}
