import { serverMeter } from '../machinery/server-cpu.ts';
import type { Served } from '../record-page/served.ts';
import { metNothing, Wall, type Met } from './walls.ts';

const scene = '/api/operations-centre/scenes/signs';
const session = '/api/identity/session';

/** What the walls of strangers ask, and those of somebody who is in. */
export const paths = [session, '/api/indicators/board', '/api/indicators/public-board', scene] as const;

export interface Crowd {
  readonly walls: number;
  readonly seconds: number;
  readonly cookie: string | undefined;
  /** Of the database behind it; what PostgreSQL uses is told then. */
  readonly url?: string;
}

export interface Stood extends Met {
  /** Shares of one core, per cent. */
  readonly cpu: number;
  readonly postgres: number;
  /** Living bytes: when all hold the line, half way, at the end. */
  readonly heap: readonly number[];
}

const beatMs = 5000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

/** Half of the walls are in, half are strangers'; one figure changes in each beat, at any instant of it. */
export async function standBefore(served: Served, { walls, seconds, cookie, url }: Crowd): Promise<Stood> {
  const { address } = served.ready;
  const states = new Map<string, number>();
  let met = metNothing();
  const asks = {
    address,
    scene,
    who: session,
    since: (version: string) => states.get(version),
    met: () => met,
  };
  const crowd = Array.from(
    { length: walls },
    (_, at) =>
      new Wall(
        at % 2 === 0
          ? { ...asks, cookie, board: '/api/indicators/board' }
          : { ...asks, board: '/api/indicators/public-board' },
      ),
  );
  const change = async () => {
    const { version, at } = await served.ask<{ version: string; at: number }>('change');
    states.set(version, at);
  };
  const beats = async (count: number) => {
    const begun = performance.now();
    for (let beat = 0; beat < count; beat += 1) {
      await pause(begun + (beat + Math.random()) * beatMs - performance.now());
      await change();
    }
    await pause(begun + count * beatMs - performance.now());
  };
  const living = async () => (await served.ask<{ bytes: number }>('heap')).bytes;
  try {
    await Promise.all(crowd.map((wall) => wall.open()));
    await beats(3);
    met = metNothing();
    const postgres = url === undefined ? undefined : await serverMeter(url);
    const half = Math.ceil(seconds / ((2 * beatMs) / 1000));
    const heap = [await living()];
    const [before, base] = [(await served.usage()).cpuSeconds, (await postgres?.()) ?? 0];
    const begun = performance.now();
    await beats(half);
    heap.push(await living());
    await beats(half);
    const passed = (performance.now() - begun) / 1000;
    const used = (await served.usage()).cpuSeconds - before;
    const besides = ((await postgres?.()) ?? 0) - base;
    heap.push(await living());
    return { ...met, cpu: (100 * used) / passed, postgres: (100 * besides) / passed, heap };
  } finally {
    for (const wall of crowd) wall.close();
  }
}
