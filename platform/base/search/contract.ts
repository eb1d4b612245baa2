import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';

export const Hit = z.object({
  kind: z.string().describe('the record, `module.name`, or another thing that can be searched'),
  title: Text.describe('what people call the kind'),
  key: z.string(),
  label: Text,
  path: z
    .string()
    .nullable()
    .describe('page of the thing, where its kind is no record with pages of its own'),
  score: z.number(),
  simulated: z.boolean(),
});
export type Hit = z.infer<typeof Hit>;

export const KindState = z.object({
  kind: z.string(),
  title: Text,
  entries: z.number().int(),
  builtAt: z.string().nullable(),
});
export type KindState = z.infer<typeof KindState>;

export const operations = {
  find: operation({
    method: 'GET',
    path: '/',
    summary: { zh: '查找：文字、拼音、首字母', en: 'Find by words, pinyin or initials' },
    permission: 'public',
    query: z.object({
      q: z.string().min(1).max(100),
      kinds: z.string().max(500).optional().describe('only these kinds, comma-separated'),
      audience: z.enum(['console', 'portal']).default('console'),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    result: z.object({
      items: z.array(Hit),
      guessed: z.boolean().describe('nothing fitted as it was written: these are like it'),
    }),
  }),
  state: operation({
    method: 'GET',
    path: '/state',
    summary: { zh: '索引状态', en: 'State of the index' },
    permission: 'search:manage',
    result: z.object({ items: z.array(KindState), pending: z.number().int() }),
  }),
  rebuild: operation({
    method: 'POST',
    path: '/rebuild',
    summary: { zh: '重建索引', en: 'Rebuild the index' },
    permission: 'search:manage',
    result: z.object({ job: z.string() }),
  }),
} as const;
