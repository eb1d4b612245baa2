import type { Gazetteer, Named } from './gazetteer.ts';
import type { Segment } from './segment.ts';
import * as words from './words.ts';

/** How much a name of this level costs when it is written whole, and when its ending is left out. */
const namedCost: Readonly<Record<Named['level'], readonly [whole: number, short: number]>> = {
  province: [0, 0.6],
  city: [0, 0.8],
  county: [0, 1.6],
  town: [0.2, 2.6],
  community: [1.2, 3],
};

/** What it costs to take the name of an estate for a village's, unless its town stands before it. */
export const estateVillageCost = 2.6;

/** Names of the gazetteer that begin here. */
export function gazetteerSegments(gazetteer: Gazetteer, text: string, at: number): Segment[] {
  const lengths = gazetteer.lengths.get(text.slice(at, at + 2));
  if (lengths === undefined) return [];
  const found: Segment[] = [];
  const most = Math.min(30, text.length - at);
  for (let length = 2; length <= most; length++) {
    if ((lengths & (1 << length)) === 0) continue;
    for (const named of gazetteer.byName.get(text.slice(at, at + length)) ?? []) {
      found.push(namedSegment(named, text.slice(at, at + length), at + length));
    }
  }
  return found;
}

function namedSegment(named: Named, name: string, end: number): Segment {
  const [whole, short] = namedCost[named.level];
  const cost = named.whole ? whole : short;
  // Lists of divisions count development zones among the towns.
  if (named.level === 'town' && words.zoneLike.test(name))
    return { kind: words.zoneName.test(name) ? 'zone' : 'poi', end, cost: 0.4 + 0.3 * name.length, named };
  return { kind: named.level, end, cost: named.isEstate ? cost + estateVillageCost : cost, named };
}
