import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { EscalationStep } from './city.ts';
import { reckon, type Reckoning } from './clocks.ts';
import { findKind } from './kinds.ts';
import { cityCalendar, cityRules } from './settings.ts';
import { findPauses } from './side-store.ts';
import type { TaskRow } from './store.ts';

type Pauses = Reckoning['pauses'];

/** Who is told when a task of a kind is late: its kind's steps, or the city's. */
export const stepsOf = async (context: Context, db: Db, kind: string): Promise<readonly EscalationStep[]> =>
  findKind(context, kind)?.escalation ?? (await cityRules(db)).escalation;

/** What a task's clock is reckoned with. */
export async function reckoningOf(
  context: Context,
  db: Db,
  kind: string,
  pauses: Pauses,
): Promise<Reckoning> {
  return { calendar: await cityCalendar(db), steps: await stepsOf(context, db, kind), pauses };
}

/** A task with its dates as its clock, its pauses and the calendar now make them. */
export async function withDates(context: Context, tx: Db, task: TaskRow): Promise<TaskRow> {
  const pauses = await findPauses(tx, task.id);
  return { ...task, ...reckon(task, await reckoningOf(context, tx, task.kind, pauses)) };
}
