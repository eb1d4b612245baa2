import { z } from 'zod';
import { operation } from '#kernel/operation';
import { CappedCount } from '#kernel/record';
import { Text } from '#kernel/texts';
import { measureOperations } from './measures/contract.ts';

export * from './measures/contract.ts';

export const Point = z.object({ day: z.iso.date(), value: z.number().nullable() });
export type Point = z.infer<typeof Point>;

export const Drill = z.object({
  path: z.string().describe('the rows, below the console'),
  allowed: z.boolean().describe('whether this reader may open them'),
});
export type Drill = z.infer<typeof Drill>;

export const Part = z.object({
  key: z.string(),
  title: Text,
  value: z.number(),
  path: z.string().nullable().describe('the rows of this part, below the console'),
});
export type Part = z.infer<typeof Part>;

/** One figure as a reader sees it. */
export const Indicator = z.object({
  code: z.string(),
  panel: z.string(),
  title: Text,
  unit: Text,
  partsUnit: Text,
  definition: Text,
  source: Text,
  owner: z.object({ code: z.string(), name: Text }).nullable(),
  kind: z.enum(['count', 'share', 'mean', 'median']),
  value: z.number().nullable().describe('null: there is no data'),
  parts: z.array(Part),
  partsHidden: z.boolean().describe('there are parts, shown after sign-in'),
  simulated: z.boolean(),
  asOf: z.string().nullable().describe('the newest data behind it'),
  computedAt: z.string().nullable(),
  stale: z.object({ since: z.string(), source: Text }).nullable(),
  grain: z
    .enum(['day', 'month', 'quarter', 'year'])
    .optional()
    .describe('of a measure: what its periods are; a contributed figure has a value a day'),
  series: z
    .array(Point)
    .describe('a value a day, or of each period by its first day, the oldest first, at most 30'),
  drill: Drill,
  past: z
    .enum(['seen', 'reckoned', 'not-kept'])
    .optional()
    .describe('for a past instant: as it was seen then, reckoned anew from what is known today, or not kept'),
});
export type Indicator = z.infer<typeof Indicator>;

export const Board = z.object({
  items: z.array(Indicator),
  at: z.string().describe('the instant that is shown: a past one, or when this was answered'),
});
export type Board = z.infer<typeof Board>;

const AtInstant = z.object({
  at: z.iso.datetime({ offset: true }).optional().describe('a past instant; the present when absent'),
});

const Coded = z.object({ code: z.string() });
const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** The rows behind a figure. */
export const RowsPage = z.object({
  kind: z.enum(['record', 'listed']),
  record: z.string().nullable().describe('their record, whose own list answered'),
  path: z.string().describe('the same rows in the console'),
  measuredFor: z.string().nullable().describe('the instant for which the figure was measured'),
  columns: z.array(z.object({ name: z.string(), title: Text, kind: z.string() })),
  items: z.array(
    z.object({
      key: z.string(),
      path: z.string(),
      weight: z.number().describe('what the row brings to the figure'),
      of: z.number().nullable().describe('what it brings to the whole of a share or mean'),
      simulated: z.boolean(),
      values: z.record(z.string(), z.union([Cell, z.unknown()])),
    }),
  ),
  total: CappedCount,
  next: z.string().nullable(),
});
export type RowsPage = z.infer<typeof RowsPage>;

const Boundary = z
  .object({ type: z.enum(['Polygon', 'MultiPolygon']), coordinates: z.unknown() })
  .nullable()
  .describe('GeoJSON, CGCS2000');

/** The city as the wall draws it: nothing but what is known. */
export const Outline = z.object({
  code: z.string(),
  name: Text,
  boundary: Boundary,
  towns: z.array(
    z.object({
      code: z.string(),
      name: Text,
      centre: z.array(z.number()).nullable(),
      boundary: Boundary.describe('to about 50 m; null where it is not known'),
    }),
  ),
});
export type Outline = z.infer<typeof Outline>;

export const operations = {
  ...measureOperations,
  board: operation({
    method: 'GET',
    path: '/board',
    summary: { zh: '全部指标', en: 'All indicators' },
    permission: 'indicators:read',
    query: AtInstant,
    result: Board,
  }),
  publicBoard: operation({
    method: 'GET',
    path: '/public-board',
    summary: { zh: '公开指标', en: 'Public indicators' },
    permission: 'public',
    query: AtInstant,
    result: Board,
  }),
  outline: operation({
    method: 'GET',
    path: '/outline',
    summary: { zh: '城市轮廓与镇街', en: "The city's outline and its towns" },
    permission: 'public',
    result: Outline,
  }),
  get: operation({
    method: 'GET',
    path: '/:code',
    summary: { zh: '一个指标', en: 'One indicator' },
    permission: 'indicators:read',
    params: Coded,
    result: Indicator,
  }),
  series: operation({
    method: 'GET',
    path: '/:code/series',
    summary: { zh: '指标逐日值', en: 'Values of an indicator by day' },
    permission: 'indicators:read',
    params: Coded,
    query: z.object({ days: z.coerce.number().int().min(1).max(3660).default(365) }),
    result: z.object({ items: z.array(Point) }),
  }),
  rows: operation({
    method: 'GET',
    path: '/:code/rows',
    summary: { zh: '构成指标的行', en: 'The rows that make an indicator' },
    permission: 'indicators:read',
    params: Coded,
    query: z.object({
      part: z.string().optional(),
      after: z.string().max(1000).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    result: RowsPage,
  }),
  measure: operation({
    method: 'POST',
    path: '/:code/measure',
    summary: { zh: '重新计算指标', en: 'Measure an indicator anew' },
    permission: 'indicators:manage',
    params: Coded,
    body: z.object({ day: z.iso.date().optional().describe('a day that is over; today when absent') }),
    result: z.object({ job: z.string() }),
  }),
};
