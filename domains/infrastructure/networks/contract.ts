import { z } from 'zod';
import { operation } from '#kernel/operation';
import { recordOperations } from '#kernel/record';
import { Text } from '#kernel/texts';
import { Sharing, Tower } from './records.ts';

export const towers = recordOperations(Tower);
export const sharings = recordOperations(Sharing);

/** A village or community that no tower in use serves nearby. */
export const Gap = z.object({
  division: z.string(),
  name: Text,
  town: Text,
  basis: z
    .enum(['distance', 'count'])
    .describe('distance: from its known centre; count: its place is not known, no tower stands in it'),
  nearestKm: z.number().nullable().describe('to the nearest tower in use, where the centre is known'),
  simulated: z.boolean().describe('towers that it was told by are invented'),
});
export type Gap = z.infer<typeof Gap>;

export const operations = {
  gaps: operation({
    method: 'GET',
    path: '/gaps',
    summary: { zh: '覆盖空白：附近没有在用铁塔的村社区', en: 'Villages that no tower in use stands near' },
    permission: 'networks:plan',
    query: z.object({
      within: z.coerce.number().min(0.1).max(50).default(3).describe('kilometres'),
      after: z.string().max(30).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    result: z.object({
      items: z.array(Gap),
      next: z.string().nullable(),
      looked: z.number().int().describe('villages and communities looked at'),
      asOf: z.string(),
    }),
  }),
};
