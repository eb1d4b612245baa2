import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Db } from '../db/index.ts';
import type { AnyRecord } from '../record.ts';
import { planOf } from './plan.ts';
import { tellWritten } from './rows-written.ts';
import { noteChange } from './write-rows.ts';

const inNoFile = '城市文件中已没有';

/**
 * Takes out of force what a city's file brought and holds no more; each stays readable with its history. In the file again,
 * `writeRows` brings it back.
 * @param gone `keep`: keys that the file holds; `source`: only rows that came from there last; `reason`: why, for the history
 * @returns keys of the rows that were withdrawn
 */
export async function withdrawGone(
  context: Context,
  tx: Db,
  record: AnyRecord,
  gone: { readonly keep: readonly string[]; readonly source?: string; readonly reason?: string },
): Promise<string[]> {
  const plan = planOf(record);
  const now = context.clock.now().toISOString();
  const { keep, source, reason = inNoFile } = gone;
  const { rows } = await sql<{ key: string }>`
    update ${plan.table} t set revision = revision + 1, valid_from = ${now}, recorded_at = ${now},
      recorded_by = ${context.actor.id}, reason = ${reason}, withdrawn_at = ${now}
    where t.withdrawn_at is null and (${source ?? null}::text is null or t.source = ${source ?? null})
      and ${plan.key.at}::text <> all(${[...keep]}::text[])
    returning ${plan.key.at}::text as key`.execute(tx);
  const keys = rows.map(({ key }) => key);
  if (keys.length === 0) return keys;
  await noteChange(plan, context, tx, { keys, detail: { withdrawn: keys.length, reason } });
  await tellWritten(plan, context, tx, { keys, source: source ?? 'city' });
  return keys;
}
