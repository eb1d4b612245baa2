import type { Served } from '../record-page/served.ts';
import { sayLook } from './look.ts';
import { metNothing, Wall } from './walls.ts';

export interface Raced {
  readonly points: readonly { readonly beats: number; readonly heap: number }[];
  readonly heard: number;
}

/** So long as whoever asked has had an answer before the heap is looked at, milliseconds. */
const answeredMs = 2000;

/** The server's heap over so many beats as fast as they go, while some listen, and ask at each change. */
export async function raceServer(
  served: Served,
  { beats, looks, listeners }: { readonly beats: number; readonly looks: number; readonly listeners: number },
): Promise<Raced> {
  const met = metNothing();
  const asks = {
    address: served.ready.address,
    who: '/api/identity/session',
    board: '/api/indicators/public-board',
    scene: '/api/operations-centre/scenes/signs',
    since: () => undefined,
    met: () => met,
  };
  const crowd = Array.from({ length: listeners }, () => new Wall(asks));
  await Promise.all(crowd.map((wall) => wall.open()));
  try {
    const points: { beats: number; heap: number }[] = [];
    const warm = Math.min(5000, Math.floor(beats / 20));
    for (let look = 0, done = 0; look <= looks; look += 1) {
      const until = Math.round(warm + ((beats - warm) * look) / looks);
      const { listeners: stay } = await served.ask<{ listeners: number }>('race', { beats: until - done });
      if (stay !== listeners) throw new Error(`of ${listeners} who listened ${stay} are left`);
      done = until;
      await new Promise((resolve) => setTimeout(resolve, answeredMs));
      const point = { beats: done, heap: (await served.ask<{ bytes: number }>('heap')).bytes };
      points.push(point);
      sayLook('server', point);
    }
    return { points, heard: met.beats.length };
  } finally {
    for (const wall of crowd) wall.close();
  }
}
