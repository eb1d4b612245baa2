import { curveOf } from './curve.ts';
import { stepAt } from './read.ts';

/** What was foretold of one thing at an age, and what has come of it so far. */
export interface Foretold {
  /** How old it was. */
  readonly age: number;
  /** Until when it was foretold, as an age. */
  readonly until: number;
  /** Chance that it goes on past that. */
  readonly chance: number;
  /** The age at which it ended, or at which it was last seen going on. */
  readonly time: number;
  readonly ended: boolean;
}

export interface Accuracy {
  readonly count: number;
  /** Mean square of what was foretold less what came: 0 is perfect. */
  readonly brier: number;
  /** The same of whoever foretells everybody's share. */
  readonly base: number;
  /** Share that went on past what was asked. */
  readonly share: number;
}

export interface Tenth {
  readonly count: number;
  readonly foretold: number;
  /** Share that did go on. */
  readonly seen: number;
}

interface Weighed {
  readonly chance: number;
  readonly wentOn: 0 | 1;
  readonly weight: number;
}

const justBefore = (time: number): number => time - 1e-9 * Math.max(1, time);

/**
 * Of what was lost from sight before it was decided nothing is known; the others stand for it, by the inverse of the chance
 * that they would have been lost as well (J. M. Robins 1993).
 */
function weighed(foretold: readonly Foretold[]): Weighed[] {
  // What ends at a time ends before what is lost then.
  const lost = curveOf(
    foretold.map(({ age, time, ended }) => ({
      entry: age,
      time: ended ? Math.max(age, justBefore(time)) : time,
      ended: !ended,
    })),
  );
  const kept = (time: number) => stepAt(lost, time)?.survival ?? 1;
  return foretold.map(({ age, until, chance, time, ended }) => {
    const wentOn = time > until ? 1 : 0;
    const decided = wentOn === 1 || ended;
    const left = wentOn === 1 ? kept(until) : kept(justBefore(time));
    return { chance, wentOn, weight: decided && left > 0 ? kept(age) / left : 0 };
  });
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function shareOf(cases: readonly Weighed[]): number {
  const weight = sum(cases.map((each) => each.weight));
  return weight === 0 ? 0 : sum(cases.map((each) => each.weight * each.wentOn)) / weight;
}

/**
 * How far chances were from what came: the Brier score with weights for what was lost from sight (E. Graf et al., Statistics in
 * Medicine 18, 1999), each thing at its own horizon, beside that of the share of all.
 * @returns undefined where nothing is decided
 */
export function accuracyOf(foretold: readonly Foretold[]): Accuracy | undefined {
  const cases = weighed(foretold);
  if (cases.every(({ weight }) => weight === 0)) return undefined;
  const share = shareOf(cases);
  const score = (of: (each: Weighed) => number) =>
    sum(cases.map((each) => each.weight * (each.wentOn - of(each)) ** 2)) / cases.length;
  return { count: cases.length, brier: score(({ chance }) => chance), base: score(() => share), share };
}

/** The least chance of each part, of ascending ones: a part is full with its share of all, and what equals its last. */
function partsOf(chances: Float64Array, parts: number): number[] {
  const begins: number[] = [];
  const size = chances.length / parts;
  let last: number | undefined;
  for (const [at, chance] of chances.entries()) {
    if (chance !== last && at >= begins.length * size) begins.push(chance);
    last = chance;
  }
  return begins;
}

/**
 * What was foretold beside what came, by tenths of what was foretold, the least first. Equal chances stay in one part, so there
 * may be fewer than ten.
 */
export function calibrationOf(foretold: readonly Foretold[], parts = 10): Tenth[] {
  const cases = weighed(foretold);
  const begins = partsOf(Float64Array.from(cases, ({ chance }) => chance).sort(), parts);
  const found = begins.map(() => ({ count: 0, foretold: 0, weight: 0, wentOn: 0 }));
  for (const { chance, weight, wentOn } of cases) {
    const part = found[begins.findLastIndex((begin) => begin <= chance)];
    if (!part) continue;
    part.count += 1;
    part.foretold += chance;
    part.weight += weight;
    part.wentOn += weight * wentOn;
  }
  return found
    .filter(({ weight }) => weight > 0)
    .map(({ count, foretold: sum, weight, wentOn }) => ({
      count,
      foretold: sum / count,
      seen: wentOn / weight,
    }));
}
