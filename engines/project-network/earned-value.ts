/**
 * A project's money and progress at one day. Money in one unit throughout (whole fen, say); periods of equal length (months,
 * say), of which `at` have passed.
 */
export interface EarnedValueInput {
  /** What is planned to have been done by the end of each period, in money, cumulative; the last is the whole budget. */
  readonly planned: readonly number[];
  /** Periods that have passed; a part of one is allowed. */
  readonly at: number;
  /** What has been done, at the price that was planned for it. */
  readonly earned: number;
  /** What it has cost. */
  readonly spent: number;
}

/** Names and definitions of ISO 21508:2018; null where there is nothing yet to divide by. */
export interface EarnedValue {
  /** Budget at completion. */
  readonly budget: number;
  /** Planned value today. */
  readonly planned: number;
  readonly earned: number;
  readonly spent: number;
  /** Earned less planned, and less spent: below zero is late, and dear. */
  readonly scheduleVariance: number;
  readonly costVariance: number;
  readonly schedulePerformance: number | null;
  readonly costPerformance: number | null;
  /** What the whole will cost if the rest goes as what was done did; as was planned; or as dear and as late as so far. */
  readonly estimateAtCompletion: {
    readonly asSoFar: number | null;
    readonly asPlanned: number;
    readonly asLateAsDear: number | null;
  };
  /** What the rest must yield for its money for the budget to hold; null where it is spent already. */
  readonly toComplete: number | null;
  /** Periods after which what is done should have been done (earned schedule), and what that makes of the time. */
  readonly earnedSchedule: number;
  readonly timeVariance: number;
  readonly timePerformance: number | null;
  /** Periods after which the whole ends if the rest goes as what was done did; null once all is done. */
  readonly finish: number | null;
}

const ratio = (above: number, below: number): number | null => (below === 0 ? null : above / below);

/** The cumulative plan at a time between two ends of periods: evenly within each. */
function plannedAt(planned: readonly number[], at: number): number {
  const whole = Math.floor(at);
  const before = whole === 0 ? 0 : (planned[Math.min(whole, planned.length) - 1] ?? 0);
  const after = planned[Math.min(whole, planned.length - 1)] ?? before;
  return before + (after - before) * (at - whole);
}

/**
 * The time at which that much was planned to be done. Where the plan stands still meanwhile (work waits, or costs nothing), every
 * time of the rest is right: today, as long as it lies in it.
 */
function timeOf(planned: readonly number[], earned: number, at: number): number {
  const little = (planned.at(-1) ?? 0) * 1e-9;
  const last = planned.filter((value) => value <= earned + little).length;
  const reached = last === 0 ? 0 : (planned[last - 1] ?? 0);
  if (reached < earned - little) return last + (earned - reached) / ((planned[last] ?? 0) - reached);
  const first = earned <= little ? 0 : planned.findIndex((value) => value >= earned - little) + 1;
  return Math.min(Math.max(at, first), last);
}

function assertPlan({ planned, at, earned, spent }: EarnedValueInput): void {
  const falls = planned.some((value, index) => value < (planned[index - 1] ?? 0));
  const numbers = [...planned, at, earned, spent];
  if (planned.length === 0 || falls || numbers.some((value) => !Number.isFinite(value)))
    throw new RangeError('earned value needs a cumulative plan that never falls, of finite numbers');
  if (at < 0 || earned < 0 || spent < 0 || earned > (planned.at(-1) ?? 0))
    throw new RangeError(
      'what has passed, was earned and was spent is not below zero, and no more than all is earned',
    );
}

/** What all will have cost when the rest yields that much for its money; null where nothing can be told from it. */
function atThatRate(spent: number, rest: number, rate: number | null): number | null {
  if (rest === 0) return spent;
  return rate ? spent + rest / rate : null;
}

/**
 * Earned value with earned schedule. Sources: ISO 21508:2018; Lipke, "Schedule is different", The Measurable News, 2003, for
 * the time: the schedule's own index goes to 1 at the end of every project, however late, and its does not.
 * @throws RangeError where the plan falls, is empty, or a figure is below zero or above the whole
 */
export function earnedValue(input: EarnedValueInput): EarnedValue {
  assertPlan(input);
  const { earned, spent, at } = input;
  const budget = input.planned.at(-1) ?? 0;
  const planned = plannedAt(input.planned, Math.min(at, input.planned.length));
  const costPerformance = ratio(earned, spent);
  const schedulePerformance = ratio(earned, planned);
  const earnedSchedule = timeOf(input.planned, earned, at);
  const timePerformance = ratio(earnedSchedule, at);
  const rest = budget - earned;
  return {
    budget,
    planned,
    earned,
    spent,
    scheduleVariance: earned - planned,
    costVariance: earned - spent,
    schedulePerformance,
    costPerformance,
    estimateAtCompletion: {
      asSoFar: atThatRate(spent, rest, costPerformance),
      asPlanned: spent + rest,
      asLateAsDear: atThatRate(spent, rest, (costPerformance ?? 0) * (schedulePerformance ?? 0)),
    },
    toComplete: budget > spent ? ratio(rest, budget - spent) : null,
    earnedSchedule,
    timeVariance: earnedSchedule - at,
    timePerformance,
    finish: rest > 0 && timePerformance ? input.planned.length / timePerformance : null,
  };
}
