import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../context.ts';
import type { RecordPlan } from '../record/plan.ts';
import { townshipDigits } from '../record/division-code.ts';
import type { Condition } from '../record/scope.ts';
import { waysOf, type Predicate } from './predicate.ts';
import { holdersOf, relationView } from './relations.ts';

/** A relation stands: it has begun and not ended by the platform's clock. */
function inForce(context: Context): Condition {
  const now = context.clock.now().toISOString();
  return sql`r.begins_at <= ${now} and (r.ends_at is null or r.ends_at > ${now})`;
}

interface Related {
  readonly related: string;
  readonly by: string;
}

/** `more` may keep the store from gathering every subject of a holder before it asks of a few rows. */
function stands(plan: RecordPlan, context: Context, { related, by }: Related, more = sql``): Condition {
  const view = relationView(context);
  if (!view) return sql`false`;
  return sql`exists (select from ${sql.table(view)} r
    where r.subject = ${plan.field(by).at} and r.kind = ${related}
      and r.holder = any(${[...holdersOf(context.actor)]}::text[]) and ${inForce(context)}${more})`;
}

const either = (ways: readonly Condition[]): Condition =>
  ways.length === 0 ? sql`false` : sql`(${sql.join(ways, sql` or `)})`;

/** Past every code that begins with the prefix, in the order of its bytes: the last figure, one higher. */
const pastOf = (prefix: string): string =>
  prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);

/** As a range and no pattern: a plan that is kept for any value cannot make one of `like $1`. */
const within = (at: RawBuilder<unknown>, prefix: string): Condition =>
  prefix === '' ? sql`${at} is not null` : sql`(${at} ~>=~ ${prefix} and ${at} ~<~ ${pastOf(prefix)})`;

/** `left` of it has an index of its own in which rows stand in the order of the list: see `indexes.ts`. */
const begins = (plan: RecordPlan, field: string, prefix: string): Condition =>
  prefix.length === townshipDigits && plan.record.rights.scope?.division === field
    ? sql`left(${plan.field(field).at}, ${sql.lit(townshipDigits)}) = ${prefix}`
    : within(plan.field(field).at, prefix);

function compile(plan: RecordPlan, context: Context, predicate: Predicate, more?: Condition): Condition {
  if (typeof predicate === 'boolean') return sql.lit(predicate);
  if ('is' in predicate) return sql`${plan.field(predicate.is).at} = ${predicate.value}`;
  if ('begins' in predicate) return begins(plan, predicate.begins, predicate.prefix);
  if ('related' in predicate) return stands(plan, context, predicate, more);
  if ('own' in predicate) return sql`(${predicate.own})`;
  const joined = 'any' in predicate ? predicate.any : predicate.all;
  const parts = joined.map((part) => compile(plan, context, part, more));
  return 'any' in predicate ? either(parts) : sql`(${sql.join(parts, sql` and `)})`;
}

/** A predicate as a condition on rows called `t`. */
export const toPostgres = (plan: RecordPlan, context: Context, predicate: Predicate): Condition =>
  compile(plan, context, predicate);

/** The same, asked of each of a page's few rows that were found already: never null. */
export const toFlag = (plan: RecordPlan, context: Context, predicate: Predicate): Condition =>
  sql`coalesce(${compile(plan, context, predicate, sql` offset 0`)}, false)`;

/** A way into a predicate that an index serves: what rows called `t` are joined with, and what must hold of them. */
export interface Way {
  /** @param beyond a condition on the key alone, which the store does not carry over to what is joined by itself */
  readonly joined?: (beyond: Condition) => Condition;
  /**
   * What to read in place of the rows when only their keys are asked for: rows called `t` that hold the key alone, among
   * them such as the record no longer has.
   */
  readonly candidates?: Condition;
  readonly condition: Condition;
}

/**
 * Each holder is a way of its own, which begins with the relations: their index gives the subjects in their order, once
 * each, so that a page by its key reads no more of them than it shows.
 */
function relatedWays(plan: RecordPlan, context: Context, { related, by }: Related): Way[] {
  const view = relationView(context);
  if (!view) return [];
  const { at, column } = plan.field(by);
  const id = sql.id(column);
  const isKey = by === plan.record.key;
  return holdersOf(context.actor).map((holder) => {
    const subjects = sql`(select r.subject as ${id} from ${sql.table(view)} r
        where r.kind = ${related} and r.holder = ${holder} and ${inForce(context)}) t`;
    return {
      joined: (beyond) => sql` join (select distinct t.${id} as subject from ${subjects}
        where ${isKey ? beyond : sql`true`}) related on related.subject = ${at}`,
      ...(isKey && { candidates: subjects }),
      condition: sql`true`,
    };
  });
}

/** The same as separate ways of which one at least must hold, each with an index of its own; never none. */
export function toWays(plan: RecordPlan, context: Context, predicate: Predicate): readonly Way[] {
  const ways = waysOf(predicate).flatMap((way) =>
    typeof way === 'object' && 'related' in way
      ? relatedWays(plan, context, way)
      : [{ condition: toPostgres(plan, context, way) }],
  );
  return ways.length === 0 ? [{ condition: sql`false` }] : ways;
}
