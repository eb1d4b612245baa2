import type { Services } from '#kernel/context';
import { indicatorPoint } from '#kernel/indicator';
import { measureSoon } from '#platform/sense/indicators';
import type { Scene, Wall } from './shapes.ts';
import { findWall } from './store.ts';

const everyMs = 5 * 60_000;

/** Codes of the figures and measures that a scene shows. */
export const figuresIn = ({ tiles, towns, left, middle, right }: Scene): string[] => [
  ...tiles,
  ...towns,
  ...[...left, ...middle, ...right].flatMap(({ lead, figures, bars, compare, spark }) => [
    ...figures,
    ...compare,
    ...[lead, bars, spark].filter((code) => code !== undefined),
  ]),
];

/** Codes of all figures that the wall shows. */
export const watchedFigures = ({ leader, scenes }: Wall): Set<string> =>
  new Set([...leader, ...scenes.flatMap(figuresIn)]);

/**
 * Measures those figures of the wall that no event tells of, once in five minutes while somebody looks; however many
 * processes serve walls, once in all.
 */
export async function measureWatched(services: Services): Promise<void> {
  const slot = Math.floor(services.clock.now().getTime() / everyMs);
  const watched = watchedFigures(await findWall(services.store.db));
  const silent = services
    .contributions(indicatorPoint)
    .filter(({ code, listens }) => listens.length === 0 && watched.has(code));
  const codes = silent.map(({ code }) => code);
  await measureSoon(services, codes, `wall:${slot}`);
}

/** Whether it is time again. @returns tells so once in each stretch */
export function fromTimeToTime(): (now: Date) => boolean {
  let last = -1;
  return (now) => {
    const slot = Math.floor(now.getTime() / everyMs);
    if (slot === last) return false;
    last = slot;
    return true;
  };
}
