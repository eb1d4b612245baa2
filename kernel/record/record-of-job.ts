import type { Context } from '../context.ts';
import { notFound } from '../problem.ts';
import { planOf, type RecordPlan } from './plan.ts';
import { recordRegistry } from './registry.ts';

/** The plan of a record that a job names. @throws Problem 404 when no module mounts it any more */
export function mountedPlan(context: Context, id: string): RecordPlan {
  const found = recordRegistry(context.modules).get(id);
  if (!found) throw notFound({ zh: '登记册', en: 'record' }, id);
  return planOf(found.record);
}

export const rowUnit = { zh: '行', en: 'rows' };
