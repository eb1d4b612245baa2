import { textOf } from './json-value.ts';

type Json = unknown;

const position = (value: Json): string => {
  if (!Array.isArray(value) || value.length < 2) throw new TypeError('no position');
  // WKT knows three dimensions; what GeoJSON has beyond them has no meaning (RFC 7946 §3.1.1).
  return value.slice(0, 3).map(numberOf).join(' ');
};

const numberOf = (value: Json): string => {
  const text = textOf(value);
  if (!/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) throw new TypeError('no number');
  return text;
};

const listOf =
  (each: (value: Json) => string) =>
  (value: Json): string => {
    if (!Array.isArray(value) || value.length === 0) throw new TypeError('no list');
    return `(${value.map(each).join(', ')})`;
  };

const line = listOf(position);
const polygon = listOf(line);

const kinds: Readonly<Record<string, readonly [string, (coordinates: Json) => string]>> = {
  Point: ['POINT', (value) => `(${position(value)})`],
  MultiPoint: ['MULTIPOINT', listOf((each) => `(${position(each)})`)],
  LineString: ['LINESTRING', line],
  MultiLineString: ['MULTILINESTRING', polygon],
  Polygon: ['POLYGON', polygon],
  MultiPolygon: ['MULTIPOLYGON', listOf(polygon)],
};

/**
 * A geometry of GeoJSON (RFC 7946 §3.1) as well-known text (ISO 19125-1), its numbers as they were written; '' for none.
 * @throws TypeError when it is no geometry
 */
export function wktOf(geometry: Json): string {
  if (geometry === null || geometry === undefined) return '';
  const { type, coordinates, geometries } = geometry as Readonly<Record<string, Json>>;
  if (type === 'GeometryCollection') return `GEOMETRYCOLLECTION${listOf(wktOf)(geometries)}`;
  const kind = typeof type === 'string' && Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (!kind) throw new TypeError('no geometry');
  return `${kind[0]}${kind[1](coordinates)}`;
}
