/** One thing that was watched until something ended it, or until it was watched no longer. */
export interface Life {
  /** How long, in any unit, from its beginning; 0 or more. */
  readonly time: number;
  /** It ended then; false: it was still going on (right censoring). */
  readonly ended: boolean;
  /** How old it was when it was first watched (left truncation); from its beginning when absent. */
  readonly entry?: number;
}

/** A time at which something ended. */
export interface Step {
  readonly time: number;
  /** How many were watched and going on just before. Not whole where a curve is drawn towards another. */
  readonly atRisk: number;
  readonly ended: number;
  /** Share that goes on after it. */
  readonly survival: number;
  /** Greenwood's sum Σ d ⁄ n(n − d) up to and with it: the variance of ln S. */
  readonly spread: number;
}

export interface Curve {
  readonly steps: readonly Step[];
  readonly count: number;
  readonly ended: number;
  /** The longest that any was watched: past it nothing is known. */
  readonly longest: number;
}

/** How many of ascending numbers lie below one, or up to it, asked for ascending ones. */
function counter(sorted: Float64Array, upTo: 'below' | 'with'): (value: number) => number {
  let at = 0;
  const isIn = (one: number, value: number) => (upTo === 'with' ? one <= value : one < value);
  return (value) => {
    while (at < sorted.length && isIn(sorted[at] ?? 0, value)) at += 1;
    return at;
  };
}

function distinct(sorted: Float64Array): number[] {
  const found: number[] = [];
  let last: number | undefined;
  for (const value of sorted) {
    if (value !== last) found.push(value);
    last = value;
  }
  return found;
}

/** Grows the product and the sum of variances, a step at a time. */
function grower(): (time: number, atRisk: number, ended: number) => Step {
  let survival = 1;
  let spread = 0;
  return (time, atRisk, ended) => {
    survival *= Math.max(0, 1 - ended / atRisk);
    spread += ended / (atRisk * (atRisk - ended));
    return { time, atRisk, ended, survival, spread };
  };
}

/** How strongly a curve of few is held to that of many. */
export interface Drawn {
  /** Curve of all, of which these are a part: its times hold theirs. */
  readonly towards: Curve;
  /** As many as stand behind the other curve at every time. */
  readonly weight: number;
}

interface Prior {
  readonly weight: number;
  readonly hazard: (time: number) => number;
  readonly times: readonly number[];
  readonly longest: number;
}

/** What stands beside the lives themselves, and the times at which the curve steps. */
function priorOf(drawn: Drawn | undefined, ends: Float64Array): Prior {
  if (!drawn) return { weight: 0, hazard: () => 0, times: distinct(ends), longest: 0 };
  const { towards, weight } = drawn;
  const hazards = new Map(towards.steps.map((step) => [step.time, step.ended / step.atRisk]));
  const hazard = (time: number) => hazards.get(time) ?? 0;
  return { weight, hazard, times: [...hazards.keys()], longest: towards.longest };
}

const isLife = ({ time, entry = 0 }: Life): boolean => entry >= 0 && time >= entry && time < Infinity;

/** Times of what was watched, ascending. */
interface Watched {
  readonly count: number;
  /** Of those that ended. */
  readonly ends: Float64Array;
  /** Of those that were lost from sight. */
  readonly lost: Float64Array;
  /** At which some entered late. */
  readonly late: Float64Array;
}

/** What ended as it entered was never watched. In one pass, for there may be hundreds of thousands. @throws RangeError */
function watchedOf(lives: readonly Life[]): Watched {
  const all = { ends: new Float64Array(lives.length), lost: new Float64Array(lives.length) };
  const late = new Float64Array(lives.length);
  const count = { ends: 0, lost: 0, late: 0 };
  for (const life of lives) {
    if (!isLife(life)) throw new RangeError('no time of a life');
    const { time, ended, entry = 0 } = life;
    if (time <= entry && entry !== 0) continue;
    const as = ended ? 'ends' : 'lost';
    all[as][count[as]++] = time;
    if (entry > 0) late[count.late++] = entry;
  }
  return {
    count: count.ends + count.lost,
    ends: all.ends.subarray(0, count.ends).sort(),
    lost: all.lost.subarray(0, count.lost).sort(),
    late: late.subarray(0, count.late).sort(),
  };
}

/**
 * How many still go on after a time: the product-limit estimate (E. L. Kaplan, P. Meier, JASA 53, 1958), with Greenwood's
 * variance (1926). What entered at an age counts from just after it, so of two that end and enter at one time the former does
 * not see the latter.
 *
 * Drawn towards another curve the hazard at each of its times is that of a beta process whose prior mean is the other's
 * (N. L. Hjort, Annals of Statistics 18, 1990): (c·h₀ + d) ⁄ (c + n). Those that are few are then mostly the others, and past
 * what they have seen altogether. The variance is Greenwood's with these counts.
 * @throws RangeError for times below nothing, no numbers, or an entry after the end
 */
export function curveOf(given: readonly Life[], drawn?: Drawn): Curve {
  const { count, ends, lost, late } = watchedOf(given);
  const [endedBefore, endedWith] = [counter(ends, 'below'), counter(ends, 'with')];
  const [lostBefore, come] = [counter(lost, 'below'), counter(late, 'below')];
  const { weight, hazard, times, longest } = priorOf(drawn, ends);
  const grow = grower();
  const steps = times.map((time) => {
    const before = endedBefore(time);
    const atRisk = count - late.length + come(time) - before - lostBefore(time);
    return grow(time, weight + atRisk, weight * hazard(time) + endedWith(time) - before);
  });
  return { steps, count, ended: ends.length, longest: Math.max(ends.at(-1) ?? 0, lost.at(-1) ?? 0, longest) };
}
