import { createContext, type ReactNode, useEffect, useState } from 'react';
import { type BeatSource, startListening } from './heart.ts';

export interface Heart {
  /** The state of the figures as the platform told last; undefined while it tells nothing. */
  readonly version: string | undefined;
  /** When that was, ISO. */
  readonly at: string | undefined;
}

const quiet: Heart = { version: undefined, at: undefined };

export const HeartContext = createContext<Heart>(quiet);
/** Of it the state alone: a beat that tells of no change reaches nobody who shows figures. */
export const VersionContext = createContext<string | undefined>(undefined);

const address = '/api/operations-centre/live';
/** Three beats. */
const silentAfterMs = 15_000;

function open(): BeatSource {
  const events = new EventSource(address);
  const source: BeatSource = { onbeat: () => undefined, close: () => events.close() };
  events.addEventListener('beat', (event) => source.onbeat(event.data as string));
  return source;
}

interface Props {
  /** False for a past hour, which does not change. */
  readonly wanted: boolean;
  readonly children: ReactNode;
}

/** The heart of the platform while the page is open. */
export function HeartBeats({ wanted, children }: Props) {
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
  return (
    <VersionContext value={heart.version}>
      <HeartContext value={heart}>{children}</HeartContext>
    </VersionContext>
  );
}
