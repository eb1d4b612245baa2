import {
  normalise,
  ranksOf,
  sharedWeights,
  shrink,
  simulateRanks,
  totalOf,
  type Normalisation,
} from '#engines/composite-evaluation';
import {
  leavesOf,
  type EvidenceFile,
  type Leaf,
  type MeasureLeaf,
  type SchemeDefinition,
} from '../shapes.ts';
import type { Evaluee, Measured } from './measured.ts';
import type { Card, CardAdjustment, CardLeaf, Outcome, WeightReport } from './outcome.ts';
import { groupScore, reportWeights } from './weights.ts';

/** What the office made of one unit's criterion. */
export interface Judged {
  readonly id: string;
  readonly score: number | null;
  readonly evidence: string | null;
  readonly files: EvidenceFile[] | null;
  readonly selfScore: number | null;
  readonly reason: string | null;
}

export interface Inputs {
  readonly scheme: SchemeDefinition;
  readonly units: readonly Evaluee[];
  readonly measured: ReadonlyMap<string, readonly Measured[]>;
  /** By criterion and unit. */
  readonly judged: ReadonlyMap<string, ReadonlyMap<string, Judged>>;
  /** By unit. */
  readonly adjusted: ReadonlyMap<string, readonly CardAdjustment[]>;
  readonly simulated: boolean;
  readonly seed: number;
}

interface Scored {
  readonly values: readonly (number | null)[];
  readonly kept: readonly (number | null)[];
  readonly scores: readonly (number | null)[];
  /** As it could also have been scored. */
  readonly ways: readonly (readonly (number | null)[])[];
}

const draws = 2000;

/** A share of a whole lies between none and all; other ratios are events for each unit. */
function drawnTogether(measured: readonly Measured[]): {
  values: (number | null)[];
  kept: (number | null)[];
} {
  const counted = measured.map(({ events, base }) =>
    events === null || base === null ? null : { events, base },
  );
  const share = counted.every((each) => each === null || each.events <= each.base);
  const drawn = shrink(counted, share ? 'share' : 'rate');
  return {
    values: drawn.map((each, at) => (each === null ? null : each.value * (measured[at]?.factor ?? 1))),
    kept: drawn.map((each) => each?.kept ?? null),
  };
}

const directionOf = ({ scoring }: MeasureLeaf): boolean =>
  scoring.method === 'target' ? scoring.target > scoring.floor : scoring.more;

function scoreMeasure(leaf: MeasureLeaf, measured: readonly Measured[]): Scored {
  const raw = measured.map(({ value }) => value);
  const ratio = measured.every((each) => each.ratio);
  const { values, kept } =
    leaf.shrink && ratio ? drawnTogether(measured) : { values: raw, kept: raw.map(() => null) };
  const more = directionOf(leaf);
  const others: Normalisation[] = (['min-max', 'rank', 'z-score'] as const)
    .filter((method) => method !== leaf.scoring.method)
    .map((method) => ({ method, more }));
  const scores = normalise(values, leaf.scoring);
  return { values, kept, scores, ways: [scores, ...others.map((way) => normalise(values, way))] };
}

function scoreLeaf(inputs: Inputs, leaf: Leaf): Scored {
  if (leaf.kind === 'measure') {
    const measured = inputs.measured.get(leaf.code);
    const none = inputs.units.map(() => null);
    return measured ? scoreMeasure(leaf, measured) : { values: none, kept: none, scores: none, ways: [none] };
  }
  const judged = inputs.judged.get(leaf.code);
  const scores = inputs.units.map(({ code }) => judged?.get(code)?.score ?? null);
  return { values: scores, kept: scores.map(() => null), scores, ways: [scores] };
}

const weightOf = (report: WeightReport | undefined, code: string): number =>
  report?.weights.find((each) => each.code === code)?.weight ?? 0;

interface Made {
  readonly inputs: Inputs;
  readonly scored: ReadonlyMap<string, Scored>;
  readonly top: WeightReport;
  readonly groups: readonly WeightReport[];
}

const schemeWeight = ({ top, groups }: Made, group: string, leaf: string): number =>
  weightOf(top, group) *
  weightOf(
    groups.find(({ level }) => level === group),
    leaf,
  );

const noFigure = { unit: null, rowsPath: null, periods: null, inputs: [], raw: null, base: null };

function measureFacts(leaf: Leaf, measured: Measured | undefined) {
  const fed =
    leaf.kind === 'measure'
      ? { measure: leaf.measure, scoring: leaf.scoring.method }
      : { measure: null, scoring: null };
  if (!measured) return { ...fed, ...noFigure };
  const { unit, rowsPath, periods, inputs, value: raw, base } = measured;
  return { ...fed, unit, rowsPath, periods, inputs: [...inputs], raw, base };
}

const unjudged = { judgement: null, evidence: null, files: [], selfScore: null, reason: null };

