import type { GrammarKind } from './parts.ts';
import type { NumberForm, Segment } from './segment.ts';

type Follow = Readonly<Partial<Record<GrammarKind | 'start', number>>>;

/** From the widest to the narrowest: an address goes down this ladder. */
const ladder: readonly GrammarKind[] = [
  'country',
  'province',
  'city',
  'county',
  'zone',
  'town',
  'community',
  'road',
  'subRoad',
  'roadNumber',
  'subRoadNumber',
  'poi',
  'estate',
  'subPoi',
  'building',
  'unit',
  'floor',
  'room',
  'person',
];
const rank = new Map<string, number>(ladder.map((kind, at) => [kind, at]));

/** Steps up the ladder that are usual nevertheless, and same kinds twice. */
const usual: Readonly<Partial<Record<GrammarKind, Follow>>> = {
  community: { road: 2, poi: 3, estate: 3 },
  road: { roadNumber: 5, poi: 1.5, estate: 1.5, subPoi: 2.5, road: 3, hint: 1 },
  subRoad: { road: 0.4, roadNumber: 4 },
  hint: { start: 2, province: 2, city: 2, county: 2 },
  poi: {
    poi: 3,
    estate: 3,
    subPoi: 4,
    building: 4,
    floor: 4,
    room: 4,
    unit: 5,
    roadNumber: 0,
    subRoadNumber: 0,
  },
  estate: { poi: 3, estate: 3, subPoi: 4, building: 5 },
  subPoi: {
    poi: 0.8,
    estate: 0.8,
    subPoi: 2.5,
    road: 3,
    community: 3,
    town: 3,
    zone: 3,
    county: 3,
    city: 4,
    start: 4,
    roadNumber: 1.2,
    building: 1.5,
    unit: 1.5,
    floor: 1.5,
    room: 2,
    person: 2,
  },
  zone: { town: 2 },
  building: { person: 1, room: 4 },
  unit: { person: 1 },
  floor: { person: 1, room: 2 },
  room: { person: 0.5, room: 3 },
  town: { zone: 1, town: 3.5 },
};

/** A house number and a bare number are whatever comes next. */
const houseNumbers: Readonly<Partial<Record<GrammarKind, Follow>>> = {
  roadNumber: {
    road: 0,
    community: 0.5,
    town: 1,
    zone: 1,
    poi: 1.6,
    estate: 2.6,
    subPoi: 3,
    hint: 1,
    county: 3,
    subRoad: 3,
  },
  subRoadNumber: { subRoad: 0 },
  building: { poi: 2, estate: 1, subPoi: 1.6, roadNumber: 2, subRoadNumber: 2, community: 3 },
  unit: { building: 0.9, subPoi: 4 },
  room: { building: 0.5, unit: 0, floor: 0, poi: 2.6, estate: 3, subPoi: 2, person: 2 },
};
const bareNumbers: Readonly<Partial<Record<GrammarKind, Follow>>> = {
  roadNumber: { road: 0, community: 2, poi: 4, estate: 5 },
  subRoadNumber: { subRoad: 0 },
  building: {
    poi: 0.6,
    estate: 0,
    subPoi: 0.4,
    roadNumber: 1.2,
    subRoadNumber: 1,
    road: 2.5,
    community: 2.5,
    person: 2,
  },
  unit: { building: 0 },
  room: {
    building: 0.4,
    unit: 0,
    floor: 0,
    poi: 0.8,
    estate: 1,
    subPoi: 1,
    roadNumber: 1.6,
    subRoadNumber: 1,
    person: 2,
    hint: 1,
    room: 3,
  },
};
const namedNumbers: Readonly<Partial<Record<GrammarKind, Follow>>> = {
  subRoad: { road: 0, town: 2, community: 2, poi: 4, start: 5 },
  unit: {
    building: 0,
    floor: 1,
    person: 1,
    estate: 1,
    poi: 1.5,
    subPoi: 0.5,
    roadNumber: 1.5,
    subRoadNumber: 1.5,
  },
};
const tables = { number: houseNumbers, plain: bareNumbers, named: namedNumbers };
const never = 7;

/** Kinds that stand anywhere and leave the ladder where it is. */
const aside = new Set<GrammarKind>(['hint', 'redundant', 'other']);
export const isAside = (kind: GrammarKind): boolean => aside.has(kind);

/** What it costs that a part of this kind, written in this form, follows a part of kind `before`. */
function stepCost(before: GrammarKind | 'start', kind: GrammarKind, form: NumberForm | undefined): number {
  if (isAside(kind)) return usual[kind]?.[before] ?? 0;
  const table = form && tables[form][kind];
  if (table) return table[before] ?? (before === 'start' ? 3 : never);
  return usual[kind]?.[before] ?? ladderCost(before, kind);
}

function ladderCost(before: GrammarKind | 'start', kind: GrammarKind): number {
  // A second road needs a first.
  if (kind === 'subRoad') return 5;
  if (before === 'start') return (rank.get(kind) ?? 0) > 13 ? 3 : 0;
  const step = (rank.get(kind) ?? 0) - (rank.get(before) ?? 0);
  return step > 0 ? 0 : never;
}

const befores: readonly (GrammarKind | 'start')[] = ['start', ...ladder];
const numberOf = new Map(befores.map((kind, at) => [kind, at]));
/** The number of a kind on the ladder, 0 for the start; kinds that stand anywhere have none. */
export const ladderNumber = (kind: GrammarKind | 'start'): number => numberOf.get(kind) ?? 0;

const rows = new Map<string, Float64Array>();

/** For each kind before, by its ladder number, what it costs that this segment follows. */
export function stepCosts({ kind, form }: Segment): Float64Array {
  const key = `${kind} ${form ?? ''}`;
  let row = rows.get(key);
  if (!row) {
    row = Float64Array.from(befores, (before) => stepCost(before, kind, form));
    rows.set(key, row);
  }
  return row;
}
