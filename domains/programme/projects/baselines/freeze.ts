import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import type { Row } from '#kernel/record';
import { writeRows } from '#kernel/record-server';
import { faultsOf, schedule } from '#engines/project-network';
import { cityCalendar } from '#platform/base/tasks';
import { findOffice } from '../proposals/store.ts';
import { texts } from '../texts.ts';
import { networkOf } from '../undertakings/network-of.ts';
import type { Undertaking } from '../undertakings/records.ts';
import { rulerOf } from '../undertakings/ruler.ts';
import { activitiesOf, type ActivityRow } from '../undertakings/store.ts';
import { Baseline, type PlannedActivity } from './records.ts';
import { lastOf } from './store.ts';

export const plannedOf = ({
  code,
  title,
  stage,
  days,
  after,
  notBefore,
  costFen,
}: ActivityRow): PlannedActivity => ({
  code,
  title,
  stage,
  days,
  after,
  notBefore,
  costFen,
});

/** An activity as it was planned, with nothing done yet. */
export const unbegun = (planned: PlannedActivity): ActivityRow => ({
  ...planned,
  beganOn: null,
  endedOn: null,
  daysLeft: null,
  percent: 0,
});

/** When a plan ends by itself, without what really happened; null of one without activities. */
async function finishOf(db: Db, rows: readonly ActivityRow[], startsOn: string): Promise<string | null> {
  const ruler = rulerOf(await cityCalendar(db), startsOn);
  const { activities } = networkOf(rows, ruler, false);
  if (activities.length === 0 || faultsOf(activities).length > 0) return null;
  return ruler.endsOn(schedule(activities).finish);
}

type UndertakingRow = Pick<Row<typeof Undertaking>, 'code' | 'unit' | 'startsOn' | 'endsBy' | 'budgetFen'>;

/**
 * What is asked to be frozen: the activities as they stand, with the dates and the budget that are asked.
 * @throws Problem 422 `projects.plan-above-budget` where the activities cost more
 */
export async function draftOf(
  context: Context,
  tx: Db,
  { code, unit, startsOn, endsBy, budgetFen }: UndertakingRow,
) {
  const rows = await activitiesOf(tx, code);
  if (rows.reduce((sum, { costFen }) => sum + costFen, 0) > budgetFen)
    throw new Problem(422, 'projects.plan-above-budget', texts.planAboveBudget);
  const { last } = await lastOf(tx, code);
  return {
    id: `${code}.B${last + 1}`,
    undertaking: code,
    unit,
    number: last + 1,
    startsOn,
    endsBy,
    budgetFen,
    finishOn: await finishOf(tx, rows, startsOn),
    plan: rows.map(plannedOf),
    office: (await findOffice(tx)) ?? unit,
    account: context.actor.id,
  };
}

/** The first baseline of an undertaking is what was approved with it. */
export async function freezeFirst(
  context: Context,
  tx: Db,
  undertaking: UndertakingRow,
  simulated: boolean,
): Promise<void> {
  if ((await lastOf(tx, undertaking.code)).last > 0) return;
  const first = {
    ...(await draftOf(context, tx, undertaking)),
    state: 'approved' as const,
    cause: texts.firstBaseline.zh,
    decidedOn: dayOf(context),
  };
  const how = { source: 'projects:approved', basis: 'projects:approve', simulated };
  await writeRows(context, tx, Baseline, [first], how);
}
