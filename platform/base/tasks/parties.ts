import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { subscription } from '#kernel/module';
import { agentsOf, mandateEnded } from '#platform/base/identity';
import { taskAssigned } from './events.ts';
import { toldOf } from './faces.ts';
import { holderFor, nextHolder } from './party-holder.ts';
import { findHeldFor, moveParty, setParty } from './party-store.ts';
import type { Source } from './shapes.ts';
import { findOpen, insertNote, saveTask, type TaskRow } from './store.ts';
import { texts } from './texts.ts';

async function giveBack(context: Context, tx: Db, task: TaskRow, assignee: string | null): Promise<void> {
  const at = context.clock.now().toISOString();
  await saveTask(tx, { ...task, assignee, status: assignee === null ? 'open' : 'claimed' }, at);
  const words = texts.givenBack[context.language];
  await insertNote(tx, task.id, { at, by: context.actor.id, what: 'handed-over', words });
  if (assignee === null) return;
  await context.emit(tx, taskAssigned, { key: task.id, payload: { ...toldOf(task), assignee } });
}

/**
 * Whose mandate ended has lost sight of the subject's tasks at that moment, since each reading asks for whom one acts; here
 * those that lay in their hands come into the hands of the subject, or of another agent, who is told.
 */
export const mandateOver = subscription('tasks.mandate-over', mandateEnded, async ({ payload }, context) => {
  const { holder, subject } = payload;
  await context.transaction(async (tx) => {
    // By another mandate they may act for the same one still.
    if ((await agentsOf(context, tx, subject.key)).includes(holder)) return;
    const tasks = await findHeldFor(tx, holder, subject.key);
    const next = tasks.length === 0 ? null : await nextHolder(context, tx, subject.key);
    for (const task of tasks) await giveBack(context, tx, task, next);
  });
});

/**
 * Says of a source's waiting task, which was opened without it, in whose place its assignee acts; one who does so no more
 * loses it to the subject or another agent. What says it already stays as it is.
 */
export async function sayParty(context: Context, tx: Db, source: Source, party: string): Promise<void> {
  const task = await findOpen(tx, source);
  if (!task || task.onBehalfOf !== null) return;
  await setParty(tx, task.id, party);
  const assignee = await holderFor(context, tx, { assignee: task.assignee, onBehalfOf: party });
  if (assignee !== task.assignee) await giveBack(context, tx, task, assignee);
}

interface Moving {
  readonly from: string;
  readonly to: string;
}

/** What waits for one whose key leads to another's now waits for the other. */
export const followParty = (tx: Db, { from, to }: Moving): Promise<void> => moveParty(tx, { from, to });

/** What was opened for one whose key stands by itself again is theirs again. */
export const returnParty = (tx: Db, { from, to }: Moving): Promise<void> =>
  moveParty(tx, { from, to, first: to });
