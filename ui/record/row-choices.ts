import { useQuery } from '@tanstack/react-query';
import { call } from '#kernel/call';
import { recordOperations, type RecordOf } from '#kernel/record';
import type { Choice } from '../table/list-types.ts';
import { labelOf } from './labels.ts';

const asChoice = (record: RecordOf, row: Readonly<Record<string, unknown>>): Choice => ({
  value: String(row[record.key]),
  label: labelOf(record, row),
});

/** Rows of a record that answer the query, as choices; asked only while there is a query. */
function useChoices(record: RecordOf | undefined, query: Readonly<Record<string, unknown>> | undefined) {
  return useQuery({
    queryKey: [record?.module, 'choices', record?.id, query],
    enabled: record !== undefined && query !== undefined,
    queryFn: async ({ signal }): Promise<readonly Choice[]> => {
      if (!record) return [];
      const asked = { query: query as never };
      const page = await call(record.module, recordOperations(record).list, asked, { signal });
      return page.items.map((row) => asChoice(record, row as Readonly<Record<string, unknown>>));
    },
  });
}

/** Asks for rows by their keys, where the record can be filtered so. */
const byKeys = (record: RecordOf, keys: string) =>
  record.list.filters.includes(record.key) ? { [record.key]: keys, limit: 200 } : undefined;

/**
 * Rows of a record to choose from: those that match the words, after those already chosen.
 * @param find undefined as long as nobody asks
 * @param chosen keys by comma
 */
export function useRowChoices(record: RecordOf | undefined, find: string | undefined, chosen?: string) {
  const { data: present = [] } = useChoices(record, record && chosen ? byKeys(record, chosen) : undefined);
  const { data: found } = useChoices(
    record,
    find === undefined ? undefined : { ...(find ? { q: find } : {}), limit: 50 },
  );
  if (find === undefined) return present;
  const first = new Set(present.map((each) => each.value));
  return found && [...present, ...found.filter((each) => !first.has(each.value))];
}
