import { system } from '#kernel/actor';
import { subscription } from '#kernel/module';
import type { Context } from '#kernel/context';
import { taskAssigned, taskEscalated, taskUrged } from '#platform/base/tasks';
import { sendingDue } from './events.ts';
import { roundJob } from './jobs.ts';
import { notify, type Notify } from './notify.ts';
import { findTask } from './store.ts';
import { localTime } from './times.ts';

interface OfTask {
  readonly task: string;
  readonly owner: string;
  readonly simulated: boolean;
}

/** Tells people of a task; whoever caused it themselves is not told. */
async function tellOfTask(
  context: Context,
  { task, owner, simulated }: OfTask,
  people: readonly string[],
  told: Pick<Notify, 'kind' | 'key'> & { readonly params?: Record<string, string | number> },
): Promise<void> {
  if (people.length === 0) return;
  await context.transaction(async (tx) => {
    const found = await findTask(tx, task);
    if (!found) return;
    await notify(context, tx, {
      ...told,
      to: people.map((id) => ({ kind: 'account' as const, id })),
      params: { ...told.params, task: found.title.zh },
      link: `/tasks?open=${encodeURIComponent(task)}`,
      organisation: owner,
      simulated,
    });
  });
}

export const subscriptions = [
  subscription('notifications.send-at-once', sendingDue, ({ id }, context) =>
    context.transaction(async (tx) => {
      await context.startJob(tx, roundJob, {}, { actor: system, key: `sending-due-${id}` });
    }),
  ),
  subscription('notifications.task-assigned', taskAssigned, ({ id, payload }, context) =>
    tellOfTask(context, payload, [payload.assignee], { kind: 'tasks.assigned', key: `event-${id}` }),
  ),
  subscription('notifications.task-urged', taskUrged, ({ id, payload }, context) =>
    tellOfTask(context, payload, payload.assignee === null ? [] : [payload.assignee], {
      kind: 'tasks.urged',
      key: `event-${id}`,
      params: { times: payload.times },
    }),
  ),
  subscription('notifications.task-escalated', taskEscalated, ({ payload }, context) =>
    tellOfTask(context, payload, payload.people, {
      kind: 'tasks.escalated',
      key: `${payload.task}-${payload.step}`,
      params: { due: localTime(context, payload.dueAt) },
    }),
  ),
];
