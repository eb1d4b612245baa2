import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound } from '#kernel/problem';
import { requireOpen, type Act, type Asked } from './acts.ts';
import { taskAssigned, taskUrged } from './events.ts';
import { toldOf } from './faces.ts';
import { holds, readerOf, type Reader } from './reader.ts';
import { noteUrge } from './side-store.ts';
import { findTask, insertNote, saveTask, type SeenTask, type TaskRow } from './store.ts';
import { texts } from './texts.ts';

/** A task that the reader cannot see is, to the reader, not there. @throws Problem 404 */
export async function getSeen(
  db: Db,
  reader: Reader,
  id: string,
  lock: 'lock' | 'read' = 'read',
): Promise<SeenTask> {
  const task = await findTask(db, reader, id, lock);
  if (!task) throw notFound(texts.task, id);
  return task;
}

/** What would become of a task, without doing it; throws the refusal. */
export async function decideOnly(context: Context, reader: Reader, id: string, act: Act): Promise<void> {
  const task = await getSeen(context.db, reader, id);
  const asked = { context, db: context.db, reader, task };
  requireOpen(asked, act);
  await act.decide(asked);
}

/** What others are told of a step. */
async function tell({ context, db, task }: Asked, act: Act, now: TaskRow): Promise<void> {
  const { id: by } = context.actor;
  if (act.what === 'urged') {
    await noteUrge(db, task.id, by, now.urgedAt ?? context.clock.now().toISOString());
    const payload = { ...toldOf(now), by, assignee: now.assignee, times: now.urged };
    await context.emit(db, taskUrged, { key: task.id, payload });
  }
  if (act.what === 'handed-over' && now.assignee !== null)
    await context.emit(db, taskAssigned, {
      key: task.id,
      payload: { ...toldOf(now), assignee: now.assignee },
    });
}

/** In whose place it was done, where it lay in the hands of one who is away. */
const forWhom = ({ context, reader, task }: Asked): { onBehalfOf?: string } => {
  if (task.onBehalfOf !== null && holds(reader, task)) return { onBehalfOf: task.onBehalfOf };
  return task.assignee !== null && task.assignee !== context.actor.id && holds(reader, task)
    ? { onBehalfOf: task.assignee }
    : {};
};

/** One step of a person: the task locked, changed, noted and in the ledger, or nothing of it. */
export const take = (context: Context, id: string, act: Act): Promise<void> =>
  context.transaction(async (tx) => {
    const reader = await readerOf(context, tx);
    const task = await getSeen(tx, reader, id, 'lock');
    const asked: Asked = { context, db: tx, reader, task };
    requireOpen(asked, act);
    const decided = await act.decide(asked);
    const now = { ...task, ...decided, ...(await act.write?.(asked)) };
    const at = context.clock.now().toISOString();
    await saveTask(tx, now, at);
    const { what, words = null } = act;
    await insertNote(tx, id, { at, by: context.actor.id, what, words });
    await tell(asked, act, now);
    await context.ledger(tx, {
      action: 'change',
      resource: 'tasks.task',
      basis: 'tasks:own',
      subjects: [],
      detail: { task: id, done: what, ...forWhom(asked) },
    });
  });
