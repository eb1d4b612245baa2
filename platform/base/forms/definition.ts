import { z } from 'zod';
import { Text } from '#kernel/texts';

const Name = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/);

export const questionKinds = [
  'text',
  'long',
  'number',
  'date',
  'choice',
  'multi',
  'address',
  'person',
  'file',
  'table',
  'computed',
] as const;

/** Kinds of text that are checked by their form. */
export const formats = ['mobile', 'citizen-id', 'credit-code', 'email', 'postcode'] as const;

/** When a question is asked: all of a list must hold. */
export const Condition = z.strictObject({
  question: Name,
  is: z.enum(['filled', 'empty', 'equals', 'other', 'over', 'under']),
  value: z.union([z.string().max(200), z.number()]).optional(),
});
export type Condition = z.infer<typeof Condition>;

export const Question = z.strictObject({
  name: Name,
  kind: z.enum(questionKinds),
  label: Text,
  hint: Text.optional(),
  required: z.boolean().default(true),
  showIf: z.array(Condition).max(8).default([]),
  choices: z
    .array(z.strictObject({ code: z.string().min(1).max(40), text: Text }))
    .min(1)
    .max(60)
    .optional(),
  columns: z
    .array(z.strictObject({ name: Name, label: Text }))
    .min(1)
    .max(8)
    .optional(),
  format: z.enum(formats).optional(),
  least: z.number().optional().describe('of a number; of characters for text'),
  most: z.number().optional(),
  formula: z
    .strictObject({
      does: z.enum(['sum', 'product', 'difference', 'years']),
      of: z.array(Name).min(1).max(20),
    })
    .optional()
    .describe('of a computed question; years: whole years from a date to the day of answering'),
  prefill: z
    .string()
    .regex(/^[a-z][a-z-]*\.[a-z][a-zA-Z-]*$/)
    .optional()
    .describe('item of a register: person.name'),
});
export type Question = z.infer<typeof Question>;

export const Definition = z
  .strictObject({
    sections: z
      .array(z.strictObject({ title: Text, questions: z.array(Question).min(1).max(60) }))
      .min(1)
      .max(20),
  })
  .superRefine(({ sections }, check) => {
    for (const fault of faultsOf(sections.flatMap(({ questions }) => questions)))
      check.addIssue({ code: 'custom', message: fault, path: ['sections'] });
  });
export type Definition = z.infer<typeof Definition>;

const needs = (question: Question): string | undefined => {
  const { kind, name } = question;
  if ((kind === 'choice' || kind === 'multi') && !question.choices) return `${name}: choices · 缺少选项`;
  if (kind === 'table' && !question.columns) return `${name}: columns · 缺少列`;
  return kind === 'computed' && !question.formula ? `${name}: formula · 缺少公式` : undefined;
};

/** Conditions and formulas look at earlier questions only, so that no answer depends on itself. */
function faultsOf(questions: readonly Question[]): string[] {
  const before = new Set<string>();
  return questions.flatMap((question) => {
    const used = [...question.showIf.map((each) => each.question), ...(question.formula?.of ?? [])];
    const faults = used
      .filter((name) => !before.has(name))
      .map((name) => `${question.name}: ${name} is not asked before · 前面没有这个问题`);
    const twice = before.has(question.name) ? [`${question.name}: twice · 重名`] : [];
    before.add(question.name);
    const missing = needs(question);
    return [...faults, ...twice, ...(missing ? [missing] : [])];
  });
}

export const Answers = z.record(
  Name,
  z.union([
    z.string().max(5000),
    z.number(),
    z.array(z.string().max(200)).max(60),
    z.array(z.record(z.string(), z.string().max(500))).max(200),
  ]),
);
export type Answers = z.infer<typeof Answers>;
