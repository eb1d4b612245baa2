/** EPSG code of CGCS2000, in which every geometry of the platform is stored. */
export const SRID = 4490;

/** How deep the positions of each kind of GeoJSON geometry lie (RFC 7946 §3.1). */
const depths: Readonly<Record<string, number>> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};

interface GeoJson {
  readonly type: string;
  readonly coordinates: readonly unknown[];
}

const isPosition = (value: unknown): value is readonly number[] =>
  Array.isArray(value) &&
  (value.length === 2 || value.length === 3) &&
  value.every((each) => Number.isFinite(each)) &&
  // Degrees of CGCS2000: past the poles no projection knows what to do, and a map would fail for everybody.
  Math.abs(value[0]) <= 180 &&
  Math.abs(value[1]) <= 90;

function isNested(value: unknown, depth: number): boolean {
  if (depth === 0) return isPosition(value);
  return Array.isArray(value) && value.length > 0 && value.every((each) => isNested(each, depth - 1));
}

const isRing = (value: unknown): boolean =>
  Array.isArray(value) && value.length >= 4 && String(value[0]) === String(value.at(-1));

function ringsClose({ type, coordinates }: GeoJson): boolean {
  if (type === 'Polygon') return coordinates.every(isRing);
  if (type === 'MultiPolygon') return (coordinates as unknown[][]).every((polygon) => polygon.every(isRing));
  return type !== 'LineString' || coordinates.length > 1;
}

/** Whether a value is a geometry of RFC 7946 that the store takes: known kind, real numbers, closed rings. */
export function isGeometry(value: unknown): value is GeoJson {
  if (typeof value !== 'object' || value === null) return false;
  const { type, coordinates } = value as Partial<GeoJson>;
  const depth = depths[type ?? ''];
  if (depth === undefined || !isNested(coordinates, depth)) return false;
  return ringsClose(value as GeoJson);
}

function written(value: unknown, depth: number): string {
  const each = value as readonly unknown[];
  if (depth === 0) return each.slice(0, 2).join(' ');
  return `(${each.map((part) => written(part, depth - 1)).join(',')})`;
}

/** A geometry as the store reads it fastest: extended well-known text in CGCS2000, heights left out. */
export function ewkt(geometry: GeoJson): string {
  const depth = depths[geometry.type] ?? 0;
  const text = written(geometry.coordinates, depth);
  return `SRID=${SRID};${geometry.type.toUpperCase()}${depth === 0 ? `(${text})` : text}`;
}

/** Of text whose blanks are one each: a pattern with several runs of them takes the square of their number. */
const wktForm = /^(POINT|LINESTRING|POLYGON|MULTIPOINT|MULTILINESTRING|MULTIPOLYGON) ?Z? ?(\(.*\))$/is;
const kindsOfWkt: ReadonlyMap<string, string> = new Map(
  Object.keys(depths).map((kind) => [kind.toUpperCase(), kind]),
);

/** Points of a multipoint may stand in brackets of their own or not. */
const flatPoints = (coordinates: unknown[]): unknown[] =>
  coordinates.map((each) => (Array.isArray(each) && Array.isArray(each[0]) ? each[0] : each));

/** A geometry of well-known text (OGC 06-103r4 §7), as tables and the features of a GeoJSON file bring it; undefined when it is none. */
export function readWkt(text: string): GeoJson | undefined {
  const [, kind = '', body = ''] = wktForm.exec(text.trim().replaceAll(/\s+/g, ' ')) ?? [];
  const type = kindsOfWkt.get(kind.toUpperCase());
  if (type === undefined) return undefined;
  const nested = body
    .replaceAll(/[^(),]+/g, (position) =>
      position === ' ' ? ' ' : `[${position.trim().split(' ').join(',')}]`,
    )
    .replaceAll('(', '[')
    .replaceAll(')', ']');
  try {
    const coordinates = JSON.parse(nested) as unknown[];
    if (type === 'Point') return { type, coordinates: coordinates[0] as unknown[] };
    return { type, coordinates: type === 'MultiPoint' ? flatPoints(coordinates) : coordinates };
  } catch {
    return undefined;
  }
}
