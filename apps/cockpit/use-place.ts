import { useCallback, useSyncExternalStore } from 'react';
import { type Place, readPlace, writePlace } from './place.ts';

const moved = 'wall-moved';

const listen = (listener: () => void) => {
  addEventListener('popstate', listener);
  addEventListener(moved, listener);
  return () => {
    removeEventListener('popstate', listener);
    removeEventListener(moved, listener);
  };
};

export interface Going {
  readonly place: Place;
  /** @param silent no step of the browser's way back: the playlist goes on by itself for months */
  readonly go: (change: Partial<Place>, silent?: boolean) => void;
  /** The address of a change, for a link. */
  readonly addressOf: (change: Partial<Place>) => string;
}

/** What the address says, and how it is changed. @param usual seconds of a scene where the address names none */
export function usePlace(usual: number): Going {
  const query = useSyncExternalStore(listen, () => location.search);
  const place = readPlace(query, usual);
  const addressOf = useCallback(
    (change: Partial<Place>) =>
      `${location.pathname}${writePlace({ ...readPlace(location.search, usual), ...change }, location.search)}`,
    [usual],
  );
  const go = useCallback(
    (change: Partial<Place>, silent = false) => {
      const address = addressOf(change);
      if (silent) history.replaceState(null, '', address);
      else history.pushState(null, '', address);
      dispatchEvent(new Event(moved));
    },
    [addressOf],
  );
  return { place, go, addressOf };
}