function judgedFacts(judged: Judged | undefined) {
  if (!judged) return unjudged;
  const { id, evidence, files, selfScore, reason } = judged;
  return { judgement: id, evidence, files: files ?? [], selfScore, reason };
}

function whyGone(leaf: Leaf, measured: Measured | undefined): CardLeaf['gone'] {
  if (leaf.kind === 'evidence') return 'unjudged';
  return measured?.withheld === true ? 'withheld' : 'none';
}

const at = (values: readonly (number | null)[] | undefined, unit: number): number | null =>
  values?.[unit] ?? null;

/** What was found of one leaf of one unit. */
function scoreOf({ inputs, scored }: Made, unit: number, leaf: Leaf) {
  const own = scored.get(leaf.code);
  const score = at(own?.scores, unit);
  const measured = inputs.measured.get(leaf.code)?.[unit];
  return {
    value: leaf.kind === 'measure' ? at(own?.values, unit) : null,
    kept: at(own?.kept, unit),
    gone: score === null ? whyGone(leaf, measured) : null,
    score,
    simulated: measured?.simulated ?? inputs.simulated,
  };
}

function leafOf(made: Made, unit: number, group: string, leaf: Leaf): CardLeaf {
  const { inputs } = made;
  return {
    group,
    code: leaf.code,
    kind: leaf.kind,
    title: leaf.title,
    ...measureFacts(leaf, inputs.measured.get(leaf.code)?.[unit]),
    ...judgedFacts(inputs.judged.get(leaf.code)?.get(inputs.units[unit]?.code ?? '')),
    ...scoreOf(made, unit, leaf),
    schemeWeight: schemeWeight(made, group, leaf.code),
    weight: 0,
    points: 0,
  };
}

/** The card of one unit without its place. */
function cardOf(made: Made, unit: number): Omit<Card, 'place' | 'placeLow' | 'placeHigh'> {
  const { inputs, top } = made;
  const evaluee = inputs.units[unit];
  if (!evaluee) throw new RangeError('no such unit');
  const { code, name } = evaluee;
  const all = inputs.scheme.groups.flatMap((group) =>
    group.leaves.map((leaf) => leafOf(made, unit, group.code, leaf)),
  );
  const parts =
    sharedWeights(
      all.map((leaf) => ({ criterion: leaf.code, weight: leaf.schemeWeight, score: leaf.score })),
    ) ?? [];
  const leaves = all.map((leaf) => {
    const part = parts.find(({ criterion }) => criterion === leaf.code);
    return part ? { ...leaf, weight: part.weight, points: part.weight * part.score } : leaf;
  });
  const adjustments = inputs.adjusted.get(code) ?? [];
  return {
    unit: code,
    name,
    total: totalOf({
      parts,
      adjustments: adjustments.map((each) => ({ criterion: each.code, points: each.points })),
    }),
    groups: inputs.scheme.groups.map((group, at) => ({
      code: group.code,
      title: group.title,
      weight: weightOf(top, group.code),
      score: groupScore(group.leaves, made.groups[at], (leaf) => made.scored.get(leaf)?.scores[unit] ?? null),
    })),
    leaves,
    adjustments: [...adjustments],
  };
}

/** Scores, weights, totals, places and how far those places can be relied on. */
export function evaluate(inputs: Inputs): Outcome {
  const leaves = leavesOf(inputs.scheme);
  const scored = new Map(leaves.map((leaf) => [leaf.code, scoreLeaf(inputs, leaf)]));
  const scores = new Map([...scored].map(([code, each]) => [code, each.scores]));
  const { top, groups } = reportWeights(inputs.scheme, scores);
  const made: Made = { inputs, scored, top, groups };
  const cards = inputs.units.map((_unit, at) => cardOf(made, at));
  const places = ranksOf(cards.map(({ total }) => total));
  const { ranges, before } = simulateRanks({
    weights: inputs.scheme.groups.flatMap((group) =>
      group.leaves.map((leaf) => schemeWeight(made, group.code, leaf.code)),
    ),
    alternatives: leaves.map(({ code }) => scored.get(code)?.ways ?? []),
    adjustments: cards.map(({ adjustments }) => adjustments.reduce((sum, { points }) => sum + points, 0)),
    seed: inputs.seed,
    draws,
  });
  const order = cards
    .map((_card, at) => at)
    .toSorted((one, other) => (places[one] ?? 0) - (places[other] ?? 0) || one - other);
  return {
    weights: [top, ...groups],
    cards: order.map((at) => ({
      ...(cards[at] as (typeof cards)[number]),
      place: places[at] ?? 0,
      placeLow: ranges[at]?.low ?? 0,
      placeHigh: ranges[at]?.high ?? 0,
    })),
    before: order.map((one) => order.map((other) => before[one]?.[other] ?? 0)),
    draws,
    seed: inputs.seed,
    simulated: inputs.simulated || cards.some((card) => card.leaves.some(({ simulated }) => simulated)),
  };
}
