import { z } from 'zod';
import { Text } from '#kernel/texts';

/** How a value leaves: as it is, as a class of few values, or coarser than it is held. */
export const generalisations = ['keep', 'class', 'year', 'month', 'age-band', 'town'] as const;
/** What a column can tell: nothing of anybody; together with others, who it is; what nobody may learn of one person. */
export const parts = ['plain', 'quasi', 'sensitive'] as const;
export const formats = ['csv', 'json', 'xlsx', 'parquet'] as const;
export const states = ['proposed', 'returned', 'open', 'withdrawn'] as const;
export const cycles = [
  'real-time',
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'half-yearly',
  'yearly',
  'irregular',
] as const;
/** What leaves: the rows themselves, or counts of them with the small ones hidden, or counts with noise. */
export const forms = ['rows', 'suppressed-table', 'private-counts'] as const;
export type Form = (typeof forms)[number];
/** Who has what leaves: everybody, or whom its provider grants it on request. */
export const accesses = ['everyone', 'request'] as const;
export type Access = (typeof accesses)[number];
/** What is spent for one version, in thousandths of ε. */
export const MilliEpsilon = z.int().min(1).max(1_000_000);
export type Generalisation = (typeof generalisations)[number];
export type Format = (typeof formats)[number];
export type State = (typeof states)[number];

export const ReleaseCode = z.string().regex(/^[a-z][a-z0-9-]{2,60}$/);

export const ColumnChoice = z.strictObject({
  field: z.string().max(80).describe('name of the field in its source'),
  as: z.enum(generalisations).default('keep'),
  part: z.enum(parts).default('plain'),
});
export type ColumnChoice = z.output<typeof ColumnChoice>;

export const columnTypes = ['text', 'integer', 'number', 'boolean', 'date'] as const;
/** A column of what is published. */
export const Column = z.object({
  name: z.string(),
  label: Text,
  type: z.enum(columnTypes),
  as: z.enum(generalisations),
  part: z.enum(parts),
});
export type Column = z.infer<typeof Column>;

/** What was measured of a table of counts. */
export const TableMeasure = z.object({
  form: z.enum(['suppressed-table', 'private-counts']),
  each: z.enum(['person', 'row']).describe('what is counted, and hidden'),
  cells: z.int().describe('with all totals'),
  primary: z.int().describe('cells hidden because they are small or tell too much'),
  secondary: z
    .int()
    .nullable()
    .describe(
      'cells hidden so that those cannot be reckoned from the totals; null where it was not looked for, because the first are too many',
    ),
  milliEpsilon: z.int().nullable().describe('spent for one version, in thousandths of ε'),
  error: z.int().nullable().describe('how far a count lies from the true one at most, in 95 of 100'),
  left: z.int().nullable().describe('of the budget of the dataset, before this version'),
});
export type TableMeasure = z.infer<typeof TableMeasure>;

/** What everybody may know of it. Where all hidden cells of a line are small ones, to tell how many are would give them away. */
export const PublicMeasure = TableMeasure.omit({ primary: true, secondary: true }).extend({
  hidden: z.int().describe('cells hidden, for whatever reason'),
});
export type PublicMeasure = z.infer<typeof PublicMeasure>;

/** What the gate measured. A class is the rows that are equal in all quasi-identifiers. */
export const Risk = z.object({
  measuredAt: z.string(),
  rows: z.int().describe('of the source as it stood'),
  kept: z.int().describe('rows that may leave'),
  suppressed: z.int().describe('rows held back, because their class is too small or tells too much'),
  classes: z.int().describe('classes among all rows; 0 when nothing was declared a quasi-identifier'),
  k: z
    .int()
    .nullable()
    .describe(
      'people or companies (rows, where the source says of none whose they are) of the smallest class that may leave; null without quasi-identifiers',
    ),
  l: z
    .int()
    .nullable()
    .describe('fewest different sensitive values in a class that may leave; null without a sensitive column'),
  wanted: z.object({ k: z.int(), l: z.int(), suppressAtMost: z.number() }),
  held: z
    .array(
      z.object({
        values: z.record(z.string(), z.string().nullable()),
        rows: z.int(),
        subjects: z.int().optional().describe('people or companies that these rows are of'),
        distinct: z.int(),
      }),
    )
    .describe('classes held back, the smallest first; at most twenty'),
  table: TableMeasure.optional(),
  verdict: z.enum(['fits', 'too-much-held-back', 'nothing-left', 'no-rows']),
});
export type Risk = z.infer<typeof Risk>;

export const VersionFile = z.object({
  format: z.enum(formats),
  file: z.string().describe('SHA-256 of its bytes: what it is called in the store of files'),
  bytes: z.int(),
});
export type VersionFile = z.infer<typeof VersionFile>;

/** How often each value of a column stands, the most frequent first: for a simple chart. */
export const Chart = z.object({
  column: z.string(),
  bars: z.array(z.object({ value: z.string().nullable(), rows: z.int() })),
});
export type Chart = z.infer<typeof Chart>;
