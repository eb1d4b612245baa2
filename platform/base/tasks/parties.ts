import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { subscription } from '#kernel/module';
import { agentsOf, findCitizenAccount, mandateEnded } from '#platform/base/identity';
import { taskAssigned } from './events.ts';
import { toldOf } from './faces.ts';
import { findHeldFor, moveParty } from './party-store.ts';
import { insertNote, saveTask, type TaskRow } from './store.ts';
import { texts } from './texts.ts';

interface Subject {
  readonly kind: string;
  readonly key: string;
}

/** Themselves where they have an account here, else whoever acts for them still. */
async function nextHolder(context: Context, tx: Db, { kind, key }: Subject): Promise<string | null> {
  const own = kind === 'person' ? await findCitizenAccount(tx, key) : undefined;
  return own ?? (await agentsOf(context, tx, key))[0] ?? null;
}

async function giveBack(context: Context, tx: Db, task: TaskRow, assignee: string | null): Promise<void> {
  const at = context.clock.now().toISOString();
  await saveTask(tx, { ...task, assignee, status: assignee === null ? 'open' : 'claimed' });
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
    const next = tasks.length === 0 ? null : await nextHolder(context, tx, subject);
    for (const task of tasks) await giveBack(context, tx, task, next);
  });
});

interface Moving {
  readonly from: string;
  readonly to: string;
}

/** What waits for one whose key leads to another's now waits for the other. */
export const followParty = (tx: Db, { from, to }: Moving): Promise<void> => moveParty(tx, { from, to });

/** What was opened for one whose key stands by itself again is theirs again. */
export const returnParty = (tx: Db, { from, to }: Moving): Promise<void> =>
  moveParty(tx, { from, to, first: to });
