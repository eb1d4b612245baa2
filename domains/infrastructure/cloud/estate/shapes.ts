import { z } from 'zod';
import { Text } from '#kernel/texts';

const percent = z.number().min(0).max(100).nullable().default(null);

/** How far a machine was used at an instant, in per cent of what it has. */
export const Observation = z.strictObject({
  asset: z.string().min(1).max(40),
  at: z.iso.datetime({ offset: true }),
  cpu: percent,
  memory: percent,
  storage: percent,
});
export type Observation = z.infer<typeof Observation>;

export const Taken = z.object({
  taken: z.int().describe('stand from now on'),
  known: z.int().describe('were there before; the same sent twice changes nothing'),
  refused: z.array(z.object({ line: z.int().describe('place in what was sent, from 1'), why: Text })),
});
export type Taken = z.infer<typeof Taken>;

const Size = z.number().min(0).max(1_000_000_000);
export const Amounts = z.object({ cpu: Size, memoryGb: Size, storageGb: Size });

const Dimensioned = Amounts.nullable();

export const Tenant = z.object({
  organisation: z.string(),
  name: Text.nullable(),
  quota: Dimensioned.describe('null: it has none'),
  held: Amounts.describe('what its machines in use have'),
  machines: z.int(),
  low: z.int().describe('machines of little use'),
  cpuUse: z.number().nullable().describe('mean over 30 days in per cent, each machine by its cores'),
  memoryUse: z.number().nullable(),
  simulated: z.boolean(),
});
export type Tenant = z.infer<typeof Tenant>;

export const Machine = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(['host', 'virtual-machine']),
  tenant: z.string().nullable(),
  tenantName: Text.nullable(),
  cpuUse: z.number(),
  cpuPeak: z.number().describe('the 95th percentile'),
  memoryUse: z.number().nullable(),
  observedDays: z.int(),
  simulated: z.boolean(),
});
export type Machine = z.infer<typeof Machine>;

export const Own = z.object({
  at: z.string(),
  cpu: z.number().nullable(),
  memory: z.number().nullable(),
  storage: z.number().nullable(),
  cores: z.number().nullable(),
  memoryGb: z.number().nullable(),
  storageGb: z.number().nullable(),
  databaseBytes: z.number().nullable(),
});
export type Own = z.infer<typeof Own>;

export const Use = z.object({
  asOf: z.string(),
  whole: z.boolean().describe('false: only what is of the reader’s own organisation'),
  pool: Dimensioned.describe('what hosts and storages in use offer; for whoever sees the whole'),
  promised: Dimensioned,
  held: Dimensioned,
  tenants: z.array(Tenant),
  low: z.array(Machine),
  trend: z.array(z.object({ day: z.string(), cpu: z.number().nullable(), memory: z.number().nullable() })),
  line: z
    .object({ perDay: z.number(), ahead: z.number(), basis: z.int(), days: z.int() })
    .nullable()
    .describe('a straight line through the daily means of the CPU, drawn on; null with fewer than 14 days'),
  own: Own.nullable().describe('the machine of this platform, as measured'),
  simulated: z.boolean(),
});
export type Use = z.infer<typeof Use>;

export const requestStates = ['asked', 'granted', 'refused', 'taken-back'] as const;

export const QuotaRequest = z.object({
  id: z.string(),
  tenant: z.string(),
  tenantName: Text.nullable(),
  asked: Amounts,
  granted: Dimensioned,
  reason: z.string(),
  state: z.enum(requestStates),
  askedBy: z.string(),
  askedAt: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  answer: z.string().nullable(),
  simulated: z.boolean(),
});
export type QuotaRequest = z.infer<typeof QuotaRequest>;

/** A request with what whoever decides must know. */
export const QuotaRequestOpened = QuotaRequest.extend({
  now: Dimensioned.describe('the quota that it has'),
  held: Amounts,
  free: Dimensioned.describe('what could be granted at most now; for whoever sees the whole'),
});
