/** A candidate rule: which keys it needs (a bit each) and how many pairs it makes. */
export interface Candidate {
  readonly bits: bigint;
  readonly pairs: number;
}

/** Pairs of the pilot that hold the same keys, and how many of them are matches by expectation. */
export interface Capture {
  readonly bits: bigint;
  readonly matches: number;
  /** Taken out before these rules look: found for certain. */
  readonly settled?: boolean;
}

export interface Limits {
  readonly maxPairs: number;
  readonly pairsPerMatch: number;
  /** What one more rule costs, however few pairs it makes, in pairs: all records are gone through. */
  readonly perRule?: number;
}

export interface Choice {
  /** Places in the list of candidates, in the order in which they were chosen. */
  readonly chosen: readonly number[];
  /** Expected matches that each chosen rule adds to those before it. */
  readonly adds: readonly number[];
  /** Upper estimate of the share of matches that some chosen rule finds (Chao's lower bound for the unseen). */
  readonly recall: number;
}

const holds = (capture: Capture, { bits }: Candidate): boolean => (capture.bits & bits) === bits;

/** What a second rule for the same match is worth beside the first: it stands in for matches that the pilot missed. */
const worthOfSecond = 0.25;
/** Matches below which a rule is not worth its line. */
const leastWorth = 0.5;

/** By how many of the chosen rules each match is found, counted one or two; the unseen from these two (Chao 1987). */
function estimateRecall(captures: readonly Capture[], times: readonly number[]): number {
  const found = [0, 0, 0];
  for (const [at, { matches }] of captures.entries()) {
    const count = Math.min(times[at] ?? 0, 3);
    if (count > 0) found[count - 1] = (found[count - 1] ?? 0) + matches;
  }
  const [once = 0, twice = 0, more = 0] = found;
  const seen = once + twice + more;
  const unseen = once ** 2 / (2 * Math.max(twice, 1));
  return seen > 0 ? seen / (seen + unseen) : 0;
}

/** What a rule would add now: matches that none has found, and with those that one has found its value. */
function worth(caught: readonly number[], captures: readonly Capture[], times: readonly number[]) {
  let [first, second] = [0, 0];
  for (const place of caught) {
    const matches = captures[place]?.matches ?? 0;
    if (times[place] === 0) first += matches;
    else if (times[place] === 1) second += matches;
  }
  return { first, value: first + worthOfSecond * second };
}

/**
 * Chooses rules greedily: always the one that finds most matches for its pairs, until a further match would cost more
 * than `pairsPerMatch` comparisons or the pairs would be more than `maxPairs`.
 * Time: candidates × captures × chosen.
 */
export function chooseBlocks(
  candidates: readonly Candidate[],
  captures: readonly Capture[],
  limits: Limits,
): Choice {
  const times = captures.map(({ settled }): number => (settled ? 3 : 0));
  const chosen: number[] = [];
  const adds: number[] = [];
  const caught = candidates.map((candidate) =>
    captures.flatMap((capture, at) => (holds(capture, candidate) ? [at] : [])),
  );
  let left = limits.maxPairs;
  const offers = () =>
    candidates.flatMap(({ pairs }, at) => {
      if (chosen.includes(at) || pairs > left) return [];
      const { first, value } = worth(caught[at] ?? [], captures, times);
      const rate = value / Math.max(pairs + (limits.perRule ?? 0), 1);
      return value > leastWorth && rate >= 1 / limits.pairsPerMatch ? [{ at, pairs, first, rate }] : [];
    });
  for (;;) {
    const [best] = offers().toSorted((x, y) => y.rate - x.rate || x.at - y.at);
    if (!best) break;
    chosen.push(best.at);
    adds.push(best.first);
    left -= best.pairs;
    for (const place of caught[best.at] ?? []) times[place] = (times[place] ?? 0) + 1;
  }
  return { chosen, adds, recall: estimateRecall(captures, times) };
}
