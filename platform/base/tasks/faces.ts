import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';
import type { Source } from './contract.ts';
import { amberAt } from './rules.ts';
import { findOpen, insertNote, insertTask, saveTask, type TaskRow } from './store.ts';

export interface TaskOpened {
  /** `quality.findings` */
  readonly kind: string;
  readonly title: Text;
  /** Organisation for which it waits. */
  readonly owner: string;
  /** Id of the account, when it is one person's from the first. */
  readonly assignee?: string;
  /** One task waits for each source; opening it again brings it up to date. */
  readonly source: Source;
  /** Path of the console's page where the thing is done. */
  readonly link: string;
  readonly dueAt?: string | null;
  /** How many things are in it. */
  readonly count?: number;
  /** Only simulated things are in it. */
  readonly simulated?: boolean;
}

export type TaskChange = Partial<Omit<TaskOpened, 'source' | 'kind'>>;

const utc = (instant: string | null): string | null =>
  instant === null ? null : new Date(instant).toISOString();

/** Who has it in hand after a change; another owner takes it out of the hands of whoever held it. */
function held(task: TaskRow, change: TaskChange): Pick<TaskRow, 'owner' | 'assignee' | 'status'> {
  const owner = change.owner ?? task.owner;
  const assignee = change.assignee ?? (owner === task.owner ? task.assignee : null);
  return { owner, assignee, status: assignee === null ? 'open' : 'claimed' };
}

/** The task with a change laid over it. */
function changed(task: TaskRow, change: TaskChange): TaskRow {
  const { title = { zh: task.titleZh, en: task.titleEn }, link = task.link, count = task.count } = change;
  const dueAt = change.dueAt === undefined ? task.dueAt : utc(change.dueAt);
  return {
    ...task,
    ...held(task, change),
    titleZh: title.zh,
    titleEn: title.en,
    link,
    dueAt,
    amberAt: amberAt(task.openedAt, dueAt),
    count,
    simulated: change.simulated ?? task.simulated,
  };
}

/**
 * Says that something waits for a person; said again of the same source, it brings the waiting task up to
 * date and leaves it with whomever it was handed to.
 * @param tx the transaction of what makes it wait
 * @returns the task's id
 */
export async function openTask(context: Context, tx: Db, opened: TaskOpened): Promise<string> {
  const { kind, title, owner, assignee = null, source, link, count = null, simulated = false } = opened;
  const id = randomUUID();
  const openedAt = context.clock.now().toISOString();
  const dueAt = utc(opened.dueAt ?? null);
  const inserted = await insertTask(tx, {
    id,
    kind,
    titleZh: title.zh,
    titleEn: title.en,
    owner,
    assignee,
    ...source,
    link,
    openedAt,
    dueAt,
    amberAt: amberAt(openedAt, dueAt),
    status: assignee === null ? 'open' : 'claimed',
    count,
    simulated,
  });
  if (!inserted) {
    const { owner: _owner, assignee: _assignee, ...rest } = opened;
    return (await updateTask(context, tx, source, rest)) ?? openTask(context, tx, opened);
  }
  await insertNote(tx, id, { at: openedAt, by: context.actor.id, what: 'opened', words: null });
  return id;
}

/**
 * Brings the waiting task of a source up to date.
 * @returns its id; undefined when none waits
 */
export async function updateTask(
  _context: Context,
  tx: Db,
  source: Source,
  change: TaskChange,
): Promise<string | undefined> {
  const task = await findOpen(tx, source);
  if (!task) return undefined;
  await saveTask(tx, changed(task, change));
  return task.id;
}

export interface TaskClosed {
  readonly outcome: Text;
  /** `done` when absent; `dropped` when it is no longer needed. */
  readonly status?: 'done' | 'dropped';
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
  const at = context.clock.now().toISOString();
  await saveTask(tx, { ...task, status, closedAt: at, outcomeZh: outcome.zh, outcomeEn: outcome.en });
  await insertNote(tx, task.id, {
    at,
    by: context.actor.id,
    what: 'closed',
    words: outcome[context.language],
  });
  return task.id;
}
