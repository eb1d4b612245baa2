import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { lamps } from './rules.ts';
import { statuses, Task, TaskWithNotes, Term } from './shapes.ts';

export { clockUnits, statuses, whats } from './shapes.ts';
export type { Note, Source, Status, Task, TaskWithNotes, Term } from './shapes.ts';

const ById = z.object({ id: z.string().max(64) });
const words = z.string().trim().min(1).max(1000);
const code = z.string().max(64);

export const whoses = ['mine', 'department', 'pool', 'copied', 'all'] as const;
export const batchActions = ['claim', 'release', 'hand-over', 'note', 'urge'] as const;

const Refused = z.object({ id: z.string(), code: z.string(), reason: Text });

const own = { permission: 'tasks:own' } as const;
const step = { ...own, method: 'POST', params: ById, result: TaskWithNotes } as const;

/** Waiting tasks by when they are due, those without a date last; closed ones by when they were closed, the latest first. */
export const operations = {
  list: operation({
    ...own,
    method: 'GET',
    path: '/',
    summary: { zh: '任务列表', en: 'Tasks' },
    query: z.strictObject({
      whose: z
        .enum(whoses)
        .default('all')
        .describe(
          'pool: what the reader may claim; copied: for information; all: as far as the reader may see',
        ),
      status: z
        .enum(['waiting', ...statuses])
        .default('waiting')
        .describe('waiting: open or claimed'),
      lamp: z.enum(lamps).optional(),
      kind: z.string().max(100).optional(),
      module: z.string().max(64).optional(),
      owner: code.optional(),
      'due.from': z.iso.date().optional(),
      'due.to': z.iso.date().optional().describe('due by the end of this day'),
      q: z.string().trim().max(100).optional().describe('words of the title, or the key of its source'),
      after: z.string().max(500).optional().describe('`next` of the page before'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    result: z.object({ items: z.array(Task), next: z.string().nullable() }),
  }),
  summary: operation({
    ...own,
    method: 'GET',
    path: '/summary',
    summary: { zh: '待办数', en: 'How many tasks wait' },
    result: z.object({
      waiting: z.number().int(),
      mine: z.number().int(),
      amber: z.number().int(),
      red: z.number().int(),
      grey: z.number().int(),
      copied: z.number().int().describe('copies not yet read'),
      kinds: z.array(z.string()),
      kindTitles: z.array(z.object({ kind: z.string(), title: Text })),
      modules: z.array(z.string()),
    }),
  }),
  statistics: operation({
    method: 'GET',
    path: '/statistics',
    summary: { zh: '任务统计', en: 'Tasks counted by organisation or kind' },
    permission: 'tasks:statistics',
    query: z.strictObject({
      by: z.enum(['organisation', 'kind']).default('organisation'),
      'period.from': z.iso.date(),
      'period.to': z.iso.date().describe('with this day'),
      kind: z.string().max(100).optional(),
    }),
    result: z.object({
      items: z.array(
        z.object({
          key: z.string(),
          title: Text,
          opened: z.int(),
          closed: z.int(),
          inTime: z.int().describe('of those closed'),
          late: z.int().describe('of those closed'),
          waiting: z.int().describe('now, whenever opened'),
          overdue: z.int().describe('of those that wait now'),
          medianHours: z
            .number()
            .nullable()
            .describe('working hours from opening to closing, pauses left out'),
          simulated: z.boolean(),
        }),
      ),
    }),
  }),
  batch: operation({
    ...own,
    method: 'POST',
    path: '/batch',
    summary: { zh: '批量办理', en: 'Do one thing to many tasks' },
    body: z.strictObject({
      action: z.enum(batchActions),
      ids: z.array(code).min(1).max(200),
      preview: z
        .boolean()
        .default(false)
        .describe('true: nothing is done, only what would be refused is said'),
      organisation: code.optional(),
      assignee: code.optional(),
      words: words.optional().describe('reason or note'),
    }),
    result: z.object({ done: z.array(z.string()), refused: z.array(Refused) }),
  }),
  calendar: operation({
    ...own,
    method: 'GET',
    path: '/calendar/:year',
    summary: { zh: '工作日历', en: 'Working calendar of a year' },
    params: z.object({ year: z.coerce.number().int().min(2004).max(2100) }),
    result: z.object({
      year: z.int(),
      published: z.boolean(),
      workingDays: z.int(),
      hours: z.array(z.tuple([z.string(), z.string()])),
      days: z.array(
        z.object({
          day: z.string(),
          working: z.boolean(),
          reason: z.enum(['holiday', 'make-up', 'closed', 'opened']),
          name: Text,
        }),
      ),
    }),
  }),
  deadline: operation({
    ...own,
    method: 'GET',
    path: '/deadline',
    summary: { zh: '期限计算', en: 'When a period ends' },
    query: z.strictObject({
      from: z.iso.datetime({ offset: true }),
      unit: Term.shape.unit,
      amount: z.coerce.number().int().min(0).max(10_000),
    }),
    result: z.object({ at: z.string(), certain: z.boolean(), uncertainFrom: z.string().nullable() }),
  }),
  get: operation({
    ...own,
    method: 'GET',
    path: '/:id',
    summary: { zh: '任务', en: 'One task with what happened' },
    params: ById,
    result: TaskWithNotes,
  }),
  colleagues: operation({
    ...own,
    method: 'GET',
    path: '/:id/colleagues',
    summary: { zh: '可转交、抄送的同事', en: 'To whom it can be handed or copied' },
    params: ById,
    query: z.strictObject({ organisation: code.optional().describe('the owner when absent') }),
    result: z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) }),
  }),
  claim: operation({ ...step, path: '/:id/claim', summary: { zh: '认领', en: 'Claim' } }),
  release: operation({ ...step, path: '/:id/release', summary: { zh: '退回', en: 'Release' } }),
  handOver: operation({
    ...step,
    path: '/:id/hand-over',
    summary: { zh: '转交', en: 'Hand over to another organisation or colleague' },
    body: z.object({ organisation: code.optional(), assignee: code.optional(), reason: words }),
    result: z.object({ done: z.literal(true) }),
  }),
  note: operation({
    ...step,
    path: '/:id/notes',
    summary: { zh: '备注', en: 'Add a note' },
    body: z.object({ words }),
  }),
  urge: operation({
    ...step,
    path: '/:id/urge',
    summary: { zh: '催办', en: 'Urge' },
    body: z.object({ reason: words }),
  }),
  copy: operation({
    ...step,
    path: '/:id/copies',
    summary: { zh: '抄送', en: 'Keep a person or an organisation informed' },
    body: z.strictObject({ person: code.optional(), organisation: code.optional() }),
  }),
  read: operation({ ...step, path: '/:id/read', summary: { zh: '标记已阅', en: 'Mark a copy as read' } }),
  pause: operation({
    ...step,
    path: '/:id/pause',
    summary: { zh: '暂停计时', en: 'Stop the clock' },
    body: z.object({ reason: words, basis: words.describe('law or rule by which the clock stands') }),
  }),
  resume: operation({
    ...step,
    path: '/:id/resume',
    summary: { zh: '恢复计时', en: 'Let the clock run again' },
    body: z.object({ reason: words.optional() }),
  }),
} as const;

export type Refusal = z.infer<typeof Refused>;
