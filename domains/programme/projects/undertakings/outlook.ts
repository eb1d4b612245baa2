import { dayIn } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { earnedValue, faultsOf, schedule, type Schedule } from '#engines/project-network';
import { cityCalendar } from '#platform/base/tasks';
import type { Outlook } from '../contract.ts';
import { texts } from '../texts.ts';
import { networkOf } from './network-of.ts';
import { rulerOf, type Ruler } from './ruler.ts';
import { shortOf } from './shapes.ts';
import { activitiesOf, findUndertaking, paidFor, type ActivityRow } from './store.ts';

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

interface Day {
  readonly rows: readonly ActivityRow[];
  readonly ruler: Ruler;
  readonly today: string;
}

function valueOf({ rows, ruler, today }: Day, spent: number): Outlook['value'] {
  const planned = plannedByDay(rows, schedule(networkOf(rows, ruler, false).activities));
  const budget = planned.at(-1) ?? 0;
  if (budget <= 0) return null;
  const done = rows.reduce((sum, { costFen, percent }) => sum + (costFen * percent) / 100, 0);
  const value = earnedValue({ planned, at: ruler.end(today), earned: Math.min(done, budget), spent });
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

/** When an undertaking ends as things stand, what decides it, and what its money says. */
export async function outlookOf(context: Context, code: string): Promise<Outlook> {
  const found = await findUndertaking(context, code);
  if (!found) throw new Problem(404, 'projects.no-undertaking', texts.noUndertaking);
  const today = dayIn('Asia/Shanghai', context.clock.now());
  const [rows, spent, calendar] = await Promise.all([
    activitiesOf(context.db, code),
    paidFor(context.db, code, today),
    cityCalendar(context.db),
  ]);
  const ruler = rulerOf(calendar, found.startsOn);
  const { activities, missing } = networkOf(rows, ruler);
  const [fault] = faultsOf(activities);
  const head = { asOf: today, endsBy: found.endsBy, simulated: found.simulated, missing: [...missing] };
  if (fault || rows.length === 0)
    return {
      ...head,
      fault: fault ? { ...fault, ids: [...fault.ids] } : null,
      finish: null,
      activities: [],
      value: null,
    };
  const plan = schedule(activities, { asOf: ruler.beginning(today), deadline: ruler.end(found.endsBy) });
  const byId = new Map(rows.map((row) => [shortOf(row.code), row]));
  return {
    ...head,
    fault: null,
    finish: {
      on: ruler.endsOn(plan.finish),
      late: plan.finish - ruler.end(found.endsBy),
      path: [...plan.criticalPath],
      certain: ruler.isCertain(plan.finish),
    },
    activities: plan.activities.map((each) => ({
      code: byId.get(each.id)?.code ?? each.id,
      title: byId.get(each.id)?.title ?? each.id,
      // A milestone stands on the day on which what it waits for ends, not on the next.
      begins:
        each.earlyFinish > each.earlyStart ? ruler.beginsOn(each.earlyStart) : ruler.endsOn(each.earlyFinish),
      ends: ruler.endsOn(each.earlyFinish),
      from: each.earlyStart,
      to: each.earlyFinish,
      float: each.totalFloat,
      critical: each.critical,
      percent: byId.get(each.id)?.percent ?? 0,
    })),
    value: valueOf({ rows, ruler, today }, spent),
  };
}
