import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Evidence } from '../shapes.ts';

const words = z.string().trim().min(2).max(1000);
const id = z.string().max(200);
const ById = z.object({ id });
const Done = z.object({ done: z.literal(true) });
const score = z.number().min(0).max(100);

export const appealOperations = {
  appeal: operation({
    permission: 'performance:answer',
    method: 'POST',
    path: '/results/:id/cards/:unit/appeal',
    summary: { zh: '申诉', en: 'Appeal' },
    params: z.object({ id, unit: z.string().max(64) }),
    body: Evidence.extend({ criterion: z.string().max(40), claim: words }),
    result: z.object({ id: z.string() }),
  }),
  showMore: operation({
    permission: 'performance:answer',
    method: 'POST',
    path: '/appeals/:id/evidence',
    summary: { zh: '补充申诉证据', en: 'Show more for an appeal that is not decided' },
    params: ById,
    body: Evidence,
    result: Done,
  }),
  appealFile: operation({
    permission: 'performance:read',
    method: 'GET',
    path: '/appeals/:id/files/:file',
    summary: { zh: '下载申诉附件', en: 'A file of an appeal' },
    params: z.object({ id, file: z.string().max(64) }),
    result: z.unknown(),
    download: true,
  }),
  decide: operation({
    permission: 'performance:manage',
    method: 'POST',
    path: '/appeals/:id/decide',
    summary: { zh: '决定申诉', en: 'Decide an appeal' },
    params: ById,
    body: z.strictObject({
      upheld: z.boolean(),
      why: words,
      score: score.optional().describe('new score, or new points without their sign; none of a measure'),
    }),
    result: z.object({ newResult: z.string().nullable() }),
  }),
};
