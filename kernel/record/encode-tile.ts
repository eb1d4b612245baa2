import encode, { type TileFeature } from 'vt-pbf';

type Position = readonly number[];

/** A geometry in units of the tile, y downward, as GeoJSON. */
export interface TileGeometry {
  readonly type: string;
  readonly coordinates: unknown;
}

/** Twice the signed area (shoelace): positive when the ring runs clockwise on a screen, where y grows downward. */
function area(ring: readonly Position[]): number {
  return ring.reduce((sum, [x = 0, y = 0], index) => {
    const [nextX = 0, nextY = 0] = ring[(index + 1) % ring.length] ?? [];
    return sum + x * nextY - nextX * y;
  }, 0);
}

/** Outer rings clockwise, holes the other way (vector tile specification 2.1, §4.3.3.3). */
function wound(rings: readonly (readonly Position[])[]): (readonly Position[])[] {
  return rings.map((ring, index) => (area(ring) > 0 === (index === 0) ? ring : ring.toReversed()));
}

const parts: Readonly<Record<string, (coordinates: never) => Omit<TileFeature, 'tags'>>> = {
  Point: (coordinates: Position) => ({ type: 1, geometry: [coordinates] }),
  MultiPoint: (coordinates: readonly Position[]) => ({ type: 1, geometry: coordinates }),
  LineString: (coordinates: readonly Position[]) => ({ type: 2, geometry: [coordinates] }),
  MultiLineString: (coordinates: readonly Position[][]) => ({ type: 2, geometry: coordinates }),
  Polygon: (coordinates: readonly Position[][]) => ({ type: 3, geometry: wound(coordinates) }),
  MultiPolygon: (coordinates: readonly Position[][][]) => ({ type: 3, geometry: coordinates.flatMap(wound) }),
};

/**
 * Encodes one layer as a Mapbox vector tile 2.1, where the store cannot.
 * @param extent units of the tile's side
 */
export function encodeTile(
  layer: string,
  rows: readonly { readonly geometry: TileGeometry; readonly tags: Readonly<Record<string, string>> }[],
  extent: number,
): Uint8Array {
  const features = rows.flatMap(({ geometry, tags }): TileFeature[] => {
    const part = parts[geometry.type]?.(geometry.coordinates as never);
    return part && part.geometry.length > 0 ? [{ ...part, tags }] : [];
  });
  return encode.fromGeojsonVt({ [layer]: { features } }, { version: 2, extent });
}
