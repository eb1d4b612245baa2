import type { Outline } from '#platform/sense/indicators/contract';

type Position = readonly [number, number];

export interface Drawing {
  /** Of an SVG, y downwards. */
  readonly path: string;
  readonly width: number;
  readonly height: number;
  /** Where a place lies on it. */
  readonly place: (longitude: number, latitude: number) => { readonly x: number; readonly y: number };
}

/** Rings of a polygon or of several, as GeoJSON nests them. */
function ringsOf({ type, coordinates }: NonNullable<Outline['boundary']>): readonly (readonly Position[])[] {
  if (type === 'Polygon') return coordinates as Position[][];
  return (coordinates as Position[][][]).flat();
}

/**
 * The boundary on a plane, in an equirectangular projection about its own middle latitude: over half a degree the error is
 * less than the width of the line.
 * @param size length of the longer side, in units of the drawing
 */
export function drawOutline(boundary: NonNullable<Outline['boundary']>, size: number): Drawing | undefined {
  const rings = ringsOf(boundary);
  const points = rings.flat();
  if (points.length === 0) return undefined;
  const [west, east] = rangeOf(points.map(([longitude]) => longitude));
  const [south, north] = rangeOf(points.map(([, latitude]) => latitude));
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = size / Math.max((east - west) * squeeze, north - south, Number.EPSILON);
  const place = (longitude: number, latitude: number) => ({
    x: (longitude - west) * squeeze * scale,
    y: (north - latitude) * scale,
  });
  const corner = ([longitude, latitude]: Position) => {
    const { x, y } = place(longitude, latitude);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  };
  return {
    place,
    path: rings.map((ring) => `M${ring.map(corner).join('L')}Z`).join(''),
    width: (east - west) * squeeze * scale,
    height: (north - south) * scale,
  };
}

function rangeOf(values: readonly number[]): readonly [number, number] {
  let [least = 0] = values;
  let most = least;
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}
