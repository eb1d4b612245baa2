import type { Pattern } from './pattern.ts';

/** What chance agreement looks like, counted before anything is known of matches. */
export interface Background {
  /** Pairs that there are in all: of two files n × m, of one n (n - 1) / 2. */
  readonly totalPairs: number;
  /** Patterns of pairs that were drawn by chance. */
  readonly random: readonly Pattern[];
  /** For each comparison the share of pairs with both values whose values are equal, counted exactly; undefined: take the drawn ones. */
  readonly equal: readonly (number | undefined)[];
  /** For each comparison the number of values of its digit. */
  readonly radices: readonly number[];
}

/** Parameters after Fellegi and Sunter (1969): one row a comparison, one column a digit from 1 (different) up. */
export interface Parameters {
  /** Share of all pairs that are matches. */
  readonly prior: number;
  /** Of matches with both values, the share that agree so. */
  readonly m: readonly (readonly number[])[];
  /** Of other pairs with both values, the share that agree so. */
  readonly u: readonly (readonly number[])[];
}

export interface Estimate extends Parameters {
  readonly rounds: number;
  readonly converged: boolean;
}

const mostRounds = 500;
const still = 1e-5;

const levels = (radix: number): number => radix - 1;
const cell = (rows: readonly (readonly number[])[], at: number, level: number): number =>
  rows[at]?.[level] ?? 0;
const share = (row: readonly number[]): number[] => {
  const sum = row.reduce((all, each) => all + each, 0);
  return row.map((each) => each / sum);
};

/** Pairs drawn by chance at each level, and how many there were with both values. */
function drawn({ random, radices }: Background): { counts: number[][]; both: number[] } {
  const counts = radices.map((radix) => Array.from({ length: levels(radix) }, () => 0));
  for (const { digits, count } of random)
    for (const [at, digit] of digits.entries()) {
      const row = counts[at];
      if (digit > 0 && row) row[digit - 1] = (row[digit - 1] ?? 0) + count;
    }
  return { counts, both: counts.map((row) => row.reduce((all, each) => all + each, 0)) };
}

/** All pairs at each level: matches and others together. */
function marginals(background: Background): number[][] {
  const { counts, both } = drawn(background);
  return counts.map((row, at) => {
    const smoothed = row.map((count) => (count + 0.5) / ((both[at] ?? 0) + 0.5 * row.length));
    const equal = background.equal[at];
    if (equal === undefined) return smoothed;
    const rest = smoothed.slice(0, -1).reduce((all, each) => all + each, 0);
    return smoothed.map((each, level) => (level === row.length - 1 ? equal : (each / rest) * (1 - equal)));
  });
}

/** What is left of chance agreement when the matches are taken out, which in a column of numbers is nearly all of it. */
function withoutMatches(
  all: readonly (readonly number[])[],
  m: readonly (readonly number[])[],
  prior: number,
) {
  return all.map((row, at) =>
    share(
      row.map((each, level) =>
        Math.max((each - prior * cell(m, at, level)) / (1 - prior), each * 0.02, 1e-9),
      ),
    ),
  );
}

/** Two thirds of matches equal, the rest spread, more of it on the better levels: where the search begins. */
const firstM = (radices: readonly number[]): number[][] =>
  radices.map((radix) =>
    share(
      Array.from({ length: levels(radix) }, (_, level) =>
        level === levels(radix) - 1 ? 2 * radix : level + 1,
      ),
    ),
  );

const oddsOf = (digits: readonly number[], { m, u, prior }: Parameters): number => {
  let odds = prior / (1 - prior);
  for (let at = 0; at < digits.length; at++) {
    const digit = digits[at] ?? 0;
    if (digit > 0) odds *= cell(m, at, digit - 1) / cell(u, at, digit - 1);
  }
  return odds;
};

/** Chance that a pair with these digits is a match. */
export const probabilityOf = (digits: readonly number[], parameters: Parameters): number => {
  const odds = oddsOf(digits, parameters);
  return odds === Infinity ? 1 : odds / (1 + odds);
};

/** One round: how likely each pattern is a match, then what matches look like if that is so. */
function round(patterns: readonly Pattern[], parameters: Parameters, background: Background): Parameters {
  const seen = firstM(background.radices).map((row) => row.map((each) => each * 0.5));
  let matches = 0;
  for (const { digits, count } of patterns) {
    const weight = probabilityOf(digits, parameters) * count;
    matches += weight;
    for (let at = 0; at < digits.length; at++) {
      const digit = digits[at] ?? 0;
      const row = seen[at];
      if (digit > 0 && row) row[digit - 1] = (row[digit - 1] ?? 0) + weight;
    }
  }
  const { totalPairs } = background;
  const prior = Math.min(Math.max(matches, 0.5) / totalPairs, 0.5);
  return { prior, m: seen.map(share), u: parameters.u };
}

const distance = (one: Parameters, other: Parameters): number =>
  Math.max(
    Math.abs(Math.log(one.prior / other.prior)),
    ...one.m.flatMap((row, at) => row.map((each, level) => Math.abs(each - cell(other.m, at, level)))),
  );

/**
 * Estimates what matches look like, without labels, by expectation maximisation over counts of patterns.
 * Chance agreement is not searched for but counted (pairs drawn by chance, frequencies of values) and cleaned of the
 * matches in it; pairs that no rule has found count as others. So one search over the found pairs of all rules is
 * enough, and what a rule looks for is not left out of it.
 *
 * Fellegi & Sunter, JASA 64 (1969); Winkler, "Using the EM algorithm for weight computation" (1988).
 * @param patterns of the pairs that the rules found; each round takes time in proportion to their number
 * @param more `start`: parameters to go on from; `most`: rounds at most. A few rounds from good parameters adapt them to
 *   pairs of wider rules, where many would drift to whatever else hangs together there: the same town, the same trade
 */
export function estimate(
  patterns: readonly Pattern[],
  background: Background,
  more: { readonly start?: Parameters; readonly most?: number } = {},
): Estimate {
  const { start, most = mostRounds } = more;
  const all = marginals(background);
  const m = start?.m ?? firstM(background.radices);
  const prior = start?.prior ?? Math.min(0.3, 1 / Math.sqrt(background.totalPairs));
  let now: Parameters = { prior, m, u: withoutMatches(all, m, prior) };
  for (let rounds = 1; rounds <= most; rounds++) {
    const next = round(patterns, now, background);
    const moved = distance(next, now);
    now = { ...next, u: withoutMatches(all, next.m, next.prior) };
    if (moved < still) return { ...now, rounds, converged: true };
  }
  return { ...now, rounds: most, converged: false };
}

/** Weight of each digit in bits: log2(m / u); 0 for a missing value. */
export const weightsOf = ({ m, u }: Parameters): number[][] =>
  m.map((row, at) => [0, ...row.map((each, level) => Math.log2(each / cell(u, at, level)))]);
