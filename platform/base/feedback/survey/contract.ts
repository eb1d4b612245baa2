import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { Answers, Definition } from '#platform/base/forms/contract';
import { MySurvey, Survey, SurveyResults } from './shapes.ts';

const ById = z.object({ id: z.string().max(64) });
const Words = z.object({ zh: z.string().trim().min(2).max(300), en: z.string().trim().min(2).max(300) });

export const surveyOperations = {
  surveys: operation({
    method: 'GET',
    path: '/surveys',
    summary: { zh: '问卷调查', en: 'Surveys' },
    permission: 'feedback:survey',
    result: z.object({ items: z.array(Survey) }),
  }),
  survey: operation({
    method: 'GET',
    path: '/surveys/:id',
    summary: { zh: '一项调查', en: 'One survey' },
    permission: 'feedback:survey',
    params: ById,
    result: Survey,
  }),
  surveyFrames: operation({
    method: 'GET',
    path: '/survey-frames',
    summary: { zh: '可抽样的名单', en: 'Lists that a sample can be drawn from' },
    permission: 'feedback:survey',
    result: z.object({
      items: z.array(z.object({ code: z.string(), title: Text })),
      forms: z.array(z.object({ code: z.string(), title: Text })),
    }),
  }),
  makeSurvey: operation({
    method: 'POST',
    path: '/surveys',
    summary: { zh: '新建调查', en: 'Make a survey of a published form' },
    permission: 'feedback:survey',
    body: z.strictObject({
      title: Words,
      lead: Words,
      form: z.string().max(60),
      frame: z.string().max(60),
      wanted: z.int().min(1).max(20_000),
      seed: z
        .string()
        .trim()
        .min(4)
        .max(60)
        .describe('said before the draw, so that nobody can choose its outcome'),
      anonymous: z.boolean(),
      closesOn: z.iso.date(),
    }),
    result: Survey,
  }),
  openSurvey: operation({
    method: 'POST',
    path: '/surveys/:id/open',
    summary: { zh: '抽样并发出邀请', en: 'Draw the sample and invite it' },
    permission: 'feedback:survey',
    params: ById,
    result: Survey,
  }),
  closeSurvey: operation({
    method: 'POST',
    path: '/surveys/:id/close',
    summary: { zh: '结束调查', en: 'Close a survey' },
    permission: 'feedback:survey',
    params: ById,
    result: Survey,
  }),
  surveyAnswers: operation({
    method: 'GET',
    path: '/surveys/:id/answers',
    summary: { zh: '实名答卷', en: 'Answers of a survey that names its people' },
    permission: 'feedback:survey',
    params: ById,
    result: z.object({ items: z.array(z.object({ name: z.string(), answers: Answers })) }),
    purpose: true,
  }),
  surveyResults: operation({
    method: 'GET',
    path: '/surveys/:id/results',
    summary: {
      zh: '调查结果（结束后公开，少于 10 人的不显示）',
      en: 'Results, public once closed; groups under ten are not shown',
    },
    permission: 'public',
    params: ById,
    result: SurveyResults,
  }),
  mySurveys: operation({
    method: 'GET',
    path: '/my-surveys',
    summary: { zh: '邀请我参加的调查', en: 'Surveys that I was drawn for' },
    permission: 'feedback:rate',
    result: z.object({ items: z.array(MySurvey) }),
  }),
  mySurvey: operation({
    method: 'GET',
    path: '/my-surveys/:id',
    summary: { zh: '调查问卷', en: 'The questions of a survey' },
    permission: 'feedback:rate',
    params: ById,
    result: MySurvey.extend({ definition: Definition }),
  }),
  answerSurvey: operation({
    method: 'POST',
    path: '/my-surveys/:id/answers',
    summary: { zh: '提交问卷', en: 'Answer a survey, once' },
    permission: 'feedback:rate',
    params: ById,
    body: z.strictObject({ answers: Answers }),
    result: z.object({ done: z.literal(true) }),
  }),
} as const;
