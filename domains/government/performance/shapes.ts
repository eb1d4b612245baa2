import { z } from 'zod';
import { Text } from '#kernel/texts';

export const grains = ['month', 'quarter', 'year'] as const;
export const SchemeCode = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(60);
const Organisation = z.string().max(64);
const Criterion = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .max(40)
  .describe('kept from one period to the next, results are compared by it');

/** How weights come about: as given (shared in proportion), from judgements of pairs, or from what tells units apart. */
export const Weighting = z.discriminatedUnion('method', [
  z.strictObject({
    method: z.literal('given'),
    weights: z.array(z.number().min(0).max(1000)).min(1).max(20),
  }),
  z.strictObject({
    method: z.literal('ahp'),
    judgements: z
      .array(
        z
          .number()
          .min(1 / 9)
          .max(9),
      )
      .max(45)
      .describe('12, 13, …, 1n, 23, …: how many times the first counts the second, on the scale of 1/9 to 9'),
    reason: z
      .string()
      .trim()
      .min(2)
      .max(500)
      .optional()
      .describe('why judgements that contradict each other are used'),
  }),
  z.strictObject({ method: z.literal('entropy') }),
]);
export type Weighting = z.infer<typeof Weighting>;

export const Scoring = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('target'), floor: z.number(), target: z.number() }),
  z.strictObject({ method: z.literal('min-max'), more: z.boolean() }),
  z.strictObject({ method: z.literal('rank'), more: z.boolean() }),
  z.strictObject({ method: z.literal('z-score'), more: z.boolean() }),
]);
export type Scoring = z.infer<typeof Scoring>;

const MeasureLeaf = z.strictObject({
  kind: z.literal('measure'),
  code: Criterion,
  title: Text,
  measure: z.string().max(60),
  by: z.string().max(40).describe('dimension of the measure that tells the units apart'),
  over: z.enum(['all', 'last']).default('all').describe('all periods added up, or the last of them'),
  scoring: Scoring,
  shrink: z.boolean().default(false).describe('ratios of few cases are drawn towards that of all units'),
});
const EvidenceLeaf = z.strictObject({
  kind: z.literal('evidence'),
  code: Criterion,
  title: Text,
  asks: Text.describe('what the unit has to show'),
});
export const Leaf = z.discriminatedUnion('kind', [MeasureLeaf, EvidenceLeaf]);
export type Leaf = z.infer<typeof Leaf>;
export type MeasureLeaf = z.infer<typeof MeasureLeaf>;

export const Group = z.strictObject({
  code: Criterion,
  title: Text,
  weighting: Weighting,
  leaves: z.array(Leaf).min(1).max(20),
});
export type Group = z.infer<typeof Group>;

/** What adds points to the total or takes them off, each time with a reason. */
export const Adjustment = z.strictObject({
  kind: z.enum(['bonus', 'deduction']),
  code: Criterion,
  title: Text,
  most: z.number().positive().max(100).describe('points in all'),
});
export type Adjustment = z.infer<typeof Adjustment>;

/** A scheme as it is declared: who is evaluated, over what period, by what. */
export const SchemeDefinition = z.strictObject({
  code: SchemeCode,
  title: Text,
  begins: z.iso.date(),
  ends: z.iso.date(),
  grain: z.enum(grains).default('month').describe('periods that lie in it are counted'),
  office: Organisation.describe('scores and publishes'),
  units: z
    .array(Organisation)
    .min(2)
    .max(100)
    .describe('departments, or towns: by a dimension of towns those stand for their division'),
  weighting: Weighting.describe('of the groups'),
  groups: z.array(Group).min(1).max(10),
  adjustments: z.array(Adjustment).max(10).default([]),
  evidenceDays: z.int().min(1).max(120).default(10).describe('working days to hand in evidence'),
  appealDays: z.int().min(1).max(60).default(5).describe('working days after publication to appeal'),
  follows: SchemeCode.optional().describe(
    'scheme of the period before: its result is what changes are explained from',
  ),
});
export type SchemeDefinition = z.infer<typeof SchemeDefinition>;

/** A file that is shown with evidence. */
export const EvidenceFile = z.object({ id: z.string(), name: z.string() });
export type EvidenceFile = z.infer<typeof EvidenceFile>;

/** What a measure said of a unit in one period when it was scored. */
export const LeafInput = z.object({
  period: z.string(),
  events: z
    .number()
    .nullable()
    .describe('what is counted, or of a ratio what is divided; without the factor'),
  base: z.number().nullable().describe('what a ratio is divided by'),
  vintage: z.int().describe('1 as first released; each revision is one more; 0 where nothing was released'),
  cause: z.string().nullable().describe('what brought it: release, a batch, a form'),
  rowsPath: z.string(),
});
export type LeafInput = z.infer<typeof LeafInput>;

/** What a unit shows: in words, and by files. */
export const Evidence = z.strictObject({
  evidence: z.string().trim().min(2).max(4000),
  attachments: z
    .array(z.string().max(64))
    .max(20)
    .optional()
    .describe('all its files, handed in as performance.evidence; as they were when absent'),
});
export type Evidence = z.infer<typeof Evidence>;

export const leavesOf = ({ groups }: Pick<SchemeDefinition, 'groups'>): Leaf[] =>
  groups.flatMap(({ leaves }) => leaves);
