import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';
import { reckon, workedMinutes } from './clocks.ts';
import { taskAssigned, taskClosed, taskOpened } from './events.ts';
import { findKind } from './kinds.ts';
import { holderFor } from './party-holder.ts';
import { reckoningOf, withDates } from './reckoning.ts';
import { lampOf } from './rules.ts';
import { cityCalendar } from './settings.ts';
import type { Source, Term } from './shapes.ts';
import { endPause, findPauses } from './side-store.ts';
import { findOpen, insertNote, insertTask, saveTask, type NewTask, type TaskRow } from './store.ts';

export interface TaskOpened {
  /** `quality.findings`; a kind may be declared at the point `taskKindPoint`. */
  readonly kind: string;
  readonly title: Text;
  /** Organisation for which it waits. */
  readonly owner: string;
  /** Role among whose holders in the owner it waits; anybody of the owner when absent. */
  readonly pool?: string | null;
  /** Id of the account, when it is one person's from the first. */
  readonly assignee?: string;
  /**
   * Key of the person or company in whose place the assignee acts: it is theirs, seen and done by whoever acts for them now,
   * and with the mandate the assignee loses it. One whose mandate is over by now does not get it: the subject themselves do,
   * or another agent.
   */
  readonly onBehalfOf?: string | null;
  /** One task waits for each source; opening it again brings it up to date. */
  readonly source: Source;
  /** Path of the console's page where the thing is done. */
  readonly link: string;
  /** A date as it stands; or a clock. With neither, the clock of its kind. */
  readonly dueAt?: string | null;
  readonly clock?: Term;
  /** How many things are in it. */
  readonly count?: number;
  /** Only simulated things are in it. */
  readonly simulated?: boolean;
}

export type TaskChange = Partial<Omit<TaskOpened, 'source' | 'kind' | 'onBehalfOf'>>;

const utc = (instant: string | null): string | null =>
  instant === null ? null : new Date(instant).toISOString();

/** Who has it in hand after a change; another owner takes it out of the hands of whoever held it. */
function held(task: TaskRow, change: TaskChange): Pick<TaskRow, 'owner' | 'assignee' | 'status'> {
  const owner = change.owner ?? task.owner;
  const assignee = change.assignee ?? (owner === task.owner ? task.assignee : null);
  return { owner, assignee, status: assignee === null ? 'open' : 'claimed' };
}

type Clock = Pick<TaskRow, 'clockUnit' | 'clockAmount' | 'baseDueAt'>;

/** A date beats a clock. */
function clockOf(said: {
  readonly dueAt?: string | null;
  readonly clock?: Term | undefined;
}): Clock | undefined {
  if (said.dueAt !== undefined && (said.dueAt !== null || said.clock === undefined))
    return { clockUnit: null, clockAmount: null, baseDueAt: utc(said.dueAt) };
  return said.clock && { clockUnit: said.clock.unit, clockAmount: said.clock.amount, baseDueAt: null };
}

/** The task with a change laid over it. */
function changed(task: TaskRow, change: TaskChange): TaskRow {
  const { title = { zh: task.titleZh, en: task.titleEn }, link = task.link, count = task.count } = change;
  return {
    ...task,
    ...held(task, change),
    ...clockOf(change),
    titleZh: title.zh,
    titleEn: title.en,
    link,
    count,
    pool: change.pool === undefined ? task.pool : change.pool,
    simulated: change.simulated ?? task.simulated,
  };
}

const noClock: Clock = { clockUnit: null, clockAmount: null, baseDueAt: null };
const untouched = {
  dueAt: null,
  amberAt: null,
  dueCertain: true,
  nextStepAt: null,
  pausedAt: null,
  urged: 0,
  urgedAt: null,
  escalated: 0,
} as const;

