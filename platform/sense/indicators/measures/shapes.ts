import { z } from 'zod';
import { Text } from '#kernel/texts';

export const grains = ['day', 'month', 'quarter', 'year'] as const;
export type Grain = (typeof grains)[number];
export const aggregates = ['count', 'count-distinct', 'sum', 'average', 'min', 'max'] as const;
export const directions = ['more', 'less', 'none'] as const;
/** Who sees a measure, the fewest first, in the words of contributed figures: `total` without its parts. */
export const audiences = ['signed-in', 'total', 'everyone'] as const;
export const levels = ['town', 'village'] as const;

/** As figures too: both kinds share the addresses and the words that point at them. */
export const MeasureCode = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(60);
const Name = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/)
  .max(40)
  .refine((name) => !(name in Object.prototype), { error: 'a name that every object has' });
/** A field of the source, or `lift.division`: a field of a record that the source is joined with. */
const FieldPath = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)?$/)
  .max(80);
const Value = z.union([z.string().max(200), z.number(), z.boolean()]);
export type Value = z.infer<typeof Value>;

/** A condition on one field; several stand side by side and all must hold. */
export const Condition = z.strictObject({
  field: FieldPath,
  in: z.array(Value).max(200).optional().describe('one of these'),
  not: z.array(Value).max(200).optional().describe('none of these; a missing value is none of them'),
  from: Value.optional().describe('this or more'),
  to: Value.optional().describe('this or less'),
  known: z.boolean().optional().describe('has a value, or has none'),
});
export type Condition = z.infer<typeof Condition>;

/** The source is looked up in another record: at most one row of it for each row of the source. */
export const Join = z.strictObject({
  as: Name,
  record: z.string().max(120),
  from: Name.describe('field of the source'),
  to: Name.describe('field of the other record: its key, or rows would be multiplied'),
});
export type Join = z.infer<typeof Join>;

/** A stock: a row counts in every period at whose end it stands, as far as is known. */
export const Standing = z.strictObject({
  until: Name.optional().describe(
    'the date or instant from which a row stands no longer; for good when absent',
  ),
  lastDay: z.boolean().optional().describe('`until` is the last day on which it stands'),
});

/** What is added up over the rows of one source: a record, a published view or a dataset of the lake. */
export const Aggregate = z.strictObject({
  record: z
    .string()
    .max(120)
    .describe('`module.name` of a record, `module.name_v1` of a published view, `lake.code` of a dataset'),
  aggregate: z.enum(aggregates),
  field: FieldPath.optional().describe('what is added up, told apart or compared; none for a count'),
  time: Name.describe(
    'the date or instant by which a row belongs to a period; of a stock, since when it stands',
  ),
  standing: Standing.optional().describe('what stands at the end of a period, not what happened in it'),
  where: z.array(Condition).max(20).default([]),
  joins: z.array(Join).max(4).default([]),
});
export type Aggregate = z.infer<typeof Aggregate>;

export const Dimension = z.strictObject({
  name: Name,
  title: Text,
  field: FieldPath.describe('of the numerator'),
  denominator: FieldPath.optional().describe('of the denominator, where it is called otherwise there'),
  level: z.enum(levels).optional().describe('of a division: the town or village that it lies in'),
});
export type Dimension = z.infer<typeof Dimension>;

const Term = z.strictObject({ measure: MeasureCode, times: z.number().default(1) });
export type Term = z.infer<typeof Term>;

/** A measure made of others: weighted sums of what they add up, so that a ratio stays sums over sums. */
export const Derivation = z.strictObject({
  numerator: z.array(Term).min(1).max(20),
  denominator: z.array(Term).min(1).max(20).optional(),
});
export type Derivation = z.infer<typeof Derivation>;

const Period = z.string().regex(/^\d{4}(-(\d{2}(-\d{2})?|Q[1-4]))?$/);

/** What is to be reached by when, and what stands between: a straight line, or what was reached last. */
export const Targets = z.strictObject({
  path: z.enum(['linear', 'steps']),
  points: z
    .array(z.strictObject({ period: Period, value: z.number() }))
    .min(1)
    .max(60),
});
export type Targets = z.infer<typeof Targets>;

/** A measure as it is declared, in the city's file or in the console. */
export const MeasureDefinition = z.strictObject({
  code: MeasureCode,
  title: Text,
  definition: Text.describe('口径'),
  unit: Text,
  numerator: Aggregate.optional(),
  denominator: Aggregate.optional(),
  derived: Derivation.optional(),
  factor: z
    .number()
    .positive()
    .max(1e9)
    .default(1)
    .describe('100 for a per cent, 10,000 for a rate of so many'),
  grain: z.enum(grains).describe('the finest period that values are kept for'),
  dimensions: z.array(Dimension).max(3).default([]),
  direction: z.enum(directions),
  owner: z.string().max(64).describe('organisation that answers for it'),
  secrecy: z
    .strictObject({ least: z.int().min(2).max(100) })
    .optional()
    .describe('counts of fewer are hidden, and what would give them away'),
  audience: z
    .enum(audiences)
    .default('signed-in')
    .describe('`everyone` sees it without sign-in; `total` without its parts'),
  targets: Targets.optional(),
});
export type MeasureDefinition = z.infer<typeof MeasureDefinition>;

/** Adds up over periods and dimensions, so that what was added up once need not be again. */
export const isAdditive = ({ aggregate }: Pick<Aggregate, 'aggregate'>): boolean =>
  aggregate === 'count' || aggregate === 'sum' || aggregate === 'average';

/** Is kept as two sums, of which one is divided by the other. */
export const isRatio = ({ denominator, derived, numerator }: MeasureDefinition): boolean =>
  denominator !== undefined || derived?.denominator !== undefined || numerator?.aggregate === 'average';

/** Whether one of the sides that it counts says what stands at the end of a period; of what is made of others see `holdsStock`. */
export const isStock = ({ numerator, denominator }: MeasureDefinition): boolean =>
  numerator?.standing !== undefined || denominator?.standing !== undefined;

/** The grains that values are kept for: its own and all above. */
export const grainsOf = (finest: Grain): readonly Grain[] => grains.slice(grains.indexOf(finest));
