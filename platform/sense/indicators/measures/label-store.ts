import { sql } from 'kysely';
import type { Context } from '#kernel/context';
import { isPersonal, type RecordOf } from '#kernel/record';
import { planOf, recordRegistry } from '#kernel/record-server';
import type { Text } from '#kernel/texts';

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
