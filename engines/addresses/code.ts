import type { StandardParts } from './normalise.ts';
import type { PartKind } from './parts.ts';

/** Without I, L, O and U, so that nobody reads one for another. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** FNV-1a of 64 bits over the UTF-16 units of a text. */
function digest(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at++) {
    hash ^= BigInt(text.charCodeAt(at));
    hash = BigInt.asUintN(64, hash * 0x100000001b3n);
  }
  return hash ^ (hash >> 29n);
}

function characters(text: string, count: number): string {
  let rest = digest(text);
  let written = '';
  for (let at = 0; at < count; at++) {
    written += alphabet.charAt(Number(rest & 31n));
    rest >>= 5n;
  }
  return written;
}

const house: readonly PartKind[] = [
  'road',
  'subRoad',
  'roadNumber',
  'subRoadNumber',
  'poi',
  'subPoi',
  'building',
];
const inHouse: readonly PartKind[] = ['unit', 'floor', 'room'];
const vague: readonly PartKind[] = ['hint', 'other'];

const said = ({ values }: StandardParts, kinds: readonly PartKind[]): string =>
  kinds.map((kind) => values.get(kind) ?? '').join('|');

/**
 * One code for one address: twelve digits of the division (zeros where it is only known to the town), eight characters for
 * road, number, place and building, and six more for unit, floor and room where there are any:
 * `330281001201-8K2M4PQT-03ZD7A`. The same parts have the same code always and everywhere; homes of one house share its
 * beginning. Undefined where the parts do not make a standard address: no town, neither house number nor place nor building,
 * or something that is only a hint.
 *
 * Terms are those of GB/T 23705 (地名地址编码规则): division, then basic area, then local point. Its text was not at hand, so
 * the form of the code is our own; two houses of one village share eight characters once in 10^12 pairs.
 */
export function addressCode(parts: StandardParts): string | undefined {
  const { division, unplaced } = parts;
  if (!division || division.code.length < 9 || unplaced !== '') return undefined;
  if (vague.some((kind) => parts.values.has(kind))) return undefined;
  const place = said(parts, house);
  const isPlace = ['roadNumber', 'subRoadNumber', 'poi', 'building'].some((kind) =>
    parts.values.has(kind as PartKind),
  );
  if (!isPlace) return undefined;
  const room = said(parts, inHouse);
  const code = `${division.code.padEnd(12, '0')}-${characters(place, 8)}`;
  return inHouse.some((kind) => parts.values.has(kind))
    ? `${code}-${characters(`${place}|${room}`, 6)}`
    : code;
}
