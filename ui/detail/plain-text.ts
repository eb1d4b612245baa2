const isPoint = (value: object): value is { coordinates: readonly [number, number] } =>
  'type' in value && value.type === 'Point' && 'coordinates' in value && Array.isArray(value.coordinates);

/** A part of a list: an object by its values alone, since their names would repeat. */
const partText = (value: unknown): string =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.values(value).map(plainText).join(' · ')
    : plainText(value);

/** Any value as words of one line: a point as longitude and latitude, a list by commas, the rest as it is written. */
export function plainText(value: unknown): string {
  if (value === null || value === undefined) return '—';
  if (Array.isArray(value)) return value.map(partText).join(', ');
  if (typeof value !== 'object') return String(value);
  if (isPoint(value)) return value.coordinates.map((each) => each.toFixed(6)).join(', ');
  if ('type' in value && 'coordinates' in value) return String(value.type);
  return JSON.stringify(value);
}
