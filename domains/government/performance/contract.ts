import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { appealOperations } from './appeals/contract.ts';
import { Card, WeightReport } from './evaluation/outcome.ts';
import { supervisionOperations } from './supervision/contract.ts';
import { Evidence, grains, SchemeCode, SchemeDefinition } from './shapes.ts';

export * from './names.ts';
export * from './supervision/names.ts';
export { type Card, type CardLeaf, type WeightReport } from './evaluation/outcome.ts';
export {
  grains,
  leavesOf,
  type Adjustment,
  type EvidenceFile,
  type Group,
  type Leaf,
  type MeasureLeaf,
  type SchemeDefinition,
  type Scoring,
  type Weighting,
} from './shapes.ts';

const words = z.string().trim().min(2).max(1000);
const id = z.string().max(200);
const ById = z.object({ id });
const ByCode = z.object({ code: SchemeCode });
const Done = z.object({ done: z.literal(true) });

const Head = z.object({
  id: z.string(),
  title: Text,
  scheme: z.string(),
  number: z.int(),
  inForce: z.boolean(),
  publishedAt: z.string(),
  appealBy: z.string(),
  draws: z.int().describe('draws by which the ranges of places were found'),
  simulated: z.boolean(),
});

export const ResultTable = z.object({
  result: Head,
  weights: z.array(WeightReport),
  groups: z.array(z.object({ code: z.string(), title: Text, weight: z.number() })),
  rows: z.array(
    z.object({
      unit: z.string(),
      name: Text,
      total: z.number(),
      place: z.int(),
      placeLow: z.int().describe('90 of 100 draws lie between this and the other'),
      placeHigh: z.int(),
      beforeNext: z.number().nullable().describe('share of the draws in which it stands before the next'),
      open: z.boolean().describe('this reader may open its card'),
      scores: z
        .array(z.number().nullable())
        .nullable()
        .describe('of the groups; null where the card is closed'),
    }),
  ),
});
export type ResultTable = z.infer<typeof ResultTable>;

const Sides = z.object({ events: z.number().nullable(), base: z.number().nullable(), vintage: z.int() });
const Revised = z.object({
  code: z.string().describe('of the leaf'),
  value: z.number().nullable().describe('what it would be now; null: no data, or withheld'),
  periods: z.array(
    z.object({
      period: z.string(),
      was: Sides,
      is: Sides,
      cause: z.string().nullable(),
      rowsPath: z.string(),
    }),
  ),
});

export const CardView = z.object({
  result: Head,
  card: Card,
  units: z.int(),
  revised: z
    .array(Revised)
    .describe('figures that were released anew since they were scored here; the result stands as it was'),
  mayAppeal: z.boolean().describe('this reader may appeal for the unit now'),
  against: z.array(
    z.object({
      unit: z.string(),
      name: Text,
      place: z.int(),
      total: z.number(),
      before: z.number().describe('share of the draws in which this unit stands before that one'),
    }),
  ),
});
export type CardView = z.infer<typeof CardView>;

const Side = z.object({ value: z.number().nullable(), score: z.number().nullable(), weight: z.number() });
const Told = Head.extend({ total: z.number(), place: z.int() });

export const Explanation = z.object({
  earlier: Told,
  later: Told,
  effects: z.array(
    z.object({
      criterion: z.string(),
      title: Text,
      unit: Text.nullable(),
      was: Side,
      is: Side,
      byScore: z.number().describe('points by a score that moved'),
      byWeight: z.number().describe('points by a weight that moved'),
      byAdjustment: z.number().describe('points by what was added or taken off'),
    }),
  ),
  passings: z.array(
    z.object({
      unit: z.string(),
      name: Text,
      places: z.int().describe('1: passed this unit; -1: was passed by it'),
      moved: z.number().nullable().describe('by how much its total moved; null: it is new, or gone'),
    }),
  ),
});
export type Explanation = z.infer<typeof Explanation>;

export const Fault = z.object({ path: z.string(), code: z.string(), detail: Text });

const read = { permission: 'performance:read', method: 'GET' } as const;
const manage = { permission: 'performance:manage' } as const;
const score = z.number().min(0).max(100);

