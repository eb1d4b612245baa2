import { z } from 'zod';
import { isSafePattern } from './safe-pattern.ts';

const field = z.string().min(1).max(64);
const values = z.array(z.string().min(1).max(200)).min(1).max(1000);
const bound = z.string().min(1).max(40).optional();
const figure = z.number().finite().optional();
const percent = z.number().min(0).max(100);
const pattern = z
  .string()
  .min(1)
  .max(300)
  .refine(isSafePattern, 'not a pattern, or one that may run for ever on some texts');

const some = (...names: readonly string[]) =>
  [
    (check: Readonly<Record<string, unknown>>) => names.some((name) => check[name] !== undefined),
    `one of ${names.join(', ')} is needed`,
  ] as const;

export const relations = ['<', '<=', '=', '!=', '>=', '>'] as const;
export const statistics = [
  'mean',
  'median',
  'least',
  'most',
  'sum',
  'deviation',
  'lower-quartile',
  'upper-quartile',
] as const;

/** Looks at rows one by one. A row without a value passes all but `required`. */
const rowChecks = [
  z.strictObject({ kind: z.literal('required'), field }),
  z.strictObject({ kind: z.literal('empty'), field }).describe('must not be filled in; with a condition'),
  z
    .strictObject({
      kind: z.literal('length'),
      field,
      least: z.number().int().min(0).optional(),
      most: z.number().int().min(0).optional(),
    })
    .refine(...some('least', 'most')),
  z.strictObject({ kind: z.literal('type'), field }).describe('readable as the type the dataset states'),
  z.strictObject({ kind: z.literal('code'), field, codes: z.string() }),
  z.strictObject({ kind: z.literal('in'), field, values }),
  z.strictObject({ kind: z.literal('not-in'), field, values }),
  z.strictObject({ kind: z.literal('pattern'), field, pattern }).describe('the whole text'),
  z.strictObject({ kind: z.literal('not-pattern'), field, pattern }),
  z.strictObject({ kind: z.literal('begins'), field, with: values }),
  z.strictObject({ kind: z.literal('ends'), field, with: values }),
  z.strictObject({ kind: z.literal('citizen-id'), field }).describe('GB 11643'),
  z.strictObject({ kind: z.literal('credit-code'), field }).describe('GB 32100 and GB 11714'),
  z.strictObject({ kind: z.literal('organisation-code'), field }).describe('GB 11714'),
  z.strictObject({ kind: z.literal('mobile'), field }),
  z.strictObject({ kind: z.literal('plate'), field }).describe('GA 36'),
  z.strictObject({ kind: z.literal('bank-card'), field }).describe('ISO/IEC 7812: check digit of Luhn'),
  z
    .strictObject({
      kind: z.literal('range'),
      field,
      from: bound,
      to: bound.describe('a date, a number, or `today`'),
    })
    .refine(...some('from', 'to')),
  z
    .strictObject({
      kind: z.literal('age'),
      field: field.describe('a date, or a citizen identity number with the birth in it'),
      from: z.number().int().min(0).max(200).optional(),
      to: z.number().int().min(0).max(200).optional(),
    })
    .refine(...some('from', 'to')),
  z.strictObject({ kind: z.literal('order'), earlier: field, later: field }).describe('of two days'),
  z.strictObject({ kind: z.literal('compare'), field, relation: z.enum(relations), other: field }),
  z
    .strictObject({
      kind: z.literal('sum'),
      field: field.describe('what the parts make together'),
      parts: z.array(field).min(2).max(20),
      tolerance: z.number().min(0).default(0.005),
    })
    .describe('an empty part counts nothing; without any part the row passes'),
  z.strictObject({
    kind: z.literal('agrees-with-citizen-id'),
    field,
    citizenId: field,
    part: z.enum(['birth', 'sex']),
  }),
  z.strictObject({ kind: z.literal('reference'), field, codes: z.string() }),
  z
    .strictObject({ kind: z.literal('exists-in'), field, source: z.string(), their: field })
    .describe('among the values of another dataset, or of a register'),
  z.strictObject({ kind: z.literal('absent-from'), field, source: z.string(), their: field }),
] as const;