async function newTask(context: Context, tx: Db, opened: TaskOpened): Promise<NewTask> {
  const { kind, title, owner, source, link, count = null, simulated = false } = opened;
  const assignee = await holderFor(context, tx, opened);
  const ofKind = clockOf({ clock: findKind(context, kind)?.clock });
  const task: NewTask = {
    ...untouched,
    ...(clockOf(opened) ?? ofKind ?? noClock),
    id: randomUUID(),
    kind,
    titleZh: title.zh,
    titleEn: title.en,
    owner,
    pool: opened.pool ?? null,
    assignee,
    onBehalfOf: opened.onBehalfOf ?? null,
    ...source,
    link,
    openedAt: context.clock.now().toISOString(),
    status: assignee === null ? 'open' : 'claimed',
    count,
    simulated,
  };
  return { ...task, ...reckon(task, await reckoningOf(context, tx, kind, [])) };
}

/** What every event tells of a task. */
export const toldOf = ({
  id,
  kind,
  owner,
  simulated,
}: Pick<TaskRow, 'id' | 'kind' | 'owner' | 'simulated'>) => ({
  task: id,
  kind,
  owner,
  simulated,
});

/**
 * Says that something waits for a person; said again of the same source, it brings the waiting task up to
 * date and leaves it with whomever it was handed to.
 * @param tx the transaction of what makes it wait
 * @returns the task's id
 */
export async function openTask(context: Context, tx: Db, opened: TaskOpened): Promise<string> {
  const task = await newTask(context, tx, opened);
  if (!(await insertTask(tx, task))) {
    const { owner: _owner, assignee: _assignee, pool: _pool, onBehalfOf: _party, source, ...rest } = opened;
    return (await updateTask(context, tx, source, rest)) ?? openTask(context, tx, opened);
  }
  const { id, openedAt: at, assignee, pool } = task;
  await insertNote(tx, id, { at, by: context.actor.id, what: 'opened', words: null });
  await context.emit(tx, taskOpened, { key: id, payload: { ...toldOf(task), assignee, pool } });
  if (assignee !== null)
    await context.emit(tx, taskAssigned, { key: id, payload: { ...toldOf(task), assignee } });
  return id;
}

/**
 * Brings the waiting task of a source up to date.
 * @returns its id; undefined when none waits
 */
export async function updateTask(
  context: Context,
  tx: Db,
  source: Source,
  change: TaskChange,
): Promise<string | undefined> {
  const task = await findOpen(tx, source);
  if (!task) return undefined;
  const now = await withDates(context, tx, changed(task, change));
  await saveTask(tx, now, context.clock.now().toISOString());
  return task.id;
}

export interface TaskClosed {
  readonly outcome: Text;
  /** `done` when absent; `dropped` when it is no longer needed. */
  readonly status?: 'done' | 'dropped';
}

/** The task as it is when it ends at an instant; a clock that stood runs again first. */
async function ended(context: Context, tx: Db, task: TaskRow, at: string): Promise<TaskRow> {
  if (task.pausedAt !== null) await endPause(tx, task.id, at, context.actor.id);
  const now = task.pausedAt === null ? task : await withDates(context, tx, { ...task, pausedAt: null });
  const pauses = await findPauses(tx, task.id);
  const minutes = workedMinutes(await cityCalendar(tx), task.openedAt, at, pauses);
  return { ...now, closedAt: at, nextStepAt: null, workedMinutes: minutes };
}

/**
 * Says that what a source waited for is done.
 * @returns the task's id; undefined when none waited
 */
export async function closeTask(
  context: Context,
  tx: Db,
  source: Source,
  { outcome, status = 'done' }: TaskClosed,
): Promise<string | undefined> {
  const task = await findOpen(tx, source);
  if (!task) return undefined;
  const now = context.clock.now();
  const at = now.toISOString();
  const closed = { ...(await ended(context, tx, task, at)), status };
  await saveTask(tx, { ...closed, outcomeZh: outcome.zh, outcomeEn: outcome.en }, at);
  await insertNote(tx, task.id, {
    at,
    by: context.actor.id,
    what: 'closed',
    words: outcome[context.language],
  });
  const inTime = lampOf(closed, now) !== 'red';
  await context.emit(tx, taskClosed, { key: task.id, payload: { ...toldOf(task), status, inTime } });
  return task.id;
}
