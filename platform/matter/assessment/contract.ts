import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { Criterion, Fact, Scores } from './shapes.ts';

export { Criterion, Fact, Judged, Rule, Scores, Told } from './shapes.ts';

const ById = z.object({ id: z.string().max(64) });
const done = z.object({ done: z.literal(true) });
const words = z.string().trim().min(2).max(1000);
const seatStates = ['asked', 'given', 'recused'] as const;

export const MyPanel = z.object({
  id: z.string(),
  title: Text,
  criteria: z.array(Criterion),
  facts: z.array(Fact),
  seat: z.enum(seatStates),
  scores: Scores.nullable(),
  words: z.string().nullable(),
  simulated: z.boolean(),
});
export type MyPanel = z.infer<typeof MyPanel>;

export const PanelSeats = z.object({
  criteria: z.array(Criterion),
  facts: z.array(Fact),
  open: z.boolean().describe('all gave theirs: scores are shown'),
  seats: z.array(
    z.object({
      name: z.string(),
      state: z.enum(seatStates),
      scores: Scores.nullable().describe('null until all gave theirs'),
      words: z.string().nullable(),
    }),
  ),
});

export const operations = {
  mine: operation({
    method: 'GET',
    path: '/my/panels',
    summary: { zh: '我的评审', en: 'Panels for which one was drawn, the open ones first' },
    permission: 'assessment:review',
    result: z.object({ items: z.array(MyPanel) }),
  }),
  give: operation({
    method: 'POST',
    path: '/panels/:id/scores',
    summary: { zh: '评分', en: 'Give one’s scores; they stand' },
    permission: 'assessment:review',
    params: ById,
    body: z.strictObject({ scores: Scores, words }),
    result: done,
  }),
  recuse: operation({
    method: 'POST',
    path: '/panels/:id/recuse',
    summary: {
      zh: '申报利益关系并回避',
      en: 'Declare a conflict of interest and step back; somebody else is drawn',
    },
    permission: 'assessment:review',
    params: ById,
    body: z.strictObject({ words }),
    result: done,
  }),
  seats: operation({
    method: 'GET',
    path: '/panels/:id/seats',
    summary: { zh: '评审人员与评分', en: 'Who judges; what they gave once all did' },
    permission: 'assessment:read',
    params: ById,
    result: PanelSeats,
  }),
  fill: operation({
    method: 'POST',
    path: '/panels/:id/fill',
    summary: { zh: '补抽评审人员', en: 'Draw for the empty seats again' },
    permission: 'assessment:write',
    params: ById,
    result: done,
  }),
} as const;
