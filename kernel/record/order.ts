import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../context.ts';
import { Problem } from '../problem.ts';
import type { Cursor } from './cursor.ts';
import { isOrderable, requireOrderable } from './disclosure.ts';
import type { PlannedField, RecordPlan } from './plan.ts';
import type { Condition } from './scope.ts';

/**
 * The order of a list. Ascending puts rows without a value last, descending puts them first:
 * so one index (field, key) serves both, read forward or backward.
 */
export interface Order {
  /** As asked: `-builtOn`. */
  readonly name: string;
  readonly field: PlannedField;
  readonly descending: boolean;
}

function defaultOrder(plan: RecordPlan, context: Context): PlannedField {
  const names = plan.record.list.orders.map((name) => plan.field(name));
  return names.find((each) => isOrderable(plan, context, each)) ?? plan.key;
}

/**
 * @param asked a declared order, `-` before it for descending; without it the first declared that the reader may use
 * @throws Problem 400 `records.unknown-order`, 403 `records.may-not-filter`
 */
export function orderOf(plan: RecordPlan, context: Context, asked: string | undefined): Order {
  if (!asked) {
    const field = defaultOrder(plan, context);
    return { name: field.name, field, descending: false };
  }
  const descending = asked.startsWith('-');
  const name = descending ? asked.slice(1) : asked;
  if (!plan.record.list.orders.includes(name) && name !== plan.record.key)
    throw new Problem(
      400,
      'records.unknown-order',
      { zh: `不能按 ${name} 排序。`, en: `There is no order by ${name}.` },
      { orders: plan.record.list.orders },
    );
  const field = plan.field(name);
  requireOrderable(plan, context, field);
  return { name: asked, field, descending };
}

export const directionOf = ({ descending }: Order): RawBuilder<unknown> =>
  descending ? sql`desc` : sql`asc`;

export function orderBy(plan: RecordPlan, order: Order): RawBuilder<unknown> {
  const direction = directionOf(order);
  if (order.field === plan.key) return sql`${plan.key.at} ${direction}`;
  return sql`${order.field.at} ${direction}, ${plan.key.at} ${direction}`;
}

/** The ordering value as text, exact enough to go on from. */
export const orderValue = (order: Order): RawBuilder<unknown> => sql`${order.field.at}::text`;

const bound = (order: Order, text: string): string | boolean =>
  order.field.field.kind === 'boolean' ? text === 'true' : text;

/**
 * What is still to come after a cursor, as one or two stretches to be read one after the other:
 * rows with a value and rows without one cannot be had from one index range.
 */
export function stretches(plan: RecordPlan, order: Order, after: Cursor | undefined): readonly Condition[] {
  if (!after) return [sql`true`];
  const beyond = order.descending ? sql`<` : sql`>`;
  const { at } = order.field;
  if (order.field === plan.key) return [sql`${plan.key.at} ${beyond} ${after.key}`];
  const keyed = sql`(${at} is null and ${plan.key.at} ${beyond} ${after.key})`;
  if (after.value === null) return order.descending ? [keyed, sql`${at} is not null`] : [keyed];
  const valued = sql`(${at}, ${plan.key.at}) ${beyond} (${bound(order, after.value)}, ${after.key})`;
  return order.descending ? [valued] : [valued, sql`${at} is null`];
}
