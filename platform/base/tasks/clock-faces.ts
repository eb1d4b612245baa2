import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { taskUrged } from './events.ts';
import { toldOf } from './faces.ts';
import { withDates } from './reckoning.ts';
import { lampOf } from './rules.ts';
import type { Source } from './shapes.ts';
import { endPause, insertCopy, insertPause } from './side-store.ts';
import { findOpen, insertNote, saveTask, type TaskRow } from './store.ts';
import { texts } from './texts.ts';

export interface TaskPause {
  /** In words: `等待补正材料`. */
  readonly reason: string;
  /** Law or rule by which the clock stands: `行政许可法 第四十五条`. */
  readonly basis: string;
}

const nowOf = (context: Context): string => context.clock.now().toISOString();

/**
 * The clock of a task stands from now on.
 * @throws Problem 409 `tasks.paused`, `tasks.no-clock` (it has no date), `tasks.overdue` (a stop heals nothing)
 */
export async function stopClock(context: Context, tx: Db, task: TaskRow, pause: TaskPause): Promise<TaskRow> {
  if (task.pausedAt !== null) throw new Problem(409, 'tasks.paused', texts.paused);
  if (task.dueAt === null) throw new Problem(409, 'tasks.no-clock', texts.noClock);
  if (lampOf(task, context.clock.now()) === 'red') throw new Problem(409, 'tasks.overdue', texts.overdue);
  const from = nowOf(context);
  await insertPause(tx, task.id, { from, ...pause, by: context.actor.id });
  return withDates(context, tx, { ...task, pausedAt: from });
}

/** The clock runs again, and its date lies later. @throws Problem 409 `tasks.not-paused` */
export async function runClock(context: Context, tx: Db, task: TaskRow): Promise<TaskRow> {
  if (task.pausedAt === null) throw new Problem(409, 'tasks.not-paused', texts.notPaused);
  await endPause(tx, task.id, nowOf(context), context.actor.id);
  return withDates(context, tx, { ...task, pausedAt: null });
}

/**
 * Stops the clock of the waiting task of a source.
 * @returns its id; undefined when none waits
 * @throws Problem 409 as `stopClock`
 */
export async function pauseTask(
  context: Context,
  tx: Db,
  source: Source,
  pause: TaskPause,
): Promise<string | undefined> {
  const task = await findOpen(tx, source);
  if (!task) return undefined;
  await saveTask(tx, await stopClock(context, tx, task, pause), nowOf(context));
  const words = `${pause.reason} (${pause.basis})`;
  await insertNote(tx, task.id, { at: nowOf(context), by: context.actor.id, what: 'paused', words });
  return task.id;
}

/**
 * Lets the clock of the waiting task of a source run again.
 * @returns its id; undefined when none waits
 * @throws Problem 409 `tasks.not-paused`
 */
export async function resumeTask(context: Context, tx: Db, source: Source): Promise<string | undefined> {
  const task = await findOpen(tx, source);
  if (!task) return undefined;
  await saveTask(tx, await runClock(context, tx, task), nowOf(context));
  await insertNote(tx, task.id, { at: nowOf(context), by: context.actor.id, what: 'resumed', words: null });
  return task.id;
}

/**
 * Keeps a person or an organisation informed of the waiting task of a source; they read it and do nothing.
 * @returns the task's id; undefined when none waits
 */
export async function copyTask(
  context: Context,
  tx: Db,
  source: Source,
  to: { readonly kind: 'person' | 'organisation'; readonly reader: string },
): Promise<string | undefined> {
  const task = await findOpen(tx, source);
  if (!task) return undefined;
  await insertCopy(tx, task.id, { ...to, by: context.actor.id, at: nowOf(context) });
  return task.id;
}

/**
 * Urges whoever has the waiting task of a source, on behalf of the module that watches it: they are told, and it is noted.
 * @returns how often it was urged by now; undefined when none waits
 */
export async function urgeTask(
  context: Context,
  tx: Db,
  source: Source,
  words: string,
): Promise<number | undefined> {
  const task = await findOpen(tx, source);
  if (!task) return undefined;
  const at = nowOf(context);
  const times = task.urged + 1;
  await saveTask(tx, { ...task, urged: times, urgedAt: at }, at);
  await insertNote(tx, task.id, { at, by: context.actor.id, what: 'urged', words });
  const payload = { ...toldOf(task), by: context.actor.id, assignee: task.assignee, times };
  await context.emit(tx, taskUrged, { key: task.id, payload });
  return times;
}
