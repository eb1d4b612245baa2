import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { states } from './rules.ts';

export const State = z.enum(states);

/** The entry that is asked about, as much of it as the asker sees. */
export const AskedAbout = z.object({
  sequence: z.number().int(),
  at: z.string(),
  action: z.string(),
  resource: z.string(),
  purpose: z.string().nullable(),
  basis: z.string().nullable(),
});

export const Question = z.object({
  id: z.string(),
  sequence: z.number().int(),
  office: z.string(),
  officeName: Text.nullable(),
  words: z.string(),
  askedAt: z.string(),
  dueAt: z.string(),
  state: State,
  answer: z.string().nullable(),
  answeredAt: z.string().nullable(),
});
export type Question = z.infer<typeof Question>;

export const QuestionInOffice = Question.extend({
  entry: AskedAbout.extend({ actor: z.string().describe('id of who looked; the office knows whose it is') }),
  answeredByName: z.string().nullable(),
});
export type QuestionInOffice = z.infer<typeof QuestionInOffice>;

const words = z.string().trim().min(2).max(1000);
const page = {
  state: State.optional(),
  after: z.string().max(200).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
const Sequence = z.coerce.number().int().min(0);
const ById = z.object({ id: z.string().max(64) });

export const operations = {
  ask: operation({
    method: 'POST',
    path: '/',
    summary: { zh: '问：为什么看我的数据', en: 'Ask why an entry about oneself was made' },
    permission: 'registers:self',
    body: z.strictObject({ sequence: z.number().int().min(0), words }),
    result: Question,
  }),
  mine: operation({
    method: 'GET',
    path: '/mine',
    summary: { zh: '我的提问', en: 'My questions, the latest first' },
    permission: 'registers:self',
    query: z.strictObject({
      ...page,
      'sequence.from': Sequence.optional().describe('about this entry of the ledger or a later one'),
      'sequence.to': Sequence.optional().describe('about this entry or an earlier one'),
    }),
    result: z.object({ items: z.array(Question), next: z.string().nullable() }),
  }),
  list: operation({
    method: 'GET',
    path: '/',
    summary: { zh: '向本单位的提问', en: 'Questions to the own office, the latest first' },
    permission: 'questions:answer',
    query: z.strictObject(page),
    result: z.object({ items: z.array(Question), next: z.string().nullable() }),
  }),
  get: operation({
    method: 'GET',
    path: '/:id',
    summary: { zh: '一个提问及所问的条目', en: 'One question with the entry that it is about' },
    permission: 'questions:answer',
    params: ById,
    result: QuestionInOffice,
  }),
  answer: operation({
    method: 'POST',
    path: '/:id/answer',
    summary: { zh: '答复', en: 'Answer' },
    permission: 'questions:answer',
    params: ById,
    body: z.strictObject({ words }),
    result: QuestionInOffice,
  }),
  oversight: operation({
    method: 'GET',
    path: '/oversight',
    summary: { zh: '全市提问与逾期', en: 'All questions of the city, without their words; who is late' },
    permission: 'ledger:audit',
    query: z.strictObject({ ...page, office: z.string().max(64).optional() }),
    result: z.object({
      items: z.array(Question.omit({ words: true, answer: true })),
      next: z.string().nullable(),
      overdue: z.number().int().describe('questions of the whole city past their date without an answer'),
    }),
  }),
} as const;
