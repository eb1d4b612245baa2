import { useQuery } from '@tanstack/react-query';
import { call } from '#kernel/call';
import { recordOperations, type RecordOf } from '#kernel/record';
import type { Text } from '#kernel/texts';
import { batched } from '../lib/batch.ts';

type AnyRow = Readonly<Record<string, unknown>>;
type Ask = (key: string) => Promise<Text | undefined>;
const asks = new Map<string, Ask>();

/** What people call a row: its label, in English its English one where there is one; its key when both are empty. */
export function labelOf(record: RecordOf, row: AnyRow): Text {
  const zh = String(row[record.label] ?? row[record.key] ?? '');
  const english = record.labelEn === undefined ? undefined : row[record.labelEn];
  return { zh, en: typeof english === 'string' && english !== '' ? english : zh };
}

async function askMany(record: RecordOf, keys: readonly string[]): Promise<ReadonlyMap<string, Text>> {
  const operations = recordOperations(record);
  const query = { [record.key]: keys.join(','), limit: keys.length, withdrawn: 'yes' };
  const page = await call(record.module, operations.list, { query: query as never });
  return new Map(page.items.map((row) => [String((row as AnyRow)[record.key]), labelOf(record, row)]));
}

async function askOne(record: RecordOf, key: string): Promise<Text | undefined> {
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
