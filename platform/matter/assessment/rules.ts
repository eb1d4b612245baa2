import type { Criterion, Judged, Scores, Told } from './shapes.ts';

/** Whether every criterion is scored, within its most, and nothing else is. */
export function scoresFit(criteria: readonly Criterion[], scores: Scores): boolean {
  const most = new Map(criteria.map(({ id, most: points }) => [id, points]));
  const given = Object.entries(scores);
  return given.length === most.size && given.every(([id, score]) => score <= (most.get(id) ?? -1));
}

const sum = (scores: Scores): number => Object.values(scores).reduce((total, score) => total + score, 0);

/** The mean of several people's sums, in hundredths of a point, rounded half up. */
export const meanScore = (all: readonly Scores[]): number =>
  Math.round((all.reduce((total, scores) => total + sum(scores), 0) * 100) / all.length);

/**
 * Draws from a pool without telling what comes next.
 * @param below a random whole number from 0 to below its argument
 */
export function drawFrom<T>(pool: readonly T[], count: number, below: (limit: number) => number): T[] {
  const left = [...pool];
  const drawn: T[] = [];
  while (drawn.length < count && left.length > 0) drawn.push(...left.splice(below(left.length), 1));
  return drawn;
}

/** Rules with what a person said of those that no register could tell; what a register told stands. */
export function withTold(judged: readonly Judged[], told: readonly Told[], by: string): Judged[] {
  const said = new Map(told.map((each) => [each.check, each]));
  return judged.map((each) => {
    const own = each.outcome === 'unknown' ? said.get(each.check) : undefined;
    if (!own) return each;
    const evidence = { zh: own.why, en: own.why };
    return { ...each, outcome: own.met ? 'met' : 'not-met', evidence, by };
  });
}

/** One that is not known leaves it open; else one that is not met settles it. */
export function verdictOf(judged: readonly Judged[]): Judged['outcome'] {
  const some = (outcome: Judged['outcome']) => judged.some((each) => each.outcome === outcome);
  if (some('unknown')) return 'unknown';
  return some('not-met') ? 'not-met' : 'met';
}
