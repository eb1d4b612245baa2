import { sql, type RawBuilder } from 'kysely';
import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Permission } from '#kernel/operation';

/** Comparisons of which a side is the actor's department's; all of them in the scope of the city. */
export function ofEitherSide(context: Context, permission: Permission): RawBuilder<unknown> | undefined {
  const scope = scopeOf(context.actor, permission);
  const { organisation } = context.actor;
  if (scope === 'city') return undefined;
  if (scope !== 'department' || organisation === undefined) return sql`false`;
  return sql`(t.left_owner = ${organisation} or t.right_owner = ${organisation})`;
}
