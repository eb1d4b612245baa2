import type { Context } from '#kernel/context';
import type { RecordOf } from '#kernel/record';
import { planOf, scopeCondition } from '#kernel/record-server';
import { existsWithin } from './scope-store.ts';

/** Whether the asker may see this row of a register, for the operations that a register has beside its record's own. */
export function isVisible(context: Context, record: object, key: string): Promise<boolean> {
  const plan = planOf(record as RecordOf);
  const within = scopeCondition(plan, context, plan.record.rights.read);
  return existsWithin(context.db, { table: plan.record.table, key }, within);
}
