import { chance } from '#engines/chance';
import { cloudLike } from './cloud.ts';
import { check, MiningError, warningsWhere, type Checked } from './finding.ts';
import { medoidsOf, nearest, silhouettes, type Distances } from './medoids.ts';
import { meanOf, squaresOf } from './numbers.ts';

/** A town or department and what it measures, in the same order for all. */
export interface Unit {
  readonly key: string;
  readonly values: readonly number[];
}

export interface Segment {
  /** The unit that stands best for it. */
  readonly medoid: string;
  readonly members: readonly { readonly key: string; readonly silhouette: number }[];
  /** Mean of the members in standard deviations of all, one a measure. */
  readonly profile: readonly number[];
  /** How much of it is found again when some units are left out and others weigh double: 1 all. */
  readonly stability: number;
}

export interface Segments extends Checked {
  /** The largest first. */
  readonly segments: readonly Segment[];
  /** Mean silhouette of each number of segments that was tried. */
  readonly tried: readonly { readonly count: number; readonly silhouette: number }[];
  readonly silhouette: number;
}

export interface SegmentOptions {
  /** How many; the number with the best silhouette unless given. */
  readonly count?: number;
  readonly seed?: number;
}

const leastUnits = 6;
/** Exchanging medoids among more, over and over, takes longer than a page waits. */
const mostUnits = 80;
const mostSegments = 6;
/** Beyond so many standard deviations a unit counts as no farther: one odd town would be a segment of its own. */
const farthest = 3;
/** Kaufman and Rousseeuw (1990): below a quarter there is no structure, below a half it is weak. */
const noStructure = 0.25;
const weakStructure = 0.5;
/** Hennig (2007): below this a group is not stable. */
const leastStable = 0.6;
const draws = 50;
/** How often units are drawn that have no groups, to see what chance makes of them. */
const clouds = 39;
const usualSeed = 330_281;

/** Each measure in standard deviations from its mean. @throws MiningError `mining.no-spread` */
function standardised(units: readonly Unit[]): number[][] {
  const width = units[0]?.values.length ?? 0;
  const scales = Array.from({ length: width }, (_, measure) => {
    const values = units.map((unit) => unit.values[measure] ?? 0);
    const spread = Math.sqrt(squaresOf(values) / (values.length - 1));
    if (!(spread > 0)) throw new MiningError('mining.no-spread');
    return { mean: meanOf(values), spread };
  });
  return units.map(({ values }) =>
    scales.map(({ mean, spread }, measure) => ((values[measure] ?? 0) - mean) / spread),
  );
}

const capped = (value: number): number => Math.max(-farthest, Math.min(farthest, value));

const distancesOf = (points: readonly (readonly number[])[]): Distances =>
  points.map((one) =>
    points.map((other) =>
      Math.sqrt(one.reduce((sum, value, axis) => sum + (capped(value) - capped(other[axis] ?? 0)) ** 2, 0)),
    ),
  );

const chosenFrom = (distances: Distances, drawn: readonly number[]): Distances =>
  drawn.map((one) => drawn.map((other) => distances[one]?.[other] ?? 0));

function jaccard(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  const shared = [...one].filter((unit) => other.has(unit)).length;
  return shared / (one.size + other.size - shared);
}

/**
 * How well each group is found again among units drawn with replacement: the mean of the best Jaccard likeness.
 *
 * Hennig, "Cluster-wise assessment of cluster stability", Computational Statistics & Data Analysis 52 (2007).
 */
function stabilities(
  distances: Distances,
  groups: readonly number[],
  { count, seed }: Required<SegmentOptions>,
) {
  const next = chance(seed);
  const sums = Array.from({ length: count }, () => ({ sum: 0, drawn: 0 }));
  for (let draw = 0; draw < draws; draw += 1) {
    const drawn = distances.map(() => Math.floor(next() * distances.length));
    if (new Set(drawn).size <= count) continue;
    const own = chosenFrom(distances, drawn);
    const found = nearest(own, medoidsOf(own, count));
    const again = [...Map.groupBy(drawn.keys(), (place) => found[place] ?? 0).values()].map(
      (places) => new Set(places.map((place) => drawn[place] ?? 0)),
    );
    const seen = new Set(drawn);
    for (const [group, tally] of sums.entries()) {
      const before = new Set([...seen].filter((unit) => groups[unit] === group));
      if (before.size === 0) continue;
      tally.sum += Math.max(...again.map((each) => jaccard(before, each)));
      tally.drawn += 1;
    }
  }
  return sums.map(({ sum, drawn }) => (drawn > 0 ? sum / drawn : 0));
}

