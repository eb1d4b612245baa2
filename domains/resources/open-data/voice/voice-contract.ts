import { z } from 'zod';
import { operation } from '#kernel/operation';

const ByCode = z.object({ code: z.string().max(80) });
const words = z.string().trim().min(2).max(1000);

/** What a reader said of a resource. */
export const MyVoice = z.object({
  following: z.boolean(),
  corrections: z.array(
    z.object({
      id: z.string(),
      words: z.string(),
      madeAt: z.string(),
      state: z.enum(['open', 'accepted', 'declined']),
      answer: z.string().nullable(),
    }),
  ),
});
export type MyVoice = z.infer<typeof MyVoice>;

export const voiceOperations = {
  myVoice: operation({
    method: 'GET',
    path: '/my/resources/:code',
    summary: { zh: '我对这项数据提过的纠错', en: 'What I reported of this resource' },
    permission: 'open-data:speak',
    params: ByCode,
    result: MyVoice,
  }),
  follow: operation({
    method: 'POST',
    path: '/my/resources/:code/follow',
    summary: { zh: '关注或不再关注', en: 'Follow a resource, or no longer' },
    permission: 'open-data:speak',
    params: ByCode,
    body: z.strictObject({ following: z.boolean() }),
    result: z.object({ following: z.boolean() }),
  }),
  rate: operation({
    method: 'POST',
    path: '/my/resources/:code/rating',
    summary: { zh: '评价开放数据', en: 'Rate an open resource' },
    permission: 'open-data:speak',
    params: ByCode,
    body: z.strictObject({ grade: z.int().min(1).max(5).describe('5 best') }),
    result: z.object({ grade: z.int() }),
  }),
  correct: operation({
    method: 'POST',
    path: '/my/resources/:code/corrections',
    summary: { zh: '提出纠错', en: 'Report what is wrong' },
    permission: 'open-data:speak',
    params: ByCode,
    body: z.strictObject({ words: words.min(5) }),
    result: MyVoice,
  }),
  answerCorrection: operation({
    method: 'POST',
    path: '/corrections/:id/answer',
    summary: { zh: '答复纠错', en: 'Answer a correction' },
    permission: 'open-data:propose',
    params: z.object({ id: z.string().max(64) }),
    body: z.strictObject({ accepted: z.boolean(), words }),
    result: z.object({ state: z.string() }),
  }),
} as const;
