import { useQuery } from '@tanstack/react-query';
import { call } from '#kernel/call';
import { recordOperations, type RecordOf } from '#kernel/record';
import type { Choice } from '../table/list-types.ts';
import { labelOf } from './labels.ts';

const asChoice = (record: RecordOf, row: Readonly<Record<string, unknown>>): Choice => {
  const label = labelOf(record, row);
  return { value: String(row[record.key]), label: { zh: label, en: label } };
};

/**
 * Rows of a record to choose from: those that match the words, after those already chosen.
 * @param find undefined as long as nobody asks
 * @param chosen keys by comma
 */
export function useRowChoices(record: RecordOf | undefined, find: string | undefined, chosen?: string) {
  const ask = async (query: Readonly<Record<string, unknown>>, signal: AbortSignal) => {
    if (!record) return [];
    const page = await call(record.module, recordOperations(record).list, { query: query as never }, { signal });
    return page.items.map((row) => asChoice(record, row));
  };
  const keyed = record?.list.filters.includes(record.key) ?? false;
  const present = useQuery({
    queryKey: [record?.module, 'chosen', record?.id, chosen],
    enabled: record !== undefined && chosen !== undefined && keyed,
    queryFn: ({ signal }) => ask({ [record?.key ?? '']: chosen, limit: 200 }, signal),
  });
  const found = useQuery({
    queryKey: [record?.module, 'choices', record?.id, find],
    enabled: record !== undefined && find !== undefined,
    queryFn: ({ signal }) => ask({ ...(find ? { q: find } : {}), limit: 50 }, signal),
  });
  if (find === undefined) return present.data;
  const first = new Set(present.data?.map((each) => each.value));
  return found.data && [...(present.data ?? []), ...found.data.filter((each) => !first.has(each.value))];
}
