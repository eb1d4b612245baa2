import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { grains } from '../shapes.ts';

const Figures = z.record(z.string(), z.number());

const Check = z.object({
  code: z.string().describe('stable: what was tested'),
  holds: z.boolean(),
  figures: Figures,
});
export type Check = z.infer<typeof Check>;

const Warning = z.object({ code: z.string().describe('stable: how it is misread'), figures: Figures });
export type Warning = z.infer<typeof Warning>;

const checked = { checks: z.array(Check).readonly(), warnings: z.array(Warning).readonly() };

/** What a result is made of. */
const Ground = z.object({
  measure: z.string(),
  title: Text,
  unit: Text,
  grain: z.enum(grains),
  periods: z.array(z.string()).describe('that are over and have values, the oldest first'),
  simulated: z.boolean().describe('some of the values are'),
  revised: z.int().describe('values that were revised since they were released'),
  hidden: z.int().describe('values hidden for being small, which are not reckoned with'),
});
export type Ground = z.infer<typeof Ground>;

const code = z.string().max(60);
const codes = z.string().max(800).describe('codes of measures, told apart by commas');
const grain = z.enum(grains).optional().describe("the measure's own when absent");
const where = z.string().max(400).optional().describe('`town:330281001,sex:1`: only these');
const period = z.string().max(10).optional().describe('the newest when absent');
const dimension = z.string().max(40);
const rowsPath = z.string().describe('where its rows are, below the console');

const Driver = z.object({
  key: z.string().nullable().describe('null: the rest, what is hidden among it'),
  title: Text,
  before: z.number().nullable(),
  after: z.number().nullable(),
  mix: z.number(),
  rate: z.number(),
  effect: z.number(),
  rowsPath: rowsPath.nullable(),
});

export const DriversFound = z.object({
  ...checked,
  ground: Ground,
  isRatio: z.boolean(),
  from: z.string(),
  to: z.string(),
  before: z.number(),
  after: z.number(),
  change: z.number(),
  mix: z.number(),
  rate: z.number(),
  drivers: z.array(Driver),
});
export type DriversFound = z.infer<typeof DriversFound>;

export const HistoryFound = z.object({
  ground: Ground,
  points: z.array(
    z.object({
      period: z.string(),
      value: z.number(),
      level: z
        .number()
        .nullable()
        .describe('of the stretch between two changes, without season; null where nothing changed'),
      expected: z.number().nullable().describe('of an outlier: what the others make likely'),
      rowsPath,
    }),
  ),
  changes: z.object({
    ...checked,
    items: z.array(
      z.object({ period: z.string(), before: z.number(), after: z.number(), size: z.number(), rowsPath }),
    ),
  }),
  outliers: z.object({
    ...checked,
    items: z.array(
      z.object({
        period: z.string(),
        value: z.number(),
        expected: z.number(),
        score: z.number(),
        rowsPath,
      }),
    ),
  }),
});
export type HistoryFound = z.infer<typeof HistoryFound>;

export const ForecastFound = z.object({
  ...checked,
  ground: Ground,
  points: z.array(z.object({ period: z.string(), value: z.number(), rowsPath })),
  ahead: z.array(
    z.object({
      period: z.string(),
      value: z.number(),
      lower: z.number().describe('19 of 20 values should lie between the two'),
      upper: z.number(),
    }),
  ),
});
export type ForecastFound = z.infer<typeof ForecastFound>;

export const PairsFound = z.object({
  grounds: z.array(Ground),
  from: z.string(),
  to: z.string(),
  pairs: z
    .array(
      z.object({
        ...checked,
        one: z.string(),
        other: z.string(),
        ranked: z.number().describe('Spearman, of the changes from period to period'),
        asSeen: z.number().describe('of the values as they are'),
        chance: z.number(),
        falseShare: z.number().describe('Benjamini and Hochberg, over all pairs'),
        count: z.int(),
      }),
    )
    .describe('the surest first'),
});
export type PairsFound = z.infer<typeof PairsFound>;

