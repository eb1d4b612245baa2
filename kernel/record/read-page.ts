import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { readCursor, writeCursor, type Cursor } from './cursor.ts';
import { disclose, noteLook } from './disclosure.ts';
import { filterConditions, type RowQuery } from './filters.ts';
import { orderBy, orderOf, orderValue, stretches, type Order } from './order.ts';
import type { RecordPlan } from './plan.ts';
import { apiRow, keyOf, type ApiRow, type RawRow } from './rows.ts';
import { scopeCondition, type Condition } from './scope.ts';
import { rowsAsOf } from './source.ts';

/** Counting stops one past this. */
export const countCap = 10_000;

export interface PageQuery extends RowQuery {
  readonly order?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
  readonly asOf?: string | undefined;
  readonly reveal?: 'no' | 'yes';
}

export interface Page {
  readonly items: ApiRow[];
  readonly next: string | null;
  readonly total: { readonly value: number; readonly capped: boolean };
  readonly asOf: string;
}

type OrderedRow = RawRow & { readonly metaOrder: string | null };

export const allOf = (conditions: readonly Condition[]): Condition =>
  conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);

/** Filters and scope together. */
export function rowConditions(plan: RecordPlan, context: Context, query: RowQuery): Condition[] {
  const scope = scopeCondition(plan, context, plan.record.rights.read);
  const conditions = filterConditions(plan, context, query);
  return scope ? [scope, ...conditions] : conditions;
}

interface Reading {
  readonly plan: RecordPlan;
  readonly context: Context;
  readonly from: Condition;
  readonly conditions: readonly Condition[];
}

async function count({ context, from, conditions }: Reading): Promise<Page['total']> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from (select from ${from} where ${allOf(conditions)} limit ${countCap + 1}) counted
  `.execute(context.db);
  const value = Number(rows[0]?.n ?? 0);
  return { value: Math.min(value, countCap), capped: value > countCap };
}

/** How many rows there are for this reader, up to the cap. */
export const countRows = (plan: RecordPlan, context: Context, query: RowQuery): Promise<Page['total']> =>
  count({
    plan,
    context,
    from: rowsAsOf(plan, undefined),
    conditions: rowConditions(plan, context, query),
  });

/** One row more than the page holds, to know whether another page follows. */
async function fetchRows(reading: Reading, order: Order, after: Cursor | undefined, limit: number) {
  const { plan, context, from, conditions } = reading;
  const found: OrderedRow[] = [];
  for (const stretch of stretches(plan, order, after)) {
    const { rows } = await sql<OrderedRow>`
      select ${plan.select}, ${orderValue(order)} as "metaOrder" from ${from}
      where ${allOf([...conditions, stretch])}
      order by ${orderBy(plan, order)} limit ${limit + 1 - found.length}
    `.execute(context.db);
    found.push(...rows);
    if (found.length > limit) break;
  }
  return found;
}

/** A short first page has counted itself. */
const counted = (rows: number, limit: number): Page['total'] | undefined =>
  rows <= limit ? { value: rows, capped: false } : undefined;

/**
 * One page of a record for this reader: filtered, in a declared order, in scope, masked, noted in the ledger.
 * Pages follow each other by the last row's value and key, so rows that come meanwhile neither repeat nor hide others.
 */
export async function readPage(plan: RecordPlan, context: Context, query: PageQuery): Promise<Page> {
  const { limit, asOf } = query;
  const disclosure = disclose(plan, context, query.reveal === 'yes');
  const order = orderOf(plan, context, query.order);
  const after = query.after ? readCursor(query.after, order.name) : undefined;
  const reading = {
    plan,
    context,
    from: rowsAsOf(plan, asOf),
    conditions: rowConditions(plan, context, query),
  };
  const found = await fetchRows(reading, order, after, limit);
  const total = after?.total ?? counted(found.length, limit) ?? (await count(reading));
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  const next = last
    ? writeCursor({ order: order.name, value: last.metaOrder, key: keyOf(plan, last), total })
    : null;
  const keys = shown.map((row) => keyOf(plan, row));
  await noteLook(plan, context, { operation: 'list', keys, revealed: disclosure.revealed });
  return {
    items: shown.map((row) => apiRow(plan, row, disclosure)),
    next,
    total,
    asOf: asOf ?? context.clock.now().toISOString(),
  };
}
