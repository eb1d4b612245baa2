import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { lamps } from './rules.ts';

export const statuses = ['open', 'claimed', 'done', 'dropped'] as const;
export const Status = z.enum(statuses);
export type Status = z.infer<typeof Status>;

/** Where a task comes from: one open task for each of these. */
export const Source = z.object({ module: z.string(), record: z.string(), key: z.string() });
export type Source = z.infer<typeof Source>;

export const Task = z.object({
  id: z.string(),
  kind: z.string(),
  title: Text,
  owner: z.string(),
  ownerName: Text.nullable(),
  assignee: z.string().nullable(),
  assigneeName: z.string().nullable(),
  source: Source,
  link: z.string().describe('path of the page where the thing is done'),
  openedAt: z.string(),
  dueAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  status: Status,
  lamp: z.enum(lamps),
  outcome: Text.nullable(),
  count: z.number().int().nullable().describe('how many things are in it'),
  simulated: z.boolean(),
});
export type Task = z.infer<typeof Task>;

export const whats = ['opened', 'note', 'claimed', 'released', 'handed-over', 'closed'] as const;
export const Note = z.object({
  at: z.string(),
  by: z.string(),
  byName: z.string().nullable(),
  what: z.enum(whats),
  words: z.string().nullable(),
});
export type Note = z.infer<typeof Note>;

const TaskWithNotes = Task.extend({ notes: z.array(Note), mayRelease: z.boolean() });
export type TaskWithNotes = z.infer<typeof TaskWithNotes>;

const ById = z.object({ id: z.string().max(64) });
const words = z.string().trim().min(1).max(1000);

/** Tasks by when they are due, those without a date last. */
export const operations = {
  list: operation({
    method: 'GET',
    path: '/',
    summary: { zh: '任务列表', en: 'Tasks' },
    permission: 'tasks:own',
    query: z.strictObject({
      whose: z
        .enum(['mine', 'department', 'all'])
        .default('all')
        .describe('all: as far as the reader may see'),
      status: z
        .enum(['waiting', ...statuses])
        .default('waiting')
        .describe('waiting: open or claimed'),
      lamp: z.enum(lamps).optional(),
      kind: z.string().max(100).optional(),
      after: z.string().max(500).optional().describe('`next` of the page before'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    result: z.object({ items: z.array(Task), next: z.string().nullable() }),
  }),
  summary: operation({
    method: 'GET',
    path: '/summary',
    summary: { zh: '待办数', en: 'How many tasks wait' },
    permission: 'tasks:own',
    result: z.object({
      waiting: z.number().int(),
      mine: z.number().int(),
      amber: z.number().int(),
      red: z.number().int(),
      kinds: z.array(z.string()),
    }),
  }),
  get: operation({
    method: 'GET',
    path: '/:id',
    summary: { zh: '任务', en: 'One task with what happened' },
    permission: 'tasks:own',
    params: ById,
    result: TaskWithNotes,
  }),
  colleagues: operation({
    method: 'GET',
    path: '/:id/colleagues',
    summary: { zh: '可转交的同事', en: 'To whom it can be handed' },
    permission: 'tasks:own',
    params: ById,
    result: z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) }),
  }),
  claim: operation({
    method: 'POST',
    path: '/:id/claim',
    summary: { zh: '认领', en: 'Claim' },
    permission: 'tasks:own',
    params: ById,
    result: TaskWithNotes,
  }),
  release: operation({
    method: 'POST',
    path: '/:id/release',
    summary: { zh: '退回', en: 'Release' },
    permission: 'tasks:own',
    params: ById,
    result: TaskWithNotes,
  }),
  handOver: operation({
    method: 'POST',
    path: '/:id/hand-over',
    summary: { zh: '转交', en: 'Hand over to another organisation or colleague' },
    permission: 'tasks:own',
    params: ById,
    body: z.object({
      organisation: z.string().max(64).optional(),
      assignee: z.string().max(64).optional(),
      reason: words,
    }),
    result: z.object({ done: z.literal(true) }),
  }),
  note: operation({
    method: 'POST',
    path: '/:id/notes',
    summary: { zh: '备注', en: 'Add a note' },
    permission: 'tasks:own',
    params: ById,
    body: z.object({ words }),
    result: TaskWithNotes,
  }),
} as const;
