import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { call } from '#kernel/call';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import type { Choice } from '../table/list-types.ts';

const values = operation({
  method: 'GET',
  path: '/tables/:table/values',
  summary: { zh: '代码表的值', en: 'Values of a code table' },
  permission: 'public',
  params: z.object({ table: z.string() }),
  result: z.object({
    items: z.array(z.object({ code: z.string(), label: Text, retired: z.boolean().optional() })),
  }),
});

const HOUR = 3_600_000;

/** The values of a code table of the city; kept for an hour, asked once for the whole page. */
export function useCodes(table: string | undefined, enabled = true) {
  return useQuery({
    queryKey: ['codes', 'values', table],
    enabled: enabled && table !== undefined,
    staleTime: HOUR,
    gcTime: HOUR,
    queryFn: async ({ signal }): Promise<readonly Choice[]> => {
      const { items } = await call('codes', values, { params: { table: table ?? '' } }, { signal });
      return items.map(({ code, label, retired }) => ({ value: code, label, ...(retired ? { retired } : {}) }));
    },
  });
}
