import { sql, type RawBuilder } from 'kysely';
import { Problem } from '../problem.ts';
import type { RecordPlan } from './plan.ts';

/**
 * Where rows are read from: the table as it is, or as it stood at an instant, the versions that were replaced since
 * then united with those that still hold.
 * @throws Problem 400 `records.no-versions` when the record keeps none
 */
export function rowsAsOf(plan: RecordPlan, asOf: string | undefined): RawBuilder<unknown> {
  if (asOf === undefined) return sql`${plan.table} t`;
  if (plan.record.versions === 'none')
    throw new Problem(400, 'records.no-versions', {
      zh: `${plan.record.title.zh}不保留历史版本，只能查看当前内容。`,
      en: `${plan.record.title.en} keeps no versions; only its present state can be read.`,
    });
  return sql`(
    select ${plan.columns} from ${plan.table} where valid_from <= ${asOf}
    union all
    select ${plan.columns} from ${plan.history} where valid_from <= ${asOf} and valid_to > ${asOf}
  ) t`;
}
