import type { Bounds } from './map-types.ts';

/** The country: where a map begins that has nothing to show yet. */
const country: Bounds = [73.5, 18, 135, 53.6];
/** A single point is shown with its surroundings, degrees. */
const around = 0.01;

type Corner = readonly [longitude: number, latitude: number];

function corners(coordinates: unknown): readonly Corner[] {
  if (!Array.isArray(coordinates)) return [];
  const [longitude, latitude] = coordinates as unknown[];
  if (typeof longitude === 'number' && typeof latitude === 'number') return [[longitude, latitude]];
  return coordinates.flatMap(corners);
}

/**
 * The box around GeoJSON geometries, degrees; the country when there are none. A whole city's outline has some
 * thousands of corners, so they are walked, not spread.
 */
export function boundsOf(geometries: readonly unknown[]): Bounds {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const geometry of geometries)
    for (const [longitude, latitude] of corners(
      (geometry as { coordinates?: unknown } | null)?.coordinates,
    )) {
      west = Math.min(west, longitude);
      east = Math.max(east, longitude);
      south = Math.min(south, latitude);
      north = Math.max(north, latitude);
    }
  if (west === Infinity) return country;
  const grow = west === east && south === north ? around : 0;
  return [west - grow, south - grow, east + grow, north + grow];
}
