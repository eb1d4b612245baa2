import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { definitionOperations } from './definition-contract.ts';
import { grains, MeasureCode } from './shapes.ts';

export { grainNames, directionNames, kindNames } from './names.ts';
export { Measure } from './records.ts';
export * from './definition-contract.ts';
export { aggregates, grains, MeasureDefinition, type Grain } from './shapes.ts';

const Beside = z.object({
  period: z.string(),
  value: z.number(),
  change: z.number(),
  percent: z.number().nullable().describe('null where it was nothing'),
});

export const Point = z.object({
  period: z.string().describe('2026-11-30, 2026-11, 2026-Q4, 2026'),
  start: z.iso.date(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  rows: z.number().int().nullable().describe('how many rows count in the numerator'),
  state: z
    .enum(['final', 'provisional', 'none', 'hidden'])
    .describe('its period is over, runs, has no data; or the value is hidden for being small'),
  simulated: z.boolean(),
  asOf: z.string().nullable().describe('when the newest row behind it was written'),
  revision: z
    .object({
      count: z.number().int(),
      first: z.number().nullable().describe('as it was first released'),
      firstAt: z.string(),
      at: z.string().describe('of the last revision'),
      cause: z.string().describe('what brought it: batch, form, file'),
    })
    .nullable(),
  cumulative: z
    .object({ value: z.number(), missing: z.number().int().describe('periods of the year without data') })
    .nullable()
    .describe('the year so far; null where periods cannot be added up'),
  leftOut: z
    .number()
    .int()
    .describe('finer periods that do not count in a ratio, since one of its sources has no rows of them'),
  before: Beside.nullable().describe('环比: beside the period before'),
  yearBefore: Beside.nullable().describe('同比: beside the same period a year before'),
  target: z.number().nullable(),
});
export type Point = z.infer<typeof Point>;

const Place = z.record(z.string(), z.string());

export const MeasureSeries = z.object({
  code: z.string(),
  title: Text,
  unit: Text,
  definition: Text,
  grain: z.enum(grains),
  grains: z.array(z.enum(grains)),
  direction: z.string(),
  owner: z.string(),
  dimensions: z.array(z.object({ name: z.string(), title: Text })),
  by: z.string().nullable(),
  where: Place,
  whole: z.boolean().describe('nothing is hidden from this reader'),
  lines: z.array(z.object({ key: z.string(), place: Place, title: Text, points: z.array(Point) })),
  refreshedAt: z.string().nullable(),
});
export type MeasureSeries = z.infer<typeof MeasureSeries>;

const SeriesQuery = z.object({
  grain: z.enum(grains).optional().describe("the measure's own when absent"),
  from: z.string().max(10).optional().describe('first period; twelve before the last when absent'),
  to: z.string().max(10).optional(),
  by: z.string().max(40).optional().describe('a dimension: a line for each of its values'),
  where: z.string().max(400).optional().describe('`town:330281001,sex:1`: only these'),
});
export type SeriesQuery = z.output<typeof SeriesQuery>;

const Coded = z.object({ code: MeasureCode });

export const Release = z.object({
  period: z.string(),
  vintage: z.number().int(),
  value: z.number().nullable(),
  releasedAt: z.string(),
  cause: z.string(),
});
export type Release = z.infer<typeof Release>;

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** Rows behind one value, each of which counts in it. */
export const MeasureRows = z.object({
  record: z.string(),
  columns: z.array(z.object({ name: z.string(), title: Text, kind: z.string() })),
  items: z.array(
    z.object({
      key: z.string(),
      path: z.string(),
      simulated: z.boolean(),
      values: z.record(z.string(), z.union([Cell, z.unknown()])),
    }),
  ),
  counted: z
    .number()
    .int()
    .nullable()
    .describe(
      'rows that the value counts in all, those out of your scope among them; null: hidden for being small',
    ),
  next: z.string().nullable(),
});
export type MeasureRows = z.infer<typeof MeasureRows>;

const RowsQuery = z.object({
  period: z.string().max(10),
  where: z.string().max(400).optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type RowsQuery = z.output<typeof RowsQuery>;

export const measureOperations = {
  measureCsv: operation({
    method: 'GET',
    path: '/measures/:code/csv',
    summary: { zh: '指标时间序列（CSV）', en: 'Values of a measure as CSV' },
    permission: 'indicators:read',
    params: Coded,
    query: SeriesQuery,
    download: true,
    result: z.unknown(),
  }),
  measureSdmx: operation({
    method: 'GET',
    path: '/measures/:code/sdmx',
    summary: { zh: '指标时间序列（SDMX-JSON 2.0）', en: 'Values of a measure as SDMX-JSON 2.0' },
    permission: 'indicators:read',
    params: Coded,
    query: SeriesQuery,
    download: true,
    result: z.unknown(),
  }),
  measureRows: operation({
    method: 'GET',
    path: '/measures/:code/rows',
    summary: { zh: '构成指标数值的行', en: 'The rows that count in a value of a measure' },
    permission: 'indicators:read',
    params: Coded,
    query: RowsQuery,
    result: MeasureRows,
  }),
  measureSeries: operation({
    method: 'GET',
    path: '/measures/:code/series',
    summary: { zh: '指标时间序列', en: 'Values of a measure over time' },
    permission: 'indicators:read',
    params: Coded,
    query: SeriesQuery,
    result: MeasureSeries,
  }),
  measureReleases: operation({
    method: 'GET',
    path: '/measures/:code/releases',
    summary: { zh: '指标的发布与修订', en: 'Releases and revisions of a measure' },
    permission: 'indicators:read',
    params: Coded,
    query: z.object({ grain: z.enum(grains).optional() }),
    result: z.object({ items: z.array(Release) }),
  }),
  ...definitionOperations,
};
