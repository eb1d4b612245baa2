import { z } from 'zod';
import { Text } from '#kernel/texts';
import { themeCodes } from './names.ts';

/**
 * An information resource as the catalogue describes it (GB/T 21063 core elements), and as the other organs
 * need it: ingestion maps columns by it, quality checks by it, the registers join by it.
 */
export const DatasetField = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][A-Za-z0-9]*$/)
    .describe('name of the column in the lake and the API'),
  label: Text,
  type: z.enum([
    'text',
    'integer',
    'number',
    'boolean',
    'date',
    'code',
    'citizen-id',
    'credit-code',
    'mobile',
  ]),
  codes: z.string().optional().describe('code table, for type code'),
  values: z
    .record(z.string(), z.string())
    .optional()
    .describe('how the provider writes codes, when not by code or name: 女 → 2'),
  length: z.number().int().positive().optional(),
  required: z.boolean().default(false),
  aliases: z.array(z.string()).default([]).describe('headers under which it is handed in'),
  sensitivity: z.enum(['public', 'internal', 'personal', 'sensitive']).default('internal'),
  mask: z
    .enum(['name', 'citizen-id', 'credit-code', 'mobile', 'address', 'account', 'date', 'hidden'])
    .optional(),
  share: z
    .enum(['unconditional', 'conditional', 'none'])
    .optional()
    .describe("the item's own, when stricter than the resource's"),
  feeds: z
    .strictObject({
      attribute: z.string().describe("attribute of the subject's register"),
      authority: z.number().int().min(0).max(100).describe('100: the source whose word counts'),
    })
    .optional(),
});
export type DatasetField = z.output<typeof DatasetField>;

export const Dataset = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{2,40}$/),
  title: Text,
  provider: z.string().describe('code of the organisation that owns the data'),
  abstract: Text,
  theme: z.enum(themeCodes),
  category: z.enum(['base', 'theme', 'department']).default('department').describe('class of the resource'),
  format: z
    .enum(['file', 'sheet', 'database', 'image', 'stream', 'described', 'service'])
    .default('database')
    .describe('how it lies with its provider'),
  resourceCode: z
    .string()
    .regex(/^[123]\d{2}\/\d{6}$/)
    .optional()
    .describe('class and theme, then a serial under them (分类码/顺序号)'),
  share: z.strictObject({
    type: z.enum(['unconditional', 'conditional', 'none']),
    condition: Text.optional(),
    basis: z.string().optional().describe('legal basis, needed for none'),
  }),
  way: z.enum(['interface', 'file', 'database', 'medium']).default('interface').describe('how it is had'),
  open: z.enum(['unconditional', 'conditional', 'none']).default('none'),
  openCondition: Text.optional(),
  cycle: z.enum([
    'real-time',
    'daily',
    'weekly',
    'monthly',
    'quarterly',
    'half-yearly',
    'yearly',
    'irregular',
  ]),
  subject: z.enum(['person', 'company', 'none']).describe('register that its rows join'),
  rowsOf: z
    .enum(['household'])
    .optional()
    .describe(
      'whose a row is beside those whom it names: the household of whoever it names by identity number (fields of type citizen-id)',
    ),
  tells: z
    .enum(['movements'])
    .optional()
    .describe(
      'what its rows tell beside values: movements of people between households (fields kind, householdNumber, happenedOn, elsewhere)',
    ),
  key: z
    .string()
    .describe('field by which the provider itself knows a row; a correction comes back under it'),
  related: z.array(z.string()).default([]).describe('codes of related resources'),
  words: z
    .array(z.string().min(1).max(40))
    .max(20)
    .default([])
    .describe('everyday words by which people look for it: 房产证'),
  countedAs: z
    .string()
    .optional()
    .describe(
      "of the departments that the plan counts, the one whose resource it was: the provider's predecessor",
    ),
  reconstructed: z.boolean().default(false).describe('the plan gives the count of resources, not this one'),
  fields: z.array(DatasetField).min(1),
});
export type Dataset = z.output<typeof Dataset>;