export const operations = {
  ...supervisionOperations,
  ...appealOperations,
  choices: operation({
    ...manage,
    method: 'GET',
    path: '/scheme-choices',
    summary: { zh: '方案可用的指标和单位', en: 'Measures and units a scheme can name' },
    result: z.object({
      measures: z.array(
        z.object({
          code: z.string(),
          title: Text,
          direction: z.enum(['more', 'less', 'none']),
          dimensions: z.array(z.object({ name: z.string(), title: Text })),
        }),
      ),
      schemes: z.array(z.string()),
      grains: z.array(z.enum(grains)),
    }),
  }),
  checkScheme: operation({
    ...manage,
    method: 'POST',
    path: '/schemes/check',
    summary: { zh: '检查方案', en: 'What is wrong with a scheme' },
    body: z.strictObject({ scheme: SchemeDefinition }),
    result: z.object({ faults: z.array(Fault), weights: z.array(WeightReport) }),
  }),
  defineScheme: operation({
    ...manage,
    method: 'PUT',
    path: '/schemes/:code',
    summary: { zh: '保存方案', en: 'Save a scheme' },
    params: ByCode,
    body: z.strictObject({
      scheme: SchemeDefinition,
      simulated: z.boolean().default(false).describe('invented, for a simulated city'),
    }),
    result: z.object({ code: z.string() }),
  }),
  openScheme: operation({
    ...manage,
    method: 'POST',
    path: '/schemes/:code/open',
    summary: { zh: '开始收集举证', en: 'Begin to collect evidence' },
    params: ByCode,
    result: Done,
  }),
  preview: operation({
    ...manage,
    method: 'GET',
    path: '/schemes/:code/preview',
    summary: { zh: '试算', en: 'The result as it would be now' },
    params: ByCode,
    result: z.object({ cards: z.array(Card), weights: z.array(WeightReport), unscored: z.int() }),
  }),
  publish: operation({
    ...manage,
    method: 'POST',
    path: '/schemes/:code/publish',
    summary: { zh: '公布结果', en: 'Publish the result' },
    params: ByCode,
    body: z.strictObject({ reason: words.optional().describe('needed once there is a version before') }),
    result: z.object({ id: z.string() }),
  }),
  adjust: operation({
    ...manage,
    method: 'POST',
    path: '/schemes/:code/adjustments',
    summary: { zh: '加分或扣分', en: 'Add or take off points' },
    params: ByCode,
    body: z.strictObject({
      unit: z.string().max(64),
      adjustment: z.string().max(40),
      points: z.number().positive().max(100),
      reason: words,
    }),
    result: z.object({ id: z.string() }),
  }),
  submit: operation({
    permission: 'performance:answer',
    method: 'POST',
    path: '/judgements/:id/submit',
    summary: { zh: '提交举证和自评', en: 'Hand in evidence and an own score' },
    params: ById,
    body: Evidence.extend({ selfScore: score }),
    result: Done,
  }),
  evidenceFile: operation({
    ...read,
    path: '/judgements/:id/files/:file',
    summary: { zh: '下载举证附件', en: 'A file of evidence' },
    params: z.object({ id, file: z.string().max(64) }),
    result: z.unknown(),
    download: true,
  }),
  score: operation({
    ...manage,
    method: 'POST',
    path: '/judgements/:id/score',
    summary: { zh: '评分', en: 'Score' },
    params: ById,
    body: z.strictObject({ score, reason: words }),
    result: Done,
  }),
  table: operation({
    ...read,
    path: '/results/:id/table',
    summary: { zh: '结果表', en: 'Totals and places' },
    params: ById,
    result: ResultTable,
  }),
  card: operation({
    ...read,
    path: '/results/:id/cards/:unit',
    summary: { zh: '单位得分卡', en: 'All of one unit' },
    params: z.object({ id, unit: z.string().max(64) }),
    result: CardView,
  }),
  explanation: operation({
    ...read,
    path: '/results/:id/cards/:unit/change',
    summary: { zh: '名次变动说明', en: 'Why a place changed' },
    params: z.object({ id, unit: z.string().max(64) }),
    query: z.strictObject({ since: id.optional().describe('an earlier result') }),
    result: z.object({
      told: Explanation.nullable().describe('null: there is no earlier result of this unit'),
    }),
  }),
};
