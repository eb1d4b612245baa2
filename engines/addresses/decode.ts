import { liesIn, type Division, type Gazetteer } from './gazetteer.ts';
import { estateVillageCost, gazetteerSegments } from './known-names.ts';
import { namePlaces, nameSegments, type NamePlaces } from './names.ts';
import { numberSegments } from './numbers.ts';
import type { GrammarKind } from './parts.ts';
import type { Segment } from './segment.ts';
import { isAside, ladderNumber, stepCosts } from './transitions.ts';
import { wordSegments } from './word-segments.ts';

/** The best reading up to a place in the text that ends with this kind, in this division. */
interface State {
  cost: number;
  /** Number of the last part on the ladder. */
  ladder: number;
  division: Division | undefined;
  segment: Segment | undefined;
  from: number;
  before: State | undefined;
}

/** What may have been read up to a place. */
interface Place {
  states: State[];
  best: number;
}

export interface Read {
  readonly kind: GrammarKind;
  readonly start: number;
  readonly end: number;
}

/** States kept at a place, and how much dearer than the best they may be. */
const kept = 6;
const margin = 5;
/** A division that does not lie in the one before; a village or a short town of no known division. */
const strange = 3.2;
const unplaced = 1.6;
/** A level that is said again. */
const again = 1.5;
const lastLevel = ladderNumber('town');

interface Placed {
  readonly division: Division | undefined;
  readonly cost: number;
}

function placeAnywhere({ divisions, level, whole }: NonNullable<Segment['named']>): Placed {
  const isVague = level === 'community' || (level === 'town' && !whole);
  const cost = isVague ? unplaced : 0;
  return divisions.length === 1 ? { division: divisions[0], cost: cost / 2 } : { division: undefined, cost };
}

/** Short names are believed where they are looked for: right below a division of this level. */
const expectedBelow: Readonly<Partial<Record<Division['level'], readonly [above: string, cost: number]>>> = {
  county: ['city', -0.8],
  town: ['county', -1.6],
  community: ['town', -1],
};

function expected({ level, whole, isEstate }: NonNullable<Segment['named']>, known: Division): number {
  const [above, cost] = expectedBelow[level] ?? ['', 0];
  if (known.level !== above) return 0;
  if (whole) return isEstate && level === 'community' ? -estateVillageCost : 0;
  return cost;
}

/** Where a name of the gazetteer leads from the division that is known so far. */
function place({ named }: Segment, known: Division | undefined): Placed {
  if (!named) return { division: known, cost: 0 };
  if (!known) return placeAnywhere(named);
  const { divisions } = named;
  const inside = divisions.filter((each) => liesIn(each, known) || liesIn(known, each));
  const [only, ...rest] = inside;
  if (!only) return { division: divisions.length === 1 ? divisions[0] : known, cost: strange };
  return { division: rest.length === 0 && liesIn(only, known) ? only : known, cost: expected(named, known) };
}

interface Step {
  readonly segment: Segment;
  readonly from: number;
  readonly costs: Float64Array;
  readonly isLevel: boolean;
  /** Where the ladder stands behind it; undefined for what leaves it where it is. */
  readonly ladder: number | undefined;
}

/** The state that this one competes with: the same kind in the same division. */
function rival(states: readonly State[], ladder: number, division: Division | undefined): number {
  for (let at = 0; at < states.length; at++)
    if (states[at]?.ladder === ladder && states[at]?.division === division) return at;
  return -1;
}

/** What the step itself costs; a level that is said again costs less than a step back up the ladder. */
function stepOnly(before: State, { costs, isLevel, segment }: Step): number {
  const cost = costs[before.ladder] ?? 0;
  if (!isLevel || before.ladder > lastLevel) return cost;
  return Math.min(cost, segment.named?.whole ? again : 2 * again);
}

function take(before: State, step: Step, there: Place): void {
  const { segment } = step;
  const soFar = before.cost + segment.cost + stepOnly(before, step);
  if (soFar > there.best + margin) return;
  const placed = place(segment, before.division);
  const cost = soFar + placed.cost;
  const ladder = step.ladder ?? before.ladder;
  const at = rival(there.states, ladder, placed.division);
  if (cost >= (there.states[at]?.cost ?? Infinity)) return;
  const state = { cost, ladder, division: placed.division, segment, from: step.from, before };
  there.states[at < 0 ? there.states.length : at] = state;
  there.best = Math.min(there.best, cost);
}

function segmentsAt(gazetteer: Gazetteer, text: string, at: number, places: NamePlaces): Segment[] {
  return [
    ...gazetteerSegments(gazetteer, text, at),
    ...numberSegments(text, at),
    ...nameSegments(text, at, places),
    ...wordSegments(text, at),
  ];
}

function readBack(last: State): Read[] {
  const reads: Read[] = [];
  let state: State | undefined = last;
  while (state?.segment) {
    reads.push({ kind: state.segment.kind, start: state.from, end: state.segment.end });
    state = state.before;
  }
  return reads.reverse();
}

const cheapest = (states: readonly State[]): State[] => states.toSorted((a, b) => a.cost - b.cost);

const stepOf = (segment: Segment, from: number): Step => {
  const ladder = isAside(segment.kind) ? undefined : ladderNumber(segment.kind);
  const isLevel = segment.named !== undefined && ladder !== undefined && ladder <= lastLevel;
  return { segment, from, costs: stepCosts(segment), isLevel, ladder };
};

const beginning: State = {
  cost: 0,
  ladder: 0,
  division: undefined,
  segment: undefined,
  from: 0,
  before: undefined,
};

/** The best states at a place, those worth going on from. */
function promising({ states, best }: Place): State[] {
  return cheapest(states.filter(({ cost }) => cost <= best + margin)).slice(0, kept);
}

/** The cheapest way to read the whole text as parts, left to right. O(length × longest name × kept states). */
export function decode(gazetteer: Gazetteer, text: string): Read[] {
  const names = namePlaces(text);
  const places = Array.from({ length: text.length + 1 }, (): Place => ({ states: [], best: Infinity }));
  places[0] = { states: [beginning], best: 0 };
  for (const [at, here] of places.entries()) {
    const states = promising(here);
    if (at === text.length || states.length === 0) continue;
    for (const segment of segmentsAt(gazetteer, text, at, names)) {
      const step = stepOf(segment, at);
      for (const state of states) take(state, step, places[segment.end] as Place);
    }
  }
  const [best] = promising(places.at(-1) as Place);
  return best ? readBack(best) : [];
}
