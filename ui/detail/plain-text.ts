import type { Text } from '#kernel/texts';

const isPoint = (value: object): value is { coordinates: readonly [number, number] } =>
  'type' in value && value.type === 'Point' && 'coordinates' in value && Array.isArray(value.coordinates);

const isText = (value: object): value is Text =>
  'zh' in value && 'en' in value && typeof value.zh === 'string' && typeof value.en === 'string';

/** Says a text in the language of whoever reads. */
type Say = (text: Text) => string;

/** A part of a list: an object by its values alone, since their names would repeat. */
const partText = (value: unknown, say: Say): string =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isText(value)
    ? Object.values(value)
        .map((each) => plainText(each, say))
        .join(' · ')
    : plainText(value, say);

/** Any value as words of one line: a point as longitude and latitude, a list by commas, the rest as it is written. */
export function plainText(value: unknown, say: Say): string {
  if (value === null || value === undefined) return '—';
  if (Array.isArray(value)) return value.map((each) => partText(each, say)).join(', ');
  return typeof value === 'object' ? objectText(value, say) : String(value);
}

function objectText(value: object, say: Say): string {
  if (isText(value)) return say(value);
  if (isPoint(value)) return value.coordinates.map((each) => each.toFixed(6)).join(', ');
  if ('type' in value && 'coordinates' in value) return String(value.type);
  return JSON.stringify(value);
}
