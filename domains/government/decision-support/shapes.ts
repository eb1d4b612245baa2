import { z } from 'zod';
import { Text } from '#kernel/texts';
import { Detector, levels, Risk } from './judging/detectors.ts';

export const grains = ['day', 'month', 'quarter', 'year'] as const;
export type Grain = (typeof grains)[number];

export const RuleCode = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(60);
export const Place = z.record(z.string().max(40), z.string().max(100));
export type Place = z.infer<typeof Place>;

const days = z.int().min(1).max(120);

/** Working days in which a warning of each level has to be closed. */
export const Deadlines = z.strictObject({ blue: days, yellow: days, orange: days, red: days });
export type Deadlines = z.infer<typeof Deadlines>;

/** A rule as it is declared, in the city's file or in the console. */
export const RuleDefinition = z.strictObject({
  code: RuleCode,
  title: Text,
  measure: z.string().max(60),
  grain: z.enum(grains).optional().describe("the measure's own when absent"),
  by: z.string().max(40).optional().describe('each value of this dimension is watched by itself'),
  where: Place.default({}).describe('only these values of dimensions'),
  detector: Detector,
  owner: z.string().max(64).describe('organisation for which a warning is a task'),
  deadlines: Deadlines.default({ blue: 10, yellow: 5, orange: 3, red: 1 }),
  since: z.iso
    .date()
    .optional()
    .describe('watched from the period in which this day lies; from the newest that is over when absent'),
});
export type RuleDefinition = z.infer<typeof RuleDefinition>;

/** A rule that watches open cases, as it is declared. */
export const RiskRule = z.strictObject({
  code: RuleCode,
  title: Text,
  taskKind: z.string().max(100).optional().describe('only tasks of this kind; all when absent'),
  detector: Risk,
  owner: z.string().max(64).describe('organisation for which a warning is a task'),
  deadlines: Deadlines.default({ blue: 10, yellow: 5, orange: 3, red: 1 }),
});
export type RiskRule = z.infer<typeof RiskRule>;

/** One period that made a warning. */
export const WarningPoint = z.object({
  period: z.string(),
  start: z.iso.date(),
  value: z.number().nullable(),
  level: z.enum(levels).nullable(),
  lower: z.number().nullable(),
  centre: z.number().nullable(),
  upper: z.number().nullable(),
  statistic: z.number().nullable(),
  simulated: z.boolean(),
});
export type WarningPoint = z.infer<typeof WarningPoint>;
