import { useSyncExternalStore } from 'react';

/** 32:9. */
export const wideWall = '(min-aspect-ratio: 26/10) and (min-width: 2400px)';
export const narrow = '(max-width: 799px)';

/** Whether a media query holds, renewed when it changes. */
export const useMedia = (query: string): boolean =>
  useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => matchMedia(query).matches,
  );
