import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { reasons } from './rules.ts';
import { surveyOperations } from './survey/contract.ts';

export type { MySurvey, QuestionResult, Survey, SurveyResults } from './survey/shapes.ts';

const ById = z.object({ id: z.string().max(64) });
const Grade = z.int().min(1).max(5).describe('5 very satisfied … 1 very dissatisfied');
const words = z.string().trim().min(2).max(1000);
const page = {
  after: z.string().max(200).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

export const Rating = z.object({
  id: z.string(),
  title: Text,
  organisation: z.string(),
  organisationName: Text.nullable(),
  askedAt: z.string(),
  grade: z.int().nullable(),
  reasons: z.array(z.string()),
  words: z.string().nullable(),
  ratedAt: z.string().nullable(),
  answer: z.string().nullable(),
  answeredAt: z.string().nullable(),
  secondGrade: z.int().nullable(),
  simulated: z.boolean(),
});
export type Rating = z.infer<typeof Rating>;

export const Result = z.object({
  organisation: z.string(),
  organisationName: Text.nullable(),
  asked: z.int(),
  rated: z.int().nullable().describe('null: fewer than five, not shown'),
  satisfied: z.number().nullable().describe('share of grades 3 to 5'),
  low: z.number().nullable().describe('95 % interval (Wilson)'),
  high: z.number().nullable(),
  responseRate: z.number().nullable(),
  simulated: z.boolean(),
});
export type Result = z.infer<typeof Result>;

export const operations = {
  ...surveyOperations,
  mine: operation({
    method: 'GET',
    path: '/mine',
    summary: { zh: '我的评价', en: 'What I was asked to rate, and what I said' },
    permission: 'feedback:rate',
    result: z.object({ items: z.array(Rating) }),
  }),
  rate: operation({
    method: 'POST',
    path: '/mine/:id/grade',
    summary: { zh: '评价', en: 'Rate a service' },
    permission: 'feedback:rate',
    params: ById,
    body: z.strictObject({
      grade: Grade,
      reasons: z.array(z.enum(reasons)).max(6).default([]).describe('needed for a bad grade'),
      words: words.nullable().default(null),
    }),
    result: Rating,
  }),
  again: operation({
    method: 'POST',
    path: '/mine/:id/second-grade',
    summary: { zh: '收到答复后再评一次', en: 'Rate once more after the answer' },
    permission: 'feedback:rate',
    params: ById,
    body: z.strictObject({ grade: Grade }),
    result: Rating,
  }),
  list: operation({
    method: 'GET',
    path: '/ratings',
    summary: { zh: '对本单位的评价', en: "Ratings of the organisation's services" },
    permission: 'feedback:read',
    query: z.strictObject({ ...page, show: z.enum(['bad', 'open']).optional() }),
    result: z.object({ items: z.array(Rating), next: z.string().nullable() }),
  }),
  get: operation({
    method: 'GET',
    path: '/ratings/:id',
    summary: { zh: '一条评价', en: 'One rating' },
    permission: 'feedback:read',
    params: ById,
    result: Rating,
  }),
  answer: operation({
    method: 'POST',
    path: '/ratings/:id/answer',
    summary: { zh: '答复差评', en: 'Answer a bad grade' },
    permission: 'feedback:answer',
    params: ById,
    body: z.strictObject({ words }),
    result: Rating,
  }),
  results: operation({
    method: 'GET',
    path: '/results',
    summary: { zh: '好差评结果', en: 'Results by organisation; groups under five are not shown' },
    permission: 'public',
    result: z.object({ items: z.array(Result) }),
  }),
} as const;
