import { z } from 'zod';
import { Text } from '#kernel/texts';

const code = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/);

export const ChecklistItem = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  text: Text,
  points: z.int().min(1).max(100),
  critical: z.boolean().default(false).describe('broken, it is found severe whatever the score'),
});
export type ChecklistItem = z.infer<typeof ChecklistItem>;

export const Checklist = z.strictObject({
  code,
  version: z.int(),
  title: Text,
  items: z.array(ChecklistItem).min(1).max(200),
});
export type Checklist = z.infer<typeof Checklist>;

export const marks = ['ok', 'wrong', 'not-applicable'] as const;
export const ItemValue = z.strictObject({ mark: z.enum(marks), note: z.string().max(500).optional() });
export const PhotoValue = z.strictObject({
  item: z.string().max(40),
  type: z.enum(['image/jpeg', 'image/png', 'image/webp']),
  bytes: z.int().min(1),
});

export const Pools = z.object({
  objects: z.array(z.string()),
  inspectors: z.array(z.string()),
  conflicts: z.array(z.tuple([z.string(), z.string()])).describe('inspector, object'),
  wanted: z.int(),
  team: z.int(),
});
export type Pools = z.infer<typeof Pools>;

export const Finding = z.object({
  item: z.string(),
  text: Text,
  note: z.string().nullable(),
  critical: z.boolean(),
  mended: z.boolean(),
  mendedOn: z.string().nullable(),
});
export type Finding = z.infer<typeof Finding>;
