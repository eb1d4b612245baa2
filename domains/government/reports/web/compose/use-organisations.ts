import { useQuery } from '@tanstack/react-query';
import { call } from '#kernel/call';
import { recordOperations, type RecordOf } from '#kernel/record';
import { Organisation } from '#platform/base/organisations/records';
import type { Text } from '#kernel/texts';

const record = Organisation as unknown as RecordOf;

interface Named {
  readonly value: string;
  readonly title: Text;
}

/** Organisations to choose from, by name. */
export function useOrganisations(): readonly Named[] {
  const { data } = useQuery({
    queryKey: [record.module, 'choices', record.id, 'reports'],
    staleTime: 300_000,
    queryFn: async ({ signal }): Promise<Named[]> => {
      const page = await call(
        record.module,
        recordOperations(record).list,
        { query: { limit: 200 } as never },
        { signal },
      );
      return page.items.map((row) => {
        const { code, nameZh, nameEn } = row as Record<string, unknown>;
        return { value: String(code), title: { zh: String(nameZh), en: String(nameEn ?? nameZh) } };
      });
    },
  });
  return data ?? [];
}
