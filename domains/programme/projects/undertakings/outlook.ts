import { dayIn } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { faultsOf, schedule, type Schedule } from '#engines/project-network';
import type { WorkingCalendar } from '#engines/working-days';
import { cityCalendar } from '#platform/base/tasks';
import { frozenOf, type Frozen } from '../baselines/store.ts';
import type { Outlook } from '../contract.ts';
import { texts } from '../texts.ts';
import { plannedDays, plannedIn, valueOf, varianceOf } from './measure.ts';
import { networkOf } from './network-of.ts';
import { rulerOf, type Ruler } from './ruler.ts';
import { shortOf } from './shapes.ts';
import { activitiesOf, findUndertaking, paidFor, type ActivityRow, type FoundUndertaking } from './store.ts';

export interface Facts {
  readonly found: FoundUndertaking;
  readonly rows: readonly ActivityRow[];
  readonly frozen: readonly Frozen[];
  readonly spent: number;
}

interface When {
  readonly calendar: WorkingCalendar;
  readonly today: string;
}

const linesOf = (
  plan: Schedule,
  rows: readonly ActivityRow[],
  { ruler, planned }: { readonly ruler: Ruler; readonly planned: ReturnType<typeof plannedDays> },
): Outlook['activities'] => {
  const byId = new Map(rows.map((row) => [shortOf(row.code), row]));
  return plan.activities.map((each) => {
    const { code, title, percent } = byId.get(each.id) ?? { code: each.id, title: each.id, percent: 0 };
    const ends = ruler.endsOn(each.earlyFinish);
    return {
      code,
      title,
      // A milestone stands on the day on which what it waits for ends, not on the next.
      begins: each.earlyFinish > each.earlyStart ? ruler.beginsOn(each.earlyStart) : ends,
      ends,
      from: each.earlyStart,
      to: each.earlyFinish,
      float: each.totalFloat,
      critical: each.critical,
      percent,
      planned: planned.get(code) ?? null,
    };
  });
};

/** What follows from what is known of an undertaking at a day; pure. */
export function reckon({ found, rows, frozen, spent }: Facts, { calendar, today }: When): Outlook {
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
      frozen: varianceOf(frozen, { ruler, finish: null, value: null, rows }),
    };
  const plan = schedule(activities, { asOf: ruler.beginning(today), deadline: ruler.end(found.endsBy) });
  const planned = plannedIn(frozen, rows);
  const current = frozen.findLast((each) => each.plan.length > 0);
  const fromPlan = current ? rulerOf(calendar, current.startsOn) : ruler;
  const value = valueOf({ rows, planned, ruler: fromPlan, today }, spent);
  return {
    ...head,
    fault: null,
    finish: {
      on: ruler.endsOn(plan.finish),
      late: plan.finish - ruler.end(found.endsBy),
      path: [...plan.criticalPath],
      certain: ruler.isCertain(plan.finish),
    },
    activities: linesOf(plan, rows, {
      ruler,
      planned: current ? plannedDays(planned, { fromPlan, ruler }) : new Map(),
    }),
    value,
    frozen: varianceOf(frozen, { ruler, finish: plan.finish, value, rows }),
  };
}

/** When an undertaking ends as things stand, what decides it, what its money says, and how that differs from what was approved. */
export async function outlookOf(context: Context, code: string): Promise<Outlook> {
  const found = await findUndertaking(context, code);
  if (!found) throw new Problem(404, 'projects.no-undertaking', texts.noUndertaking);
  const today = dayIn('Asia/Shanghai', context.clock.now());
  const [rows, frozen, spent, calendar] = await Promise.all([
    activitiesOf(context.db, code),
    frozenOf(context.db, [code]),
    paidFor(context.db, code, today),
    cityCalendar(context.db),
  ]);
  return reckon({ found, rows, frozen, spent }, { calendar, today });
}
