import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { RecordPlan } from '../record/plan.ts';
import { likePrefix } from '../record/like.ts';
import type { Condition } from '../record/scope.ts';
import { waysOf, type Predicate } from './predicate.ts';
import { holdersOf, relationView } from './relations.ts';

/** Each holder is a way of its own: the index then gives the subjects in their order, and a page needs no sort. */
function relatedWays(plan: RecordPlan, context: Context, kind: string, by: string): Condition[] {
  const view = relationView(context);
  if (!view) return [];
  const now = context.clock.now().toISOString();
  return holdersOf(context.actor).map(
    (holder) => sql`exists (select from ${sql.table(view)} r
      where r.subject = ${plan.field(by).at} and r.kind = ${kind} and r.holder = ${holder}
        and r.begins_at <= ${now} and (r.ends_at is null or r.ends_at > ${now}))`,
  );
}

const either = (ways: readonly Condition[]): Condition =>
  ways.length === 0 ? sql`false` : sql`(${sql.join(ways, sql` or `)})`;

/** A predicate as a condition on rows called `t`. */
export function toPostgres(plan: RecordPlan, context: Context, predicate: Predicate): Condition {
  if (typeof predicate === 'boolean') return sql.lit(predicate);
  if ('is' in predicate) return sql`${plan.field(predicate.is).at} = ${predicate.value}`;
  if ('begins' in predicate)
    return sql`${plan.field(predicate.begins).at} like ${likePrefix(predicate.prefix)}`;
  if ('related' in predicate) return either(relatedWays(plan, context, predicate.related, predicate.by));
  if ('own' in predicate) return sql`(${predicate.own})`;
  const joined = 'any' in predicate ? predicate.any : predicate.all;
  const parts = joined.map((part) => toPostgres(plan, context, part));
  return 'any' in predicate ? either(parts) : sql`(${sql.join(parts, sql` and `)})`;
}

/** The same as separate conditions of which one at least must hold, each with an index of its own; never none. */
export function toWays(plan: RecordPlan, context: Context, predicate: Predicate): readonly Condition[] {
  const ways = waysOf(predicate).flatMap((way) =>
    typeof way === 'object' && 'related' in way
      ? relatedWays(plan, context, way.related, way.by)
      : [toPostgres(plan, context, way)],
  );
  return ways.length === 0 ? [sql`false`] : ways;
}
