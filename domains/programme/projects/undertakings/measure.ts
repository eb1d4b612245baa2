import { earnedValue, schedule, type Schedule } from '#engines/project-network';
import type { Frozen } from '../baselines/store.ts';
import { unbegun } from '../baselines/freeze.ts';
import type { Outlook } from '../contract.ts';
import { networkOf } from './network-of.ts';
import type { Ruler } from './ruler.ts';
import { shortOf } from './shapes.ts';
import type { ActivityRow } from './store.ts';

/** What each activity costs, evenly over its days, summed up day by day: the plan as it was made. */
function plannedByDay(rows: readonly ActivityRow[], plan: Schedule): number[] {
  const costs = new Map(rows.map(({ code, costFen }) => [shortOf(code), costFen]));
  const perDay = Array.from({ length: Math.max(1, Math.ceil(plan.finish)) }, () => 0);
  for (const { id, earlyStart, earlyFinish } of plan.activities) {
    const [from, to] = [Math.floor(earlyStart), Math.max(Math.floor(earlyStart) + 1, Math.ceil(earlyFinish))];
    const cost = (costs.get(id) ?? 0) / (to - from);
    for (let day = from; day < to; day += 1) {
      const at = Math.min(day, perDay.length - 1);
      perDay[at] = (perDay[at] ?? 0) + cost;
    }
  }
  let sum = 0;
  return perDay.map((cost) => (sum += cost));
}

export interface Day {
  /** The activities as they are now. */
  readonly rows: readonly ActivityRow[];
  /** Those of the current baseline, unbegun; the same as they are entered now where none has any. */
  readonly planned: readonly ActivityRow[];
  /** Counts from the first day of that plan. */
  readonly ruler: Ruler;
  readonly today: string;
}

/** The plan that progress is measured against, from the last baseline that has activities. */
export function plannedIn(frozen: readonly Frozen[], rows: readonly ActivityRow[]): readonly ActivityRow[] {
  const current = frozen.findLast(({ plan }) => plan.length > 0);
  return current ? current.plan.map(unbegun) : rows;
}

/**
 * Earned value against the baseline (ANSI/EIA-748; ISO 21508:2018): planned is its budget by its own days, earned what was
 * done of each of its activities at the price that it has there, spent what was paid.
 */
export function valueOf({ rows, planned, ruler, today }: Day, spent: number): Outlook['value'] {
  const byDay = plannedByDay(planned, schedule(networkOf(planned, ruler, false).activities));
  const budget = byDay.at(-1) ?? 0;
  if (budget <= 0) return null;
  const percents = new Map(rows.map(({ code, percent }) => [code, percent]));
  const done = planned.reduce(
    (sum, { code, costFen }) => sum + (costFen * (percents.get(code) ?? 0)) / 100,
    0,
  );
  const value = earnedValue({ planned: byDay, at: ruler.end(today), earned: Math.min(done, budget), spent });
  const fen = (amount: number | null) => {
    const whole = Math.round(amount ?? Number.NaN);
    return Number.isSafeInteger(whole) ? whole : null;
  };
  return {
    budgetFen: Math.round(value.budget),
    plannedFen: Math.round(value.planned),
    earnedFen: Math.round(value.earned),
    spentFen: Math.round(value.spent),
    costPerformance: value.costPerformance,
    timePerformance: value.timePerformance,
    estimateFen: fen(value.estimateAtCompletion.asSoFar),
    finishOn: value.finish === null ? null : ruler.endsOn(value.finish),
  };
}

type PlannedDays = NonNullable<Outlook['activities'][number]['planned']>;

/**
 * The days of each activity in the current baseline, by its code.
 * @param fromPlan counts from the first day of that plan
 * @param ruler counts from the first day of the undertaking as it is now: `from` and `to` are told by it
 */
export function plannedDays(
  planned: readonly ActivityRow[],
  { fromPlan, ruler }: { readonly fromPlan: Ruler; readonly ruler: Ruler },
): Map<string, PlannedDays> {
  const codes = new Map(planned.map(({ code }) => [shortOf(code), code]));
  const plan = schedule(networkOf(planned, fromPlan, false).activities);
  return new Map(
    plan.activities.map(({ id, earlyStart, earlyFinish }) => {
      const ends = fromPlan.endsOn(earlyFinish);
      const begins = earlyFinish > earlyStart ? fromPlan.beginsOn(earlyStart) : ends;
      return [codes.get(id) ?? id, { begins, ends, from: ruler.beginning(begins), to: ruler.end(ends) }];
    }),
  );
}

interface Now {
  readonly ruler: Ruler;
  /** Working days at whose end all is done as things stand; null where it cannot be reckoned. */
  readonly finish: number | null;
  readonly value: Outlook['value'];
  readonly rows: readonly ActivityRow[];
}

/** What is foreseen now beside the first and the current baseline. */
export function varianceOf(frozen: readonly Frozen[], now: Now): Outlook['frozen'] {
  const [first, current] = [frozen[0], frozen.at(-1)];
  if (!first || !current) return null;
  const standard = ({ id, endsBy, finishOn, budgetFen }: Frozen) => ({
    id,
    endsBy,
    finishOn,
    budgetFen,
    late: now.finish === null ? null : now.finish - now.ruler.end(finishOn ?? endsBy),
    overFen: now.value?.estimateFen == null ? null : now.value.estimateFen - budgetFen,
  });
  const withPlan = frozen.findLast(({ plan }) => plan.length > 0);
  const codes = new Set(withPlan?.plan.map(({ code }) => code));
  return {
    first: standard(first),
    current: standard(current),
    planned: withPlan !== undefined,
    unplanned: withPlan ? now.rows.map(({ code }) => code).filter((code) => !codes.has(code)) : [],
  };
}
