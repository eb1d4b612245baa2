import { createContext, useEffect, useState } from 'react';
import { type BeatSource, startListening } from './heart.ts';

export interface Heart {
  /** The state of the figures as the platform told last; undefined while it tells nothing. */
  readonly version: string | undefined;
  /** When that was, ISO. */
  readonly at: string | undefined;
}

const quiet: Heart = { version: undefined, at: undefined };

export const HeartContext = createContext<Heart>(quiet);

const address = '/api/operations-centre/live';
/** Three beats. */
const silentAfterMs = 15_000;

function open(): BeatSource {
  const events = new EventSource(address);
  const source: BeatSource = { onbeat: () => undefined, close: () => events.close() };
  events.addEventListener('beat', (event) => source.onbeat(event.data as string));
  return source;
}

/**
 * The heart of the platform while the page is open.
 * @param wanted false for a past hour, which does not change
 */
export function useHeart(wanted: boolean): Heart {
  const [heart, setHeart] = useState(quiet);
  useEffect(() => {
    if (!wanted) return undefined;
    const stop = startListening({
      open,
      beat: setHeart,
      silent: () => setHeart(quiet),
      silentAfterMs,
    });
    return () => {
      stop();
      setHeart(quiet);
    };
  }, [wanted]);
  return heart;
}
