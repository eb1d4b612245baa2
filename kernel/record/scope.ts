import type { RawBuilder } from 'kysely';
import type { Context } from '../context.ts';
import type { Permission } from '../operation.ts';
import { rowsFor } from '../policy/policy.ts';
import { toPostgres, toWays, type Way } from '../policy/postgres.ts';
import type { Predicate } from '../policy/predicate.ts';
import type { RecordPlan } from './plan.ts';
import { overridesOf } from './registry.ts';

/** A condition on rows called `t`. */
export type Condition = RawBuilder<unknown>;

/** What the policy of a record says to the reader's or writer's actor, before it is written as SQL. */
export const rowsOf = (plan: RecordPlan, context: Context, permission: Permission): Predicate =>
  rowsFor(
    plan.record,
    context.actor,
    permission,
    overridesOf(context.modules, plan.record).rows?.(context, permission),
  );

/**
 * The rows that the actor may see or write under a permission, as SQL.
 * @returns undefined when that is every row
 */
export function scopeCondition(
  plan: RecordPlan,
  context: Context,
  permission: Permission,
): Condition | undefined {
  const rows = rowsOf(plan, context, permission);
  return rows === true ? undefined : toPostgres(plan, context, rows);
}

/** The same as ways in, of which one at least must hold: a page reads each by its own index. */
export function scopeWays(plan: RecordPlan, context: Context): readonly Way[] {
  const rows = rowsOf(plan, context, plan.record.rights.read);
  return rows === true ? [] : toWays(plan, context, rows);
}