function requireUnits(units: readonly Unit[]): void {
  if (units.length < leastUnits) throw new MiningError('mining.too-few', leastUnits);
  if (units.length > mostUnits) throw new MiningError('mining.too-many', mostUnits);
  const width = units[0]?.values.length ?? 0;
  if (width === 0) throw new MiningError('mining.empty');
  if (units.some(({ values }) => values.length !== width)) throw new MiningError('mining.unequal');
  if (!units.every(({ values }) => values.every((value) => Number.isFinite(value))))
    throw new MiningError('mining.not-a-number');
}

interface Grouped {
  readonly count: number;
  readonly medoids: readonly number[];
  readonly groups: readonly number[];
  readonly silhouettes: readonly number[];
  readonly silhouette: number;
}

function grouped(distances: Distances, count: number): Grouped {
  const medoids = medoidsOf(distances, count);
  const groups = nearest(distances, medoids);
  const each = silhouettes(distances, groups);
  return { count, medoids, groups, silhouettes: each, silhouette: meanOf(each) };
}

/** Groupings into two and more, the best silhouette first. */
function trialsOf(points: readonly (readonly number[])[]): Grouped[] {
  const distances = distancesOf(points);
  const most = Math.min(mostSegments, points.length - 1);
  return Array.from({ length: most - 1 }, (_, index) => grouped(distances, index + 2)).toSorted(
    (one, other) => other.silhouette - one.silhouette,
  );
}

/** How often one cloud without groups makes as good ones. */
function byChance(points: readonly (readonly number[])[], silhouette: number, seed: number): number {
  const drawn = cloudLike(points, chance(seed));
  let as = 1;
  for (let cloud = 0; cloud < clouds; cloud += 1) {
    const [best] = trialsOf(drawn());
    if ((best?.silhouette ?? 0) >= silhouette) as += 1;
  }
  return as / (clouds + 1);
}

interface Judged {
  readonly silhouette: number;
  readonly segments: readonly Segment[];
  readonly units: number;
  /** How many units differ in some measure. */
  readonly different: number;
  readonly chance: number;
}

function checked({ silhouette, segments, units, different, chance }: Judged): Checked {
  const stability = Math.min(...segments.map((segment) => segment.stability));
  return {
    checks: [
      check('segments.beyond-chance', chance <= 0.05, { chance, most: 0.05 }),
      check('segments.structure', silhouette > noStructure, { silhouette, least: noStructure }),
      check('segments.stable', stability >= leastStable, { stability, least: leastStable }),
    ],
    warnings: warningsWhere(
      ['segments.not-ranks', true],
      ['segments.weak', silhouette > noStructure && silhouette <= weakStructure, { silhouette }],
      ['segments.few-units', units < 15, { units }],
      ['segments.bands', different * 2 <= units, { different }],
      ['segments.alone', segments.some(({ members }) => members.length === 1)],
    ),
  };
}

/**
 * Groups of towns or departments that are alike in several measures, each in standard deviations: k-medoids, so that each
 * group has a real unit that stands for it. Deterministic.
 * @param units six or more, with the same measures, none of which is equal everywhere
 * @throws MiningError `mining.too-few`, `mining.too-many`, `mining.empty`, `mining.unequal`, `mining.not-a-number`, `mining.no-spread`
 */
export function findSegments(units: readonly Unit[], options: SegmentOptions = {}): Segments {
  requireUnits(units);
  const { seed = usualSeed } = options;
  const points = standardised(units);
  const distances = distancesOf(points);
  const trials = trialsOf(points);
  const [best] = trials;
  if (!best) throw new MiningError('mining.too-few', leastUnits);
  const chosen = trials.find(({ count }) => count === options.count) ?? best;
  const stable = stabilities(distances, chosen.groups, { count: chosen.count, seed });
  const segments = chosen.medoids
    .map((medoid, group) => {
      const own = units.flatMap((_, unit) => (chosen.groups[unit] === group ? [unit] : []));
      return {
        medoid: units[medoid]?.key ?? '',
        members: own.map((unit) => ({
          key: units[unit]?.key ?? '',
          silhouette: chosen.silhouettes[unit] ?? 0,
        })),
        profile: (points[0] ?? []).map((_, measure) =>
          meanOf(own.map((unit) => points[unit]?.[measure] ?? 0)),
        ),
        stability: stable[group] ?? 0,
      };
    })
    .toSorted((one, other) => other.members.length - one.members.length);
  return {
    segments,
    tried: trials
      .map(({ count, silhouette }) => ({ count, silhouette }))
      .toSorted((one, other) => one.count - other.count),
    silhouette: chosen.silhouette,
    ...checked({
      silhouette: chosen.silhouette,
      segments,
      units: units.length,
      different: new Set(units.map(({ values }) => values.join())).size,
      chance: byChance(points, best.silhouette, seed),
    }),
  };
}
