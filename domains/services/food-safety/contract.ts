import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { Finding } from '#platform/matter/inspections/contract';
import { grades } from './rules.ts';

export { grades } from './rules.ts';

export const Outcome = z.object({
  id: z.string(),
  visitedOn: z.string(),
  score: z.int(),
  grade: z.enum(grades),
  findings: z.array(Finding),
  state: z.enum(['mending', 'closed']),
  mendBy: z.string().nullable(),
});
export type Outcome = z.infer<typeof Outcome>;

export const PublicRestaurant = z.object({
  code: z.string(),
  name: Text,
  address: z.string(),
  grade: z.enum(grades).nullable().describe('of the last inspection; null when never inspected'),
  visitedOn: z.string().nullable(),
  mending: z.boolean().describe('something found is still to be mended'),
  simulated: z.boolean(),
});
export type PublicRestaurant = z.infer<typeof PublicRestaurant>;

export const operations = {
  search: operation({
    method: 'GET',
    path: '/public/restaurants',
    summary: { zh: '餐饮单位等级公示', en: 'Restaurants with their public grade, by name' },
    permission: 'public',
    query: z.strictObject({
      q: z.string().trim().max(100).optional(),
      grade: z.enum([...grades, 'none']).optional(),
      after: z.string().max(64).optional().describe('`next` of the page before'),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    result: z.object({ items: z.array(PublicRestaurant), next: z.string().nullable() }),
  }),
  show: operation({
    method: 'GET',
    path: '/public/restaurants/:code',
    summary: { zh: '一家餐饮单位的检查结果', en: 'What was found at a restaurant, and mended' },
    permission: 'public',
    params: z.object({ code: z.string().max(64) }),
    result: PublicRestaurant.extend({ outcomes: z.array(Outcome) }),
  }),
} as const;
