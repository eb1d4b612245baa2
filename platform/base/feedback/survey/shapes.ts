import { z } from 'zod';
import { Text } from '#kernel/texts';

const Stratum = z.object({
  stratum: z.string(),
  name: Text.nullable(),
  size: z.int(),
  drawn: z.int(),
});

const share = z.number().nullable();

export const QuestionResult = z.object({
  question: z.string(),
  label: Text,
  answered: z.int().nullable().describe('null: fewer than ten, nothing is shown'),
  choices: z.array(
    z.object({
      code: z.string(),
      text: Text,
      count: z.int().nullable().describe('null: a small group, or one that would tell of it'),
      share,
      low: share.describe('95 % interval (Wilson)'),
      high: share,
    }),
  ),
  mean: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
});
export type QuestionResult = z.infer<typeof QuestionResult>;

export const Survey = z.object({
  id: z.string(),
  title: Text,
  lead: Text,
  form: z.string(),
  formTitle: Text.nullable(),
  owner: z.string(),
  ownerName: Text.nullable(),
  anonymous: z.boolean(),
  frame: z.string(),
  frameTitle: Text.nullable(),
  wanted: z.int(),
  seed: z.string().describe('with the list it draws the same sample again'),
  state: z.enum(['draft', 'open', 'closed']),
  strata: z.array(Stratum),
  closesOn: z.string(),
  invited: z.int(),
  answered: z.int().nullable().describe('null while fewer than ten have answered an anonymous survey'),
  simulated: z.boolean(),
});
export type Survey = z.infer<typeof Survey>;

export const SurveyResults = z.object({
  id: z.string(),
  title: Text,
  anonymous: z.boolean(),
  closesOn: z.string(),
  invited: z.int(),
  answered: z.int().nullable(),
  responseRate: z.number().nullable(),
  questions: z.array(QuestionResult),
  simulated: z.boolean(),
});
export type SurveyResults = z.infer<typeof SurveyResults>;

export const MySurvey = z.object({
  id: z.string(),
  title: Text,
  lead: Text,
  ownerName: Text.nullable(),
  anonymous: z.boolean(),
  state: z.enum(['open', 'closed']),
  closesOn: z.string(),
  answered: z.boolean(),
  simulated: z.boolean(),
});
export type MySurvey = z.infer<typeof MySurvey>;