/** Looks across the rows of a batch. */
const acrossChecks = [
  z.strictObject({ kind: z.literal('unique'), fields: z.array(field).min(1).max(10) }),
  z
    .strictObject({
      kind: z.literal('shared-by-at-most'),
      field,
      most: z.number().int().min(1),
      distinct: field,
    })
    .describe('one value used by more than `most` different others: one telephone, 37 people'),
  z
    .strictObject({ kind: z.literal('same-within'), field, within: z.array(field).min(1).max(10) })
    .describe('one value in all rows that agree in `within`: one household, one address'),
] as const;

/** Looks at the batch as a whole; broken, it is one finding. Corrections, which are parts, are not looked at. */
const batchChecks = [
  z
    .strictObject({ kind: z.literal('row-count'), least: figure, most: figure })
    .refine(...some('least', 'most')),
  z
    .strictObject({
      kind: z.literal('row-change'),
      down: percent.optional().describe('per cent that it may be smaller than the batch before'),
      up: z.number().min(0).optional(),
    })
    .refine(...some('down', 'up')),
  z
    .strictObject({ kind: z.literal('row-anomaly'), deviations: z.number().min(1).max(20) })
    .describe(
      'rows against the earlier batches, five at least: distance from their median in robust deviations',
    ),
  z.strictObject({ kind: z.literal('missing-share'), field, most: percent }),
  z
    .strictObject({ kind: z.literal('distinct-count'), field, least: figure, most: figure })
    .refine(...some('least', 'most')),
  z
    .strictObject({
      kind: z.literal('distinct-share'),
      field,
      least: percent.optional().describe('per cent of the rows that have a value'),
      most: percent.optional(),
    })
    .refine(...some('least', 'most')),
  z
    .strictObject({
      kind: z.literal('statistic'),
      field,
      of: z.enum(statistics),
      least: figure,
      most: figure,
    })
    .refine(...some('least', 'most')),
  z.strictObject({ kind: z.literal('values-present'), field, values }),
  z
    .strictObject({ kind: z.literal('freshness'), field, days: z.number().int().min(0).max(4000) })
    .describe('the newest date is at most so many days old'),
  z
    .strictObject({ kind: z.literal('drift'), field, most: z.number().min(0.01).max(10) })
    .describe('population stability index against the batch before; 0.1 is little, 0.25 is much'),
] as const;

export const RowCheck = z.discriminatedUnion('kind', rowChecks);
export const AcrossCheck = z.discriminatedUnion('kind', acrossChecks);
export const BatchCheck = z.discriminatedUnion('kind', batchChecks);
export type RowCheck = z.infer<typeof RowCheck>;
export type AcrossCheck = z.infer<typeof AcrossCheck>;
export type BatchCheck = z.infer<typeof BatchCheck>;

/** What is looked at. Every kind is compiled to one test that is true for a BAD row, or a bad batch. */
export const Check = z
  .discriminatedUnion('kind', [...rowChecks, ...acrossChecks, ...batchChecks])
  .meta({ id: 'QualityCheck' });
export type Check = z.infer<typeof Check>;

const kindsOf = (checks: readonly { shape: { kind: { value: string } } }[]): ReadonlySet<string> =>
  new Set(checks.map(({ shape }) => shape.kind.value));
const across = kindsOf(acrossChecks);
const ofBatch = kindsOf(batchChecks);

export const isAcross = (check: Check): check is AcrossCheck => across.has(check.kind);
export const isOfBatch = (check: Check): check is BatchCheck => ofBatch.has(check.kind);
export const isOfRow = (check: Check): check is RowCheck => !isAcross(check) && !isOfBatch(check);

/** Where checks name fields of their dataset. */
const places = [
  'field',
  'later',
  'earlier',
  'fields',
  'citizenId',
  'distinct',
  'within',
  'other',
  'parts',
] as const;

/** Fields of its dataset that a check speaks of; the first is the one that a finding is about. */
export function fieldsOfCheck(check: Check): readonly string[] {
  const said: Readonly<Partial<Record<string, unknown>>> = check;
  return places.flatMap((place) => (said[place] ?? []) as string | readonly string[]);
}
