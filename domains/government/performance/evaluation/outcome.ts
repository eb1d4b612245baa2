import { z } from 'zod';
import { Text } from '#kernel/texts';
import { goneNames } from '../names.ts';
import { EvidenceFile, LeafInput } from '../shapes.ts';

const gone = Object.keys(goneNames) as (keyof typeof goneNames)[];

/** Where the weights of one level came from. */
export const WeightReport = z.object({
  level: z.string().describe('code of the group; empty for the groups themselves'),
  title: Text,
  method: z.enum(['given', 'ahp', 'entropy']),
  weights: z.array(z.object({ code: z.string(), title: Text, weight: z.number() })),
  lambdaMax: z.number().nullable(),
  consistencyRatio: z
    .number()
    .nullable()
    .describe('of judgements of pairs; above 0.1 they contradict each other'),
  reason: z.string().nullable(),
});
export type WeightReport = z.infer<typeof WeightReport>;

export const CardLeaf = z.object({
  group: z.string(),
  code: z.string(),
  kind: z.enum(['measure', 'evidence']),
  title: Text,
  measure: z.string().nullable(),
  unit: Text.nullable(),
  scoring: z.string().nullable(),
  rowsPath: z.string().nullable().describe('where the figure opens into its rows, below the console'),
  periods: z.string().nullable().describe('first and last period that were counted'),
  inputs: z
    .array(LeafInput)
    .optional()
    .describe('what was added up; absent in results published before it was kept'),
  raw: z.number().nullable().describe('value as counted'),
  value: z.number().nullable().describe('value that was scored: of few cases drawn towards that of all'),
  base: z.number().nullable().describe('cases it is a ratio of'),
  kept: z
    .number()
    .nullable()
    .describe('1: stands as counted; 0: is the ratio of all; null: nothing is drawn'),
  gone: z.enum(gone).nullable().describe('why there is no score: its weight is shared by the others'),
  judgement: z.string().nullable(),
  evidence: z.string().nullable(),
  files: z.array(EvidenceFile).optional().describe('absent in results published before evidence had files'),
  selfScore: z.number().nullable(),
  reason: z.string().nullable(),
  score: z.number().nullable(),
  schemeWeight: z.number(),
  weight: z.number().describe('of this unit; 0 where there is no score'),
  points: z.number().describe('weight times score'),
  simulated: z.boolean(),
});
export type CardLeaf = z.infer<typeof CardLeaf>;

export const CardAdjustment = z.object({
  code: z.string(),
  kind: z.enum(['bonus', 'deduction']),
  title: Text,
  points: z.number(),
  reason: z.string(),
});
export type CardAdjustment = z.infer<typeof CardAdjustment>;

/** All of one unit in a result. */
export const Card = z.object({
  unit: z.string(),
  name: Text,
  total: z.number(),
  place: z.int(),
  placeLow: z.int(),
  placeHigh: z.int(),
  groups: z.array(
    z.object({ code: z.string(), title: Text, weight: z.number(), score: z.number().nullable() }),
  ),
  leaves: z.array(CardLeaf),
  adjustments: z.array(CardAdjustment),
});
export type Card = z.infer<typeof Card>;

/** A result whole: frozen as it was published. */
export interface Outcome {
  readonly weights: readonly WeightReport[];
  /** In the order of places. */
  readonly cards: readonly Card[];
  /** In the order of the cards: share of the draws in which one stands before another. */
  readonly before: readonly (readonly number[])[];
  readonly draws: number;
  readonly seed: number;
  readonly simulated: boolean;
}
