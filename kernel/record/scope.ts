import { sql, type RawBuilder } from 'kysely';
import { scopeOf, type Actor } from '../actor.ts';
import type { Context } from '../context.ts';
import type { Permission } from '../operation.ts';
import { divisionPrefix } from './division-code.ts';
import { overridesOf } from './registry.ts';
import type { RecordPlan } from './plan.ts';

/** A condition on rows called `t`. */
export type Condition = RawBuilder<unknown>;

const none: Condition = sql`false`;

/** The text with the wildcards of LIKE taken for themselves. */
export const likePrefix = (text: string): string => `${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/** Whether all rows are the actor's to see under a permission, so that no condition is needed. */
function seesAll(plan: RecordPlan, actor: Actor, permission: Permission): boolean {
  if (permission === 'public') return true;
  const scope = scopeOf(actor, permission);
  return scope === 'city' || (scope !== undefined && plan.record.rights.scope?.undivided === true);
}

/** A missing field of the record or of the actor means no row, never every row. */
function declaredScope(plan: RecordPlan, actor: Actor, permission: Permission): Condition {
  const rule = plan.record.rights.scope ?? {};
  const scope = scopeOf(actor, permission);
  if (scope === 'department' && rule.department && actor.organisation)
    return sql`${plan.field(rule.department).at} = ${actor.organisation}`;
  if (scope === 'division' && rule.division && actor.division)
    return sql`${plan.field(rule.division).at} like ${likePrefix(divisionPrefix(actor.division))}`;
  if (scope === 'own' && rule.own) return sql`${plan.field(rule.own).at} = ${actor.id}`;
  return none;
}

/**
 * The rows that the actor may see or write under a permission, as SQL.
 * @returns undefined when that is every row
 */
export function scopeCondition(
  plan: RecordPlan,
  context: Context,
  permission: Permission,
): Condition | undefined {
  const own = overridesOf(context.modules, plan.record).rows?.(context, permission);
  if (own) return own;
  if (seesAll(plan, context.actor, permission)) return undefined;
  return declaredScope(plan, context.actor, permission);
}
