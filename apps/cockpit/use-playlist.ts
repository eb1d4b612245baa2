import { useEffect } from 'react';
import type { SceneView } from './view.ts';
import { sceneBeside } from './place.ts';
import type { Going } from './use-place.ts';

interface Playlist {
  readonly scenes: readonly SceneView[];
  readonly present: string | undefined;
  readonly going: Going;
}

/** Goes on to the next scene when one has stood for long enough. */
export function usePlaylist({ scenes, present, going: { place, go } }: Playlist): void {
  const { play } = place;
  useEffect(() => {
    if (play === undefined || scenes.length < 2) return undefined;
    const timer = setTimeout(() => go({ scene: sceneBeside(scenes, present, 1) }, true), play * 1000);
    return () => clearTimeout(timer);
  }, [play, present, scenes, go]);
}
