import type { Context } from '../context.ts';
import { Problem } from '../problem.ts';
import { formSource, refuse, rowNow, writePermission } from './form.ts';
import type { Incoming } from './overrides.ts';
import type { RecordPlan } from './plan.ts';
import { findRaw } from './read-row.ts';
import { keyOf, type ApiRow } from './rows.ts';
import { writeBatch } from './write-rows.ts';

const exists = (plan: RecordPlan, key: string): Problem =>
  new Problem(
    409,
    'records.exists',
    {
      zh: `已有${plan.record.title.zh} ${key}，没有新增。请修改已有的，或换一个编号。`,
      en: `There is a ${plan.record.title.en} ${key} already; nothing was added. Change that one, or choose another key.`,
    },
    { key },
  );

/**
 * Adds one row as a form gives it; a withdrawn key comes back to life.
 * @throws Problem 409 `records.exists`, 422 `records.invalid`, 403 `records.outside-scope`
 */
export async function createRow(plan: RecordPlan, context: Context, values: Incoming): Promise<ApiRow> {
  const permission = writePermission(plan);
  const { read } = plan.record.rights;
  return context.transaction(async (tx) => {
    const key = keyOf(plan, values);
    const present = await findRaw(plan, context, tx, { key, lock: true });
    // That a row is there is said to those who may read it; to others it lies outside of what they may write.
    if (present?.metaWithdrawnAt === null && (await findRaw(plan, context, tx, { key, permission: read })))
      throw exists(plan, key);
    const outcome = await writeBatch(plan, context, tx, {
      candidates: [{ row: 0, values, simulated: false }],
      writing: { source: formSource, permission, computed: false },
    });
    refuse(outcome.faults);
    if (present?.metaWithdrawnAt === null) throw exists(plan, key);
    if ((present ? outcome.changed : outcome.created) !== 1) throw exists(plan, key);
    return rowNow(plan, context, tx, outcome.writtenKeys[0] ?? key);
  });
}
