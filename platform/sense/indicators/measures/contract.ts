import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { definitionOperations } from './definition-contract.ts';
import { openOperations } from './open-contract.ts';
import { MeasureSeries, SeriesQuery } from './series-contract.ts';
import { grains, MeasureCode } from './shapes.ts';

export { audienceNames, grainNames, directionNames, kindNames } from './names.ts';
export { Measure } from './records.ts';
export * from './definition-contract.ts';
export * from './open-contract.ts';
export { MeasureSeries, Point, type SeriesQuery } from './series-contract.ts';
export { aggregates, audiences, grains, MeasureDefinition, type Grain } from './shapes.ts';

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
  ...openOperations,
  ...definitionOperations,
};
