import { sql } from 'kysely';
import type { Context } from '#kernel/context';
import { isPersonal, type RecordOf } from '#kernel/record';
import { planOf, recordRegistry } from '#kernel/record-server';
import type { Text } from '#kernel/texts';

/** The places of rows of a record in the order of all keys, from 1. */
export async function ranksOfRows(
  context: Context,
  id: string,
  keys: readonly string[],
): Promise<Map<string, number>> {
  const record = recordRegistry(context.modules).get(id)?.record as RecordOf | undefined;
  if (!record) return new Map();
  const { table, key } = planOf(record);
  const { rows } = await sql<{ key: string; rank: number }>`
    select key, rank from (select ${key.at}::text as key, dense_rank() over (order by ${key.at})::int as rank from ${table} t) r
    where key = any(${[...keys]}::text[])`.execute(context.db);
  return new Map(rows.map((row) => [row.key, row.rank]));
}

/** What rows of a record are called, by their keys; none where that is personal. */
export async function namesOfRows(
  context: Context,
  id: string,
  keys: readonly string[],
): Promise<Map<string, Text>> {
  const record = recordRegistry(context.modules).get(id)?.record as RecordOf | undefined;
  const label = record?.fields[record.label];
  if (!record || !label || isPersonal(label)) return new Map();
  const plan = planOf(record);
  const en = plan.field(record.labelEn ?? record.label).at;
  const { rows } = await sql<{ key: string; zh: string | null; en: string | null }>`
    select ${plan.key.at}::text as key, ${plan.field(record.label).at}::text as zh, ${en}::text as en
    from ${plan.table} t where ${plan.key.at} = any(${[...keys]}::text[])`.execute(context.db);
  return new Map(rows.map((row) => [row.key, { zh: row.zh ?? row.key, en: row.en ?? row.zh ?? row.key }]));
}
