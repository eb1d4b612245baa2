import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { Publishing } from './publishing.ts';
import { MeasureSeries, Point, SeriesQuery } from './series-contract.ts';
import { MeasureCode } from './shapes.ts';

/** What everybody may have of a measure that its definition opens to them. */

export const OpenPoint = Point.omit({
  numerator: true,
  denominator: true,
  rows: true,
  revision: true,
}).extend({
  revision: z
    .object({
      count: z.number().int(),
      first: z.number().nullable().describe('as it was first released'),
      firstAt: z.string(),
      at: z.string().describe('of the last revision'),
    })
    .nullable(),
});
export type OpenPoint = z.infer<typeof OpenPoint>;

export const OpenMeasure = MeasureSeries.omit({ whole: true, owner: true, lines: true }).extend({
  lines: z.array(MeasureSeries.shape.lines.element.extend({ points: z.array(OpenPoint) })),
  simulated: z.boolean().describe('any value of it is made of invented rows'),
  asOf: z.string().nullable().describe('when the newest row behind it was written'),
  publisher: Publishing.shape.publisher.nullable(),
  licence: Publishing.shape.licence.nullable(),
  attribution: Text.describe('how it is named by whoever shows it'),
});
export type OpenMeasure = z.infer<typeof OpenMeasure>;

const Coded = z.object({ code: MeasureCode });
/** Seconds for which it may be kept: what is taken back must not live on for long in the caches on the way. */
const open = { maxAge: 300 } as const;

export const openOperations = {
  openMeasure: operation({
    method: 'GET',
    path: '/open-measures/:code',
    summary: { zh: '公开的指标', en: 'A measure that is open to everybody' },
    permission: 'public',
    open,
    params: Coded,
    query: SeriesQuery,
    result: OpenMeasure,
  }),
  openMeasureCsv: operation({
    method: 'GET',
    path: '/open-measures/:code/csv',
    summary: { zh: '公开的指标（CSV）', en: 'An open measure as CSV' },
    permission: 'public',
    open,
    params: Coded,
    query: SeriesQuery,
    download: true,
    result: z.unknown(),
  }),
  openMeasureSdmx: operation({
    method: 'GET',
    path: '/open-measures/:code/sdmx',
    summary: { zh: '公开的指标（SDMX-JSON 2.0）', en: 'An open measure as SDMX-JSON 2.0' },
    permission: 'public',
    open,
    params: Coded,
    query: SeriesQuery,
    download: true,
    result: z.unknown(),
  }),
};
