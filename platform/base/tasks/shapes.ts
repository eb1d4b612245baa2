import { z } from 'zod';
import { Text } from '#kernel/texts';
import { lamps } from './rules.ts';

export const statuses = ['open', 'claimed', 'done', 'dropped'] as const;
export const Status = z.enum(statuses);
export type Status = z.infer<typeof Status>;

/** `hours` run day and night; days are counted from the day after. */
export const clockUnits = ['hours', 'working-hours', 'calendar-days', 'working-days'] as const;
export const Term = z.strictObject({ unit: z.enum(clockUnits), amount: z.int().min(0).max(10_000) });
export type Term = z.infer<typeof Term>;

/** Where a task comes from: one open task for each of these. */
export const Source = z.object({ module: z.string(), record: z.string(), key: z.string() });
export type Source = z.infer<typeof Source>;

export const Task = z.object({
  id: z.string(),
  kind: z.string(),
  kindTitle: Text.nullable().describe('what its module calls this kind of task'),
  title: Text,
  owner: z.string(),
  ownerName: Text.nullable(),
  pool: z.string().nullable().describe('role among whose holders it waits; anybody of the owner when null'),
  assignee: z.string().nullable(),
  assigneeName: z.string().nullable(),
  source: Source,
  link: z.string().describe('path of the page where the thing is done'),
  openedAt: z.string(),
  dueAt: z
    .string()
    .nullable()
    .describe('the last instant in time; null without a date and while the clock stands'),
  dueCertain: z.boolean().describe('false: it rests on a year whose holidays are not yet published'),
  clock: Term.nullable(),
  pausedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  status: Status,
  lamp: z.enum(lamps),
  urged: z.int().describe('how often it was urged'),
  urgedAt: z.string().nullable(),
  escalated: z.int().describe('steps of escalation made'),
  outcome: Text.nullable(),
  count: z.number().int().nullable().describe('how many things are in it'),
  simulated: z.boolean(),
});
export type Task = z.infer<typeof Task>;

export const whats = [
  'opened',
  'note',
  'claimed',
  'released',
  'handed-over',
  'urged',
  'paused',
  'resumed',
  'copied',
  'escalated',
  'closed',
] as const;
export const Note = z.object({
  at: z.string(),
  by: z.string(),
  byName: z.string().nullable(),
  what: z.enum(whats),
  words: z.string().nullable(),
});
export type Note = z.infer<typeof Note>;

export const Pause = z.object({
  from: z.string(),
  to: z.string().nullable(),
  reason: z.string(),
  basis: z.string(),
  by: z.string(),
  byName: z.string().nullable(),
});
export type Pause = z.infer<typeof Pause>;

export const Copy = z.object({
  kind: z.enum(['person', 'organisation']),
  reader: z.string(),
  name: z.string().nullable(),
  readAt: z.string().nullable(),
});

export const mays = ['claim', 'release', 'handOver', 'note', 'urge', 'pause', 'resume', 'copy'] as const;

export const TaskWithNotes = Task.extend({
  linkText: Text.nullable().describe('what is done there'),
  notes: z.array(Note),
  pauses: z.array(Pause),
  copies: z.array(Copy),
  left: z.number().nullable().describe('of the clock’s unit'),
  mayRelease: z.boolean(),
  may: z.array(z.enum(mays)).describe('what this reader may do with it now'),
  copied: z.boolean().describe('shown for information only'),
});
export type TaskWithNotes = z.infer<typeof TaskWithNotes>;
