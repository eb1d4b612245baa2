import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { gapKinds, kinds, states } from './names.ts';
import { AnySettings } from './settings.ts';

export { causeNames, kindNames, kinds, stateNames, type Cause, type Kind, type RunState } from './names.ts';
export { settingsParts } from './settings-parts.ts';
export type { AnySettings } from './settings.ts';

const ByKey = z.object({ key: z.string().max(120) });
const Done = z.object({ done: z.literal(true) });

/** What differs from before, of a delivery that waits. */
export const Oddity = z.object({
  kind: z.enum(['new', 'missing', 'retyped', 'few', 'many', 'changed', 'none']),
  column: z.string().optional(),
  before: z.string().optional(),
  now: z.string().optional(),
});
export type Oddity = z.infer<typeof Oddity>;

export const LastRun = z.object({
  id: z.string(),
  state: z.enum(states),
  reason: Text.nullable(),
  at: z.string(),
  rows: z.number().int().nullable(),
  batch: z.string().nullable(),
  job: z.string().nullable(),
});
export type LastRun = z.infer<typeof LastRun>;

/** Messages that did not come, or may not have. */
export const Gap = z.object({
  kind: z.enum(gapKinds),
  first: z.number().int().nullable().describe('sequences in the stream, where it counts them'),
  last: z.number().int().nullable(),
  exact: z.boolean().describe('false: some of these, or none, were for us'),
  foundAt: z.string(),
  run: z.string(),
});
export type Gap = z.infer<typeof Gap>;

export const SourceState = z.object({
  code: z.string(),
  kind: z.enum(kinds),
  enabled: z.boolean(),
  nextAt: z.string().nullable(),
  misses: z.number().int(),
  follows: z
    .array(
      z.object({
        code: z.string(),
        title: Text,
        readAt: z.string().nullable().describe('when it was read well, since this one waits for it'),
      }),
    )
    .describe('sources after which it runs'),
  needsSecret: z.boolean(),
  secret: z.boolean().describe('one is set for where the source leads now; it is never given out'),
  canBackFill: z.boolean(),
  last: LastRun.nullable(),
  held: z
    .object({
      run: z.string(),
      filename: z.string(),
      rows: z.number().int().nullable(),
      bytes: z.number().int(),
      oddities: z.array(Oddity),
    })
    .nullable()
    .describe('what waits at the gate'),
  gaps: z.array(Gap).describe('messages that may be missing and that nobody has looked into'),
});
export type SourceState = z.infer<typeof SourceState>;

export const Tried = z.object({
  columns: z.array(z.object({ name: z.string(), type: z.string(), field: Text.nullable() })),
  rows: z.array(z.array(z.string())),
  masked: z.boolean().describe('some values are shown in part'),
  fault: Text.nullable(),
  filename: z.string().nullable(),
});
export type Tried = z.infer<typeof Tried>;

/** A source as it stands on a form. */
export const Draft = z.strictObject({
  kind: z.enum(kinds),
  dataset: z.string().max(120),
  settings: AnySettings,
  secret: z.string().min(1).max(4000).optional().describe('for this look alone; it is not kept'),
  code: z
    .string()
    .max(120)
    .optional()
    .describe('the source that is being changed: its own secret serves where it was given for'),
});

const run = { permission: 'sources:run', params: ByKey } as const;

export const operations = {
  overview: operation({
    method: 'GET',
    path: '/states',
    summary: { zh: '各数据源的状态', en: 'How the sources stand' },
    permission: 'sources:read',
    result: z.object({ items: z.array(SourceState) }),
  }),
  state: operation({
    method: 'GET',
    path: '/sources/:key/state',
    summary: { zh: '一个数据源的状态', en: 'How a source stands' },
    permission: 'sources:read',
    params: ByKey,
    result: SourceState,
  }),
  secret: operation({
    method: 'PUT',
    path: '/sources/:key/secret',
    summary: { zh: '设置数据源的密钥', en: "Set a source's secret; it is never shown again" },
    permission: 'sources:write',
    params: ByKey,
    body: z.strictObject({ secret: z.string().min(1).max(4000).nullable() }),
    result: Done,
  }),
  look: operation({
    ...run,
    method: 'POST',
    path: '/sources/:key/try',
    summary: { zh: '试读前几行，不保存', en: 'Read the first rows and keep nothing' },
    result: Tried,
  }),
  attempt: operation({
    method: 'POST',
    path: '/try',
    summary: { zh: '保存之前试读', en: 'Try a source before it is saved' },
    permission: 'sources:write',
    body: Draft,
    result: Tried,
  }),
  start: operation({
    ...run,
    method: 'POST',
    path: '/sources/:key/run',
    summary: { zh: '立即采集，或按日期补采', en: 'Collect now, or days of the past' },
    body: z
      .strictObject({ from: z.iso.date().optional(), to: z.iso.date().optional() })
      .refine(({ from, to }) => (from === undefined) === (to === undefined) && (from ?? '') <= (to ?? '')),
    result: z.object({ run: z.string(), job: z.string() }),
  }),
  again: operation({
    ...run,
    method: 'POST',
    path: '/runs/:key/again',
    summary: { zh: '再次运行', en: 'Run it again' },
    result: z.object({ run: z.string(), job: z.string() }),
  }),
  cancel: operation({
    ...run,
    method: 'POST',
    path: '/runs/:key/cancel',
    summary: { zh: '取消采集', en: 'Cancel a run' },
    result: Done,
  }),
  noteGaps: operation({
    ...run,
    method: 'POST',
    path: '/sources/:key/gaps',
    summary: { zh: '已核对可能缺少的消息', en: 'The messages that may be missing were looked into' },
    body: z.strictObject({ why: z.string().trim().min(2).max(500) }),
    result: Done,
  }),
  decide: operation({
    ...run,
    method: 'POST',
    path: '/sources/:key/gate',
    summary: { zh: '接收或拒收等待确认的数据', en: 'Take or refuse what waits at the gate' },
    body: z.strictObject({ accept: z.boolean(), why: z.string().trim().min(2).max(500) }),
    result: z.object({ batch: z.string().nullable() }),
  }),
} as const;
