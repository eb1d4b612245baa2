import type { Point } from './echarts-geometry.ts';

/** Twice nothing, once the area: positive when the ring runs against the clock (y upwards). */
export function planeArea(ring: readonly Point[]): number {
  let twice = 0;
  for (const [index, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    twice += x * nextY - nextX * y;
  }
  return twice / 2;
}

const semiMajor = 6378137;
const eccentricitySquared = 0.006694380022903416;
const eccentricity = Math.sqrt(eccentricitySquared);

/** Area between the equator and a latitude, per radian of longitude, on the CGCS2000 ellipsoid (closed form). */
function belowLatitude(degrees: number): number {
  const sine = Math.sin((degrees * Math.PI) / 180);
  const shape =
    sine / (1 - eccentricitySquared * sine * sine) + Math.atanh(eccentricity * sine) / eccentricity;
  return (semiMajor * semiMajor * (1 - eccentricitySquared) * shape) / 2;
}

/** Area of a ring of degrees on the CGCS2000 ellipsoid, in km²; edges are taken as straight in longitude and area. */
export function squareKilometres(ring: readonly Point[]): number {
  let area = 0;
  for (const [index, [longitude, latitude]] of ring.entries()) {
    const [east, north] = ring[(index + 1) % ring.length] ?? [longitude, latitude];
    const width = ((east - longitude) * Math.PI) / 180;
    area += (width * (belowLatitude(latitude) + belowLatitude(north))) / 2;
  }
  return Math.abs(area) / 1e6;
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? Math.abs(a) : commonDivisor(b, a % b));

/**
 * Puts in every whole step that lies on an edge between its ends. A ring that touches or runs along itself then passes
 * the same point twice, which `withoutRevisits` sees.
 */
export const withEveryStep = (ring: readonly Point[]): Point[] =>
  ring.flatMap(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    const count = commonDivisor(nextX - x, nextY - y);
    return Array.from({ length: count }, (_, at): Point => [
      x + ((nextX - x) / count) * at,
      y + ((nextY - y) / count) * at,
    ]);
  });

const nameOf = ([x, y]: Point): string => `${x},${y}`;

/** Cuts the small loops that begin and end at one point; what was run through twice closes up. */
export function withoutRevisits(ring: readonly Point[]): Point[] {
  const half = Math.abs(planeArea(ring)) / 2;
  let kept: Point[] = [];
  let seen = new Map<string, number>();
  for (const point of ring) {
    const before = seen.get(nameOf(point));
    if (before === undefined) {
      seen.set(nameOf(point), kept.length);
      kept.push(point);
      continue;
    }
    const loop = kept.slice(before);
    kept = Math.abs(planeArea(loop)) > half ? loop : kept.slice(0, before + 1);
    seen = new Map(kept.map((each, index) => [nameOf(each), index]));
  }
  return kept;
}

const side = ([ax, ay]: Point, [bx, by]: Point, [px, py]: Point): number =>
  Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax));

function crossing(a: Point, b: Point, c: Point, d: Point): Point | undefined {
  if (side(a, b, c) * side(a, b, d) >= 0 || side(c, d, a) * side(c, d, b) >= 0) return undefined;
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const [ex, ey] = [d[0] - c[0], d[1] - c[1]];
  const along = ((c[0] - a[0]) * ey - (c[1] - a[1]) * ex) / (dx * ey - dy * ex);
  return [a[0] + along * dx, a[1] + along * dy];
}

interface Crossing {
  readonly first: number;
  readonly second: number;
  readonly at: Point;
}

function findCrossing(ring: readonly Point[]): Crossing | undefined {
  const edge = (index: number) => [ring[index] as Point, ring[(index + 1) % ring.length] as Point] as const;
  for (let first = 0; first < ring.length; first += 1)
    for (let second = first + 2; second < ring.length; second += 1) {
      const at = crossing(...edge(first), ...edge(second));
      if (at) return { first, second, at };
    }
  return undefined;
}

/** Where two edges cross, the smaller of the two loops is cut off at the crossing. O(n²) a crossing. */
export function withoutCrossings(ring: readonly Point[]): { ring: Point[]; cut: number } {
  let current = [...ring];
  let cut = 0;
  for (let found = findCrossing(current); found; found = findCrossing(current)) {
    const inner = [found.at, ...current.slice(found.first + 1, found.second + 1)];
    const outer = [...current.slice(0, found.first + 1), found.at, ...current.slice(found.second + 1)];
    current = Math.abs(planeArea(inner)) > Math.abs(planeArea(outer)) ? inner : outer;
    cut += 1;
  }
  return { ring: current, cut };
}

/** Drops the points that lie on the straight line between their neighbours. */
export const withoutStraights = (ring: readonly Point[]): Point[] =>
  ring.filter((point, index) => {
    const before = ring.at(index - 1) ?? point;
    const after = ring[(index + 1) % ring.length] ?? point;
    return side(before, after, point) !== 0;
  });
