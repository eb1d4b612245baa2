import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../context.ts';
import type { Db } from '../db/index.ts';
import { checkFields, type Candidate } from './check-values.ts';
import { invalid } from './fault.ts';
import { formSource, lockRow, refuse, rowNow, writePermission } from './form.ts';
import { maskValue } from './mask.ts';
import type { Incoming } from './overrides.ts';
import type { RecordPlan } from './plan.ts';
import { overridesOf } from './registry.ts';
import { valuesOf, type ApiRow, type RawRow } from './rows.ts';
import { writeBatch } from './write-rows.ts';

const blank = (value: unknown): unknown => value ?? null;

/** What really differs from the row; a masked value sent back as it was shown is no change. */
export function differences(plan: RecordPlan, before: Incoming, after: Incoming): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => {
      const each = plan.record.fields[name];
      const same = isDeepStrictEqual(blank(before[name]), blank(value));
      const shownMasked =
        each && plan.field(name).personal && value !== null && maskValue(before[name], each.mask) === value;
      return !same && !shownMasked;
    }),
  );
}

const keyIsFixed = (plan: RecordPlan) =>
  invalid(
    [
      {
        row: 0,
        field: plan.key.name,
        code: 'records.key-fixed',
        detail: {
          zh: `${plan.key.field.label.zh}不能修改；如有误，请撤销此行后另行新增。`,
          en: `${plan.key.field.label.en} cannot be changed. If it is wrong, withdraw the row and add another.`,
        },
      },
    ],
    true,
  );

/** What shall be written of a change: the module's own step sees the row whole, the rest sees what differs. */
async function changeOf(
  plan: RecordPlan,
  context: Context,
  tx: Db,
  change: { readonly present: RawRow; readonly values: Incoming },
): Promise<Candidate> {
  const before = valuesOf(plan, change.present);
  refuse(checkFields(plan, { row: 0, values: change.values, simulated: false }));
  const given = differences(plan, before, change.values);
  if (given[plan.key.name] !== undefined) throw keyIsFixed(plan);
  const { beforeWrite } = overridesOf(context.modules, plan.record);
  const mended = beforeWrite ? await beforeWrite({ ...before, ...given }, context, tx) : given;
  const values = { ...differences(plan, before, mended), [plan.key.name]: before[plan.key.name] };
  return { row: 0, values, simulated: false };
}

/**
 * Changes fields of one row, if it is still the revision that the form showed.
 * @throws Problem 404, 409 `records.changed-meanwhile` with the present row, 409 `records.withdrawn`, 422, 403
 */
export async function changeRow(
  plan: RecordPlan,
  context: Context,
  change: { readonly key: string; readonly revision: number; readonly values: Incoming },
): Promise<ApiRow> {
  return context.transaction(async (tx) => {
    const present = await lockRow(plan, context, tx, change);
    const candidate = await changeOf(plan, context, tx, { present, values: change.values });
    const outcome = await writeBatch(plan, context, tx, {
      candidates: [candidate],
      writing: { source: formSource, permission: writePermission(plan), computed: true, mended: true },
    });
    refuse(outcome.faults);
    return rowNow(plan, context, tx, change.key);
  });
}
