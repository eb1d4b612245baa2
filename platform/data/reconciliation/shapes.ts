import { z } from 'zod';

export const Form = z.enum(['half-width', 'trim', 'no-blanks', 'bare', 'upper', 'unpadded']);
export const Missing = z.enum(['differs', 'skipped']);
const Column = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/)
  .max(60)
  .describe('field of the dataset');

export const KeyPair = z.strictObject({ left: Column, right: Column, forms: z.array(Form).default([]) });
export type KeyPair = z.output<typeof KeyPair>;

const code = z.string().trim().min(1).max(100);

/** Two fields held against each other; each field of the left side once. */
export const FieldPair = z.strictObject({
  left: Column,
  right: Column,
  kind: z.enum(['text', 'number', 'date', 'code']),
  forms: z.array(Form).optional().describe('of kind text: brought into these before'),
  absolute: z.number().min(0).max(1e12).optional().describe('of kind number: may lie so far apart'),
  relative: z.number().min(0).max(1).optional().describe('of kind number: or so far, of the larger one'),
  days: z.int().min(0).max(3660).optional().describe('of kind date'),
  pairs: z
    .array(z.tuple([code, code]))
    .max(5000)
    .optional()
    .describe('of kind code: left code, right code'),
  missing: Missing.optional().describe("what a value that one side lacks means, when not the comparison's"),
});
export type FieldPair = z.output<typeof FieldPair>;

/** What a comparison says besides its name; kept with each run as it was then. */
export const Definition = z.object({
  left: z.string().describe('code of a dataset'),
  right: z.string(),
  keys: z.array(KeyPair).min(1).max(5),
  fields: z.array(FieldPair).max(60),
  missing: Missing,
});
export type Definition = z.output<typeof Definition>;

export const Kind = z.enum([
  'differs',
  'only-left',
  'only-right',
  'duplicate-left',
  'duplicate-right',
  'no-key-left',
  'no-key-right',
]);
export type Kind = z.output<typeof Kind>;
