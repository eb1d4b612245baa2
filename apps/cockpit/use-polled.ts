import { useContext, useEffect, useRef, useState } from 'react';
import { VersionContext } from './heart-beats.tsx';
import { type Poll, startPolling } from './poll.ts';

export interface Polled<T> {
  /** The last answer; it stays while the line is cut. */
  readonly answer: T | undefined;
  /** Since when there has been no answer; undefined while all is well. */
  readonly lostSince: Date | undefined;
}

const timeoutMs = 12_000;
/** While beats come, a question now and then is for what no beat tells of. */
const calmMs = 60_000;
/** Walls that hear the same beat do not all ask in the same instant. */
const spreadMs = 800;

/**
 * Keeps asking while the page is open: when the platform tells that figures have changed, and at intervals where it tells
 * nothing. What is asked anew begins with no answer.
 * @param ask must not change between renders unless something else is asked
 * @param live false: what is asked does not change with the figures
 */
export function usePolled<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  everyMs: number,
  live = true,
): Polled<T> {
  const version = useContext(VersionContext);
  const [polled, setPolled] = useState<Polled<T> & { ask: unknown }>({
    answer: undefined,
    lostSince: undefined,
    ask,
  });
  const poll = useRef<Poll>(undefined);
  const heard = useRef(version);
  const pace = useRef(everyMs);
  useEffect(() => {
    pace.current = live && version !== undefined ? Math.max(calmMs, everyMs) : everyMs;
    // The first beat tells of no change, for nothing was heard before it.
    const changed = heard.current !== undefined && heard.current !== version;
    if (live && changed) poll.current?.wake(Math.random() * spreadMs);
    heard.current = version;
  }, [version, everyMs, live]);
  useEffect(() => {
    const started = startPolling({
      ask,
      everyMs: () => pace.current,
      timeoutMs,
      answered: (answer) => setPolled({ answer, lostSince: undefined, ask }),
      lost: () =>
        setPolled((known) =>
          known.ask === ask
            ? { ...known, lostSince: known.lostSince ?? new Date() }
            : { answer: undefined, lostSince: new Date(), ask },
        ),
    });
    poll.current = started;
    return () => started.stop();
  }, [ask]);
  return polled.ask === ask ? polled : { answer: undefined, lostSince: undefined };
}
