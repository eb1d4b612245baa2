import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { formSource, lockRow, rowNow } from './form.ts';
import type { RecordPlan } from './plan.ts';
import { overridesOf } from './registry.ts';
import type { ApiRow } from './rows.ts';
import { tellWritten } from './rows-written.ts';
import { noteChange } from './write-rows.ts';

/**
 * Takes a row out of force. It stays readable, with its history and the reason.
 * @throws Problem 404, 409 `records.changed-meanwhile`, 409 `records.withdrawn`, 403
 */
export async function withdrawRow(
  plan: RecordPlan,
  context: Context,
  wanted: { readonly key: string; readonly revision: number; readonly reason: string },
): Promise<ApiRow> {
  const { key, reason } = wanted;
  const now = context.clock.now().toISOString();
  return context.transaction(async (tx) => {
    await lockRow(plan, context, tx, wanted);
    await overridesOf(context.modules, plan.record).beforeWithdraw?.({ key, reason }, context, tx);
    await sql`
      update ${plan.table} t set revision = revision + 1, valid_from = ${now}, recorded_at = ${now},
        recorded_by = ${context.actor.id}, source = ${formSource}, reason = ${reason}, withdrawn_at = ${now}
      where ${plan.key.at} = ${key}
    `.execute(tx);
    await noteChange(plan, context, tx, { keys: [key], detail: { withdrawn: 1, reason } });
    await tellWritten(plan, context, tx, { keys: [key], source: formSource });
    return rowNow(plan, context, tx, key);
  });
}
