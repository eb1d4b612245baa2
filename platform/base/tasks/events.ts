import { z } from 'zod';
import { defineEvent } from '#kernel/event';

const task = {
  task: z.string(),
  kind: z.string(),
  owner: z.string(),
  simulated: z.boolean(),
};

export const taskOpened = defineEvent({
  name: 'tasks.opened',
  version: 1,
  title: { zh: '任务已发出', en: 'A task was opened' },
  payload: z.object({ ...task, assignee: z.string().nullable(), pool: z.string().nullable() }),
});

/** Somebody has it in hand who did not take it: by hand-over, or from the first. */
export const taskAssigned = defineEvent({
  name: 'tasks.assigned',
  version: 1,
  title: { zh: '任务已交到某人', en: 'A task was put into hands' },
  payload: z.object({ ...task, assignee: z.string() }),
});

export const taskUrged = defineEvent({
  name: 'tasks.urged',
  version: 1,
  title: { zh: '任务被催办', en: 'A task was urged' },
  payload: z.object({ ...task, by: z.string(), assignee: z.string().nullable(), times: z.int() }),
});

/** One step of escalation; each step of a task happens once. */
export const taskEscalated = defineEvent({
  name: 'tasks.escalated',
  version: 1,
  title: { zh: '任务超期升级', en: 'A late task was told upwards' },
  payload: z.object({
    ...task,
    step: z.int(),
    to: z.enum(['assignee', 'leader', 'supervisor']),
    people: z.array(z.string()),
    organisation: z.string().nullable(),
    dueAt: z.string(),
  }),
});

export const taskClosed = defineEvent({
  name: 'tasks.closed',
  version: 1,
  title: { zh: '任务已办结', en: 'A task was closed' },
  payload: z.object({ ...task, status: z.enum(['done', 'dropped']), inTime: z.boolean() }),
});