export const TableFound = z.object({
  ...checked,
  ground: Ground,
  period: z.string(),
  rows: z.array(Text),
  columns: z.array(Text),
  cells: z.array(
    z.array(
      z.object({
        count: z.number(),
        residual: z.number().describe('from what rows and columns make likely, in standard deviations'),
        rowsPath,
      }),
    ),
  ),
  chiSquare: z.number(),
  free: z.int(),
  chance: z.number(),
  strength: z.number().describe("Cramér's V without its bias: 0 none, 1 whole"),
});
export type TableFound = z.infer<typeof TableFound>;

export const SegmentsFound = z.object({
  ...checked,
  grounds: z.array(Ground),
  period: z.string(),
  leftOut: z.int().describe('units without a value of one of the measures'),
  silhouette: z.number(),
  tried: z.array(z.object({ count: z.int(), silhouette: z.number() })),
  segments: z.array(
    z.object({
      stability: z.number(),
      profile: z.array(z.number()).describe('in standard deviations, one a measure'),
      members: z.array(
        z.object({
          key: z.string(),
          title: Text,
          stands: z.boolean().describe('stands for the segment'),
          silhouette: z.number(),
          values: z.array(z.number()),
          rowsPaths: z.array(z.string()),
        }),
      ),
    }),
  ),
});
export type SegmentsFound = z.infer<typeof SegmentsFound>;

const read = { permission: 'decision-support:read', method: 'GET' } as const;

export const miningOperations = {
  miningMeasures: operation({
    ...read,
    path: '/mining/measures',
    summary: { zh: '可以分析的指标', en: 'Measures that can be mined' },
    result: z.object({
      items: z.array(
        z.object({
          code: z.string(),
          title: Text,
          grains: z.array(z.enum(grains)),
          isRatio: z.boolean(),
          addsUp: z.boolean().describe('slices make the whole'),
          dimensions: z.array(z.object({ name: z.string(), title: Text })),
        }),
      ),
    }),
  }),
  drivers: operation({
    ...read,
    path: '/mining/drivers',
    summary: { zh: '变动归因：各部分对变化的贡献', en: 'What each slice did to a change' },
    query: z.object({ measure: code, by: dimension, grain, where, from: period, to: period }),
    result: DriversFound,
  }),
  history: operation({
    ...read,
    path: '/mining/history',
    summary: { zh: '突变点和异常值', en: 'Change points and outliers of a measure' },
    query: z.object({ measure: code, grain, where }),
    result: HistoryFound,
  }),
  forecast: operation({
    ...read,
    path: '/mining/forecast',
    summary: {
      zh: '预测：以后各期的数值和区间',
      en: 'What comes next of a measure, and between which bounds',
    },
    query: z.object({
      measure: code,
      grain,
      where,
      horizon: z.coerce.number().int().min(1).max(60).optional().describe('periods to foretell'),
    }),
    result: ForecastFound,
  }),
  pairs: operation({
    ...read,
    path: '/mining/pairs',
    summary: { zh: '指标之间的关联', en: 'Measures that go together' },
    query: z.object({ measures: codes, grain, where }),
    result: PairsFound,
  }),
  crossTable: operation({
    ...read,
    path: '/mining/table',
    summary: { zh: '两个维度之间的关联', en: 'Whether two dimensions have to do with each other' },
    query: z.object({ measure: code, by: dimension, across: dimension, grain, period }),
    result: TableFound,
  }),
  segments: operation({
    ...read,
    path: '/mining/segments',
    summary: { zh: '分群：相似的镇街或单位', en: 'Towns or units that are alike' },
    query: z.object({
      measures: codes,
      by: dimension,
      grain,
      period,
      count: z.coerce.number().int().min(2).max(6).optional(),
    }),
    result: SegmentsFound,
  }),
};
