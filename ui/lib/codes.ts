import { useQuery } from '@tanstack/react-query';
import { call } from '#kernel/call';
import { operations } from '#platform/base/codes/contract';
import type { Choice } from '../table/list-types.ts';

const HOUR = 3_600_000;

/** The values of a code table of the city; kept for an hour, asked once for the whole page. */
export function useCodes(table: string | undefined, enabled = true) {
  return useQuery({
    queryKey: ['codes', 'values', table],
    enabled: enabled && table !== undefined,
    staleTime: HOUR,
    gcTime: HOUR,
    queryFn: async ({ signal }): Promise<readonly Choice[]> => {
      const { items } = await call(
        'codes',
        operations.values,
        { params: { table: table ?? '' } },
        { signal },
      );
      return items.map(({ code, label, retired }) => ({
        value: code,
        label,
        ...(retired ? { retired } : {}),
      }));
    },
  });
}
