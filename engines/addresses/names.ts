import type { GrammarKind } from './parts.ts';
import type { Segment } from './segment.ts';
import * as words from './words.ts';

interface Ending {
  readonly pattern: RegExp;
  readonly kind: GrammarKind;
  readonly cost: number;
  /** Characters of the name that are usual, the ending with them. */
  readonly usual: number;
  readonly most: number;
}

const longestName = 18;
/** What each character of an unknown name costs, and each one more than usual. */
const unknown = 0.6;
const unusual = 0.5;

const endings: readonly Ending[] = [
  { pattern: words.townEnding, kind: 'town', cost: 0, usual: 4, most: 7 },
  { pattern: words.communityEnding, kind: 'community', cost: 0.6, usual: 4, most: 8 },
  { pattern: words.estateVillage, kind: 'estate', cost: 0.2, usual: 5, most: 8 },
  { pattern: words.zoneEnding, kind: 'zone', cost: -0.6, usual: 8, most: 12 },
  { pattern: words.roadEnding, kind: 'road', cost: 0.3, usual: 4, most: 8 },
  { pattern: words.roadEnding, kind: 'subRoad', cost: 0.6, usual: 4, most: 8 },
  { pattern: words.estateEnding, kind: 'estate', cost: 0.6, usual: 5, most: 12 },
  { pattern: words.poiEnding, kind: 'poi', cost: 0.8, usual: 8, most: longestName },
  { pattern: words.estateEnding, kind: 'subPoi', cost: 1.4, usual: 4, most: 10 },
  { pattern: words.poiEnding, kind: 'subPoi', cost: 1.4, usual: 6, most: longestName },
];

interface Bare {
  readonly kind: GrammarKind;
  readonly cost: number;
  readonly usual: number;
}

/** A name without a known ending. */
const bare: readonly Bare[] = [
  { kind: 'poi', cost: 2.6, usual: 6 },
  { kind: 'subPoi', cost: 3.4, usual: 5 },
  { kind: 'community', cost: 3.6, usual: 3 },
  { kind: 'road', cost: 4.4, usual: 4 },
  { kind: 'town', cost: 4.2, usual: 3 },
];
/** Nothing says that a name without an ending ends here. */
const noEdge = 1.6;
const inner = 2.2;
const badStart = 1.5;
const tooShort = 0.8;

/** What is known of every place of a text, so that a stretch of it is judged without looking again. */
export interface NamePlaces {
  /** By the place behind it, the endings that end there. */
  readonly endings: readonly (readonly Ending[])[];
  /** Places up to here where something ends or begins that does not lie inside of a name; counted. */
  readonly breaks: Float64Array;
  readonly isEdge: readonly boolean[];
}

const numberAhead =
  /^(?:[A-Za-z]?\d|[A-Za-z](?:座|栋|幢|区)|(?:负|地下)?[一二三四五六七八九十]{1,3}(?:号楼|栋|幢|期|区|楼|层|单元|号)|某某)/;

/** @param text folded */
export function namePlaces(text: string): NamePlaces {
  const ends: Ending[][] = [];
  const breaks = new Float64Array(text.length + 2);
  const isEdge: boolean[] = [];
  for (let at = 0; at <= text.length; at++) {
    const before = text.slice(Math.max(0, at - 12), at);
    const rest = text.slice(at, at + 8);
    ends.push(endings.filter(({ pattern }) => pattern.test(before)));
    breaks[at + 1] =
      (breaks[at] ?? 0) + (words.innerEnding.test(before) ? inner : 0) + startCost(rest, before);
    isEdge.push(
      rest === '' || words.isBreak(rest.charAt(0)) || numberAhead.test(rest) || words.hintPattern.test(rest),
    );
  }
  return { endings: ends, breaks, isEdge };
}

/** A number, a hint or a remark that begins inside of a name. */
function startCost(rest: string, before: string): number {
  if (/^\d/.test(rest) && !/\d$/.test(before)) return 2.5;
  if (words.numberedFloor.test(rest)) return 2.5;
  return words.strongHint.test(rest) || words.maskedName.test(rest) || words.emptyWords.test(rest) ? 4 : 0;
}

/** The names that end here, for what a stretch of this length costs. */
function namesTo(end: number, length: number, cost: number, places: NamePlaces): Segment[] {
  const known = places.endings[end] ?? [];
  const edge = places.isEdge[end] ? 0 : noEdge;
  const short = length === 2 ? tooShort : 0;
  const over = (usual: number): number => unusual * Math.max(0, length - usual);
  return [
    ...known
      .filter(({ most }) => length <= most)
      .map((each) => ({ kind: each.kind, end, cost: cost + each.cost + over(each.usual) + short })),
    ...bare
      .filter(({ usual }) => edge === 0 || length <= usual)
      .map((each) => ({ kind: each.kind, end, cost: cost + each.cost + over(each.usual) + edge })),
  ];
}

/** 稠山二区: two characters and a number, an estate of its own. */
const isSmallEstate = (text: string, at: number, end: number): boolean =>
  end - at === 4 && words.smallDivision.test(text.slice(end - 2, end));

/** Names that begin here: with a known ending, and without one. */
export function nameSegments(text: string, at: number, places: NamePlaces): Segment[] {
  const found: Segment[] = [];
  const most = Math.min(text.length, at + longestName);
  const start = words.badStart.test(text.slice(at, at + 2)) || words.isRoadAhead(text, at) ? badStart : 0;
  const first = places.breaks[at + 1] ?? 0;
  if (words.isBreak(text.charAt(at))) return found;
  for (let end = at + 2; end <= most && !words.isBreak(text.charAt(end - 1)); end++) {
    const cost = unknown * (end - at) + start + ((places.breaks[end] ?? 0) - first);
    found.push(...namesTo(end, end - at, cost, places));
    if (isSmallEstate(text, at, end)) found.push({ kind: 'estate', end, cost: cost + 0.4 });
  }
  return found;
}
