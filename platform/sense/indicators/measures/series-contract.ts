import { z } from 'zod';
import { Text } from '#kernel/texts';
import { grains } from './shapes.ts';

/** Values of a measure over time. */

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

export const SeriesQuery = z.object({
  grain: z.enum(grains).optional().describe("the measure's own when absent"),
  from: z.string().max(10).optional().describe('first period; twelve before the last when absent'),
  to: z.string().max(10).optional(),
  by: z.string().max(40).optional().describe('a dimension: a line for each of its values'),
  where: z.string().max(400).optional().describe('`town:330281001,sex:1`: only these'),
});
export type SeriesQuery = z.output<typeof SeriesQuery>;
