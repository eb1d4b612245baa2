import { z } from 'zod';
import { Text } from '#kernel/texts';

/** A report as data: what is composed in the page, kept, published and run. */

export const grains = ['day', 'month', 'quarter', 'year'] as const;
export type Grain = (typeof grains)[number];

export const ReportCode = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(60);
const MeasureCode = z.string().min(1).max(60);
const Name = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/)
  .max(40);
const words = (most: number) =>
  z.strictObject({ zh: z.string().trim().min(1).max(most), en: z.string().trim().min(1).max(most) });

/** Only these values of dimensions; `$town` is what the reader chooses for the parameter `town`. */
export const Where = z.record(Name, z.string().max(100));
export type Where = z.infer<typeof Where>;

/** Beside the last period of a table, or the period of a figure. */
export const comparisons = ['before', 'yearBefore', 'cumulative', 'target'] as const;
export type Comparison = (typeof comparisons)[number];

const Slice = z.strictObject({ measure: MeasureCode, where: Where.default({}) });
const Compare = z.array(z.enum(comparisons)).max(4).default([]);
const periods = (most: number) =>
  z.int().min(1).max(most).describe('the newest so many, the chosen one the last');

export const draws = ['line', 'bar', 'row'] as const;

export const Block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), body: words(20_000).describe('a small part of Markdown') }),
  z.strictObject({
    kind: z.literal('figure'),
    measure: MeasureCode,
    where: Where.default({}),
    compare: Compare,
  }),
  z.strictObject({
    kind: z.literal('table'),
    title: words(100).optional(),
    measures: z.array(Slice).min(1).max(20),
    across: Name.optional().describe('a dimension that all of them have; periods when absent'),
    periods: periods(60).default(1),
    compare: Compare.describe('columns beside the last period, where periods stand across'),
  }),
  z.strictObject({
    kind: z.literal('pivot'),
    title: words(100).optional(),
    measure: MeasureCode,
    where: Where.default({}),
    rows: Name,
    columns: Name.optional().describe('another dimension; periods when absent'),
    periods: periods(60).default(1),
  }),
  z.strictObject({
    kind: z.literal('chart'),
    title: words(100).optional(),
    draw: z.enum(draws),
    measures: z.array(Slice).min(1).max(8),
    by: Name.optional().describe('a line or bar for each value; of one measure alone'),
    periods: periods(366).default(12),
  }),
  z.strictObject({
    kind: z.literal('map'),
    title: words(100).optional(),
    measure: MeasureCode,
    where: Where.default({}),
    by: Name.describe('a dimension whose values are towns and streets'),
  }),
  z.strictObject({
    kind: z.literal('include'),
    report: ReportCode.describe('the blocks of another report stand here'),
  }),
]);
export type Block = z.infer<typeof Block>;
export type BlockKind = Block['kind'];

/** What the reader chooses: a value of a dimension, or none of them, which is the whole. */
export const Parameter = z.strictObject({
  name: Name,
  title: words(60),
  measure: MeasureCode.describe('whose dimension gives the values to choose from'),
  dimension: Name,
  begin: z.string().max(100).default('').describe('chosen at first; empty: the whole'),
});
export type Parameter = z.infer<typeof Parameter>;

export const Schedule = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('day'), hour: z.int().min(0).max(23) }),
  z.strictObject({
    every: z.literal('week'),
    weekday: z.int().min(1).max(7).describe('1 is Monday'),
    hour: z.int().min(0).max(23),
  }),
  z.strictObject({
    every: z.literal('month'),
    workingDay: z
      .int()
      .min(1)
      .max(15)
      .describe("the so-manieth working day of the month, by the city's calendar"),
    hour: z.int().min(0).max(23),
  }),
]);
export type Schedule = z.infer<typeof Schedule>;

export const audiences = ['unit', 'government'] as const;

export const ReportDefinition = z.strictObject({
  code: ReportCode,
  title: words(100),
  owner: z.string().min(1).max(64).describe('organisation that answers for it'),
  audience: z.enum(audiences).describe('its own unit, or all of the government'),
  readers: z
    .array(z.string().min(1).max(64))
    .max(50)
    .default([])
    .describe('organisations that get its issues, and may read it whatever the audience'),
  grain: z.enum(grains).describe('its period is a day, a month …'),
  running: z
    .boolean()
    .optional()
    .describe('begins with the period that runs, not with the newest that is over'),
  parameters: z.array(Parameter).max(5).default([]),
  blocks: z.array(Block).max(40),
  schedule: Schedule.optional(),
});
export type ReportDefinition = z.infer<typeof ReportDefinition>;

/** A figure with all that is said of it. */
export const Cell = z.object({
  value: z.number().nullable(),
  state: z.enum(['final', 'provisional', 'none', 'hidden']),
  simulated: z.boolean(),
  asOf: z.string().nullable(),
  path: z.string().nullable().describe('where its rows open, below the console'),
  revised: z.boolean().describe('revised since it was first released'),
  percent: z.boolean().describe('a change in per cent'),
  before: z.number().nullable().describe('环比, per cent'),
  yearBefore: z.number().nullable().describe('同比, per cent'),
  cumulative: z.number().nullable(),
  target: z.number().nullable(),
  now: z
    .object({
      value: z.number().nullable(),
      withheld: z.boolean().describe('of a measure with secrecy: what was printed is not shown beside it'),
    })
    .nullable()
    .describe('of an issue: as it stands now, where it was revised since'),
});
export type Cell = z.infer<typeof Cell>;

const Head = z.object({ key: z.string(), title: Text });

/** Every block of figures is rows by columns, whatever it is drawn as. */
export const GridBlock = z.object({
  kind: z.enum(['figure', 'table', 'pivot', 'chart', 'map']),
  title: Text,
  draw: z.enum(draws).nullable(),
  unit: Text.nullable().describe('of every figure; null: each row has its own'),
  head: Text.describe('what the rows are'),
  columns: z.array(Head),
  rows: z.array(
    Head.extend({
      unit: Text,
      measure: z.string(),
      total: z
        .boolean()
        .describe('of all the rows: sums over sums, as it is kept, never a sum of what is shown'),
      cells: z.array(Cell),
    }),
  ),
  hides: z.boolean().describe('small counts are hidden from this reader'),
});
export type GridBlock = z.infer<typeof GridBlock>;

export const ShownBlock = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), body: Text }),
  z.object({ kind: z.literal('grid'), grid: GridBlock }),
  z.object({ kind: z.literal('fault'), code: z.string(), detail: Text }),
]);
export type ShownBlock = z.infer<typeof ShownBlock>;
