import type { Area, Rule, TrackPoint } from './shapes.ts';

type Place = Pick<TrackPoint, 'longitude' | 'latitude'>;

/** Whether a ring holds a place: a ray to the east crosses it an odd number of times. */
export function lies({ longitude, latitude }: Place, ring: Area['ring']): boolean {
  let inside = false;
  ring.forEach(([x, y], index) => {
    const [before, beforeY] = ring.at(index - 1) ?? [x, y];
    const spans = y > latitude !== beforeY > latitude;
    if (spans && longitude < ((before - x) * (latitude - y)) / (beforeY - y) + x) inside = !inside;
  });
  return inside;
}

/** Slower than this is standing: a terminal at rest still tells of some. */
const standing = 3;
/** After so long without a position nobody knows what was between. */
export const longestGapMs = 5 * 60_000;

export interface Breach {
  readonly startedAt: string;
  readonly endedAt: string;
  readonly positions: number;
  /** Highest speed, km/h. */
  readonly extreme: number;
  /** When it had lasted long enough: the day that it belongs to. */
  readonly brokenAt: string;
}

function breaks(rule: Rule, area: Area | undefined, point: TrackPoint): boolean {
  const inside = area === undefined || lies(point, area.ring);
  if (rule.what === 'outside') return !inside;
  if (!inside) return false;
  if (rule.what === 'inside') return true;
  return rule.what === 'speed' ? point.speed > rule.overKmh : point.speed < standing;
}

/** Runs of points that break a rule one after the other, without a gap between them. */
function runsOf(points: readonly TrackPoint[], broken: (point: TrackPoint) => boolean): TrackPoint[][] {
  const runs: TrackPoint[][] = [];
  let last: TrackPoint | undefined;
  for (const point of points) {
    if (!broken(point)) last = undefined;
    else {
      const goesOn = last && Date.parse(point.at) - Date.parse(last.at) <= longestGapMs;
      if (goesOn) runs.at(-1)?.push(point);
      else runs.push([point]);
      last = point;
    }
  }
  return runs;
}

/**
 * Where a track breaks a rule for as long as the rule says.
 * @param points of one device in the order of their time
 */
export function breachesOf(rule: Rule, area: Area | undefined, points: readonly TrackPoint[]): Breach[] {
  const least = rule.forSeconds * 1000;
  return runsOf(points, (point) => breaks(rule, area, point)).flatMap((run) => {
    const [first] = run;
    const last = run.at(-1);
    if (!first || !last || Date.parse(last.at) - Date.parse(first.at) < least) return [];
    return {
      startedAt: first.at,
      endedAt: last.at,
      positions: run.length,
      extreme: run.reduce((most, { speed }) => Math.max(most, speed), 0),
      brokenAt: new Date(Date.parse(first.at) + least).toISOString(),
    };
  });
}

const zoneMs = 8 * 3_600_000;
const dayMs = 86_400_000;

/** The day of China's one civil time. */
export const dayOf = (at: string | number | Date): string =>
  new Date(new Date(at).getTime() + zoneMs).toISOString().slice(0, 10);

/** First instant of a day and of the next. */
export const boundsOfDay = (day: string): { from: string; to: string } => {
  const start = Date.parse(`${day}T00:00:00Z`) - zoneMs;
  return { from: new Date(start).toISOString(), to: new Date(start + dayMs).toISOString() };
};

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
