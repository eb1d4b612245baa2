import { useQuery } from '@tanstack/react-query';
import { call } from '#kernel/call';
import { recordOperations, type RecordOf } from '#kernel/record';
import { batched } from '../lib/batch.ts';

type AnyRow = Readonly<Record<string, unknown>>;
type Ask = (key: string) => Promise<string | undefined>;
const asks = new Map<string, Ask>();

/** What a person calls a row: its label, or its key when the label is empty. */
export const labelOf = (record: RecordOf, row: AnyRow): string => {
  const english = document.documentElement.lang.startsWith('en') && record.labelEn;
  return String((english && row[english]) || (row[record.label] ?? row[record.key] ?? ''));
};

async function askMany(record: RecordOf, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const operations = recordOperations(record);
  const query = { [record.key]: keys.join(','), limit: keys.length, withdrawn: 'yes' };
  const page = await call(record.module, operations.list, { query: query as never });
  return new Map(page.items.map((row) => [String((row as AnyRow)[record.key]), labelOf(record, row)]));
}

async function askOne(record: RecordOf, key: string): Promise<string | undefined> {
  const row = await call(record.module, recordOperations(record).get, { params: { key }, query: {} });
  return labelOf(record, row);
}

function askOf(record: RecordOf): Ask {
  const known = asks.get(record.id);
  if (known) return known;
  const many = record.list.filters.includes(record.key);
  const ask: Ask = many ? batched((keys) => askMany(record, keys)) : (key) => askOne(record, key);
  asks.set(record.id, ask);
  return ask;
}

const MINUTES = 60_000;

/** The label of a referenced row; asked for many rows at once where the record can be filtered by its key. */
export function useLabel(record: RecordOf | undefined, key: string | undefined) {
  return useQuery({
    queryKey: ['label', record?.id, key, document.documentElement.lang],
    enabled: record !== undefined && key !== undefined,
    staleTime: 10 * MINUTES,
    retry: false,
    queryFn: async () => (record && key ? ((await askOf(record)(key)) ?? null) : null),
  });
}
