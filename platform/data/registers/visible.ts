import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { RecordOf } from '#kernel/record';
import { planOf, scopeCondition } from '#kernel/record-server';
import { existsWithin } from './scope-store.ts';

/** Whether the asker may see this row of a register, for the operations that a register has beside its record's own. */
// oxlint-disable-next-line max-params -- in this context, of this record, this row; inside of a transaction by it
export function isVisible(
  context: Context,
  record: object,
  key: string,
  db: Db = context.db,
): Promise<boolean> {
  const plan = planOf(record as RecordOf);
  const within = scopeCondition(plan, context, plan.record.rights.read);
  return existsWithin(db, { table: plan.record.table, key }, within);
}
