import { setImmediate as othersFirst } from 'node:timers/promises';
import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../context.ts';
import { askKept } from '../db/index.ts';
import { cursorUnreadable, readCursor, writeCursor, type Cursor } from './cursor.ts';
import { disclose, type Disclosure } from './disclosure.ts';
import { noteLook } from './looks.ts';
import { filterConditions, type RowQuery } from './filters.ts';
import { directionOf, orderBy, orderOf, orderValue, stretches, type Order } from './order.ts';
import type { RecordPlan } from './plan.ts';
import { apiRow, keyOf, type ApiRow, type RawRow } from './rows.ts';
import type { Way } from '../policy/postgres.ts';
import { scopeCondition, scopeWays, type Condition } from './scope.ts';
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
  /** Of these one at least must hold; none for every row. */
  readonly ways: readonly Way[];
  readonly filters: readonly Condition[];
  /** Nothing was asked for but the page: its plan is the same whoever reads it. */
  readonly plain: boolean;
}

const readingOf = (
  plan: RecordPlan,
  context: Context,
  query: RowQuery & { asOf?: string | undefined },
): Reading => ({
  plan,
  context,
  from: rowsAsOf(plan, query.asOf),
  ways: scopeWays(plan, context),
  filters: filterConditions(plan, context, query),
  plain: !query.q && !query.source && plan.record.list.filters.every((name) => !isAsked(query, name)),
});

const isAsked = (query: RowQuery, name: string): boolean =>
  ['', '.from', '.to'].some((end) => query[`${name}${end}`] !== undefined);

/** Personal fields by which rows were asked for: whether somebody is there or not tells of them too, masked or not. */
const personalAsked = (plan: RecordPlan, query: PageQuery, order: Order): string[] => {
  const { filters, search = [] } = plan.record.list;
  const asked = [
    ...filters.filter((name) => isAsked(query, name)),
    ...(query.q === undefined ? [] : search),
    order.field.name,
  ];
  return [...new Set(asked)].filter((name) => plan.field(name).personal);
};

/** The pages that are opened all day are planned once. */
const askPage = async <R>({ context, plain }: Reading, statement: RawBuilder<R>): Promise<readonly R[]> =>
  plain ? askKept(context.db, statement) : (await statement.execute(context.db)).rows;

/** Whether rows come by ways of their own; otherwise the one way, or none, is a condition beside the others. */
const isByWays = ({ ways }: Reading): boolean => ways.length > 1 || ways.some(({ joined }) => joined);
const conditionsOf = ({ ways, filters }: Reading): Condition[] => [
  ...ways.map(({ condition }) => condition),
  ...filters,
];

/**
 * The keys of all ways together, at most `most` from each. Each way is then read along its own index: `a or b` in one
 * condition would have the store walk rows that are nobody's.
 */
const keysOfWays = (
  { plan, from, ways, filters }: Reading,
  {
    after,
    order,
    guessed,
  }: { readonly after: Condition; readonly order?: Order; readonly guessed?: boolean },
  tail: RawBuilder<unknown>,
): RawBuilder<unknown> =>
  sql.join(
    ways.map((way) =>
      guessed && way.candidates
        ? sql`(select distinct ${plan.key.at} as key from ${way.candidates} where ${after} ${tail})`
        : sql`(select ${plan.key.at} as key from ${from}${way.joined?.(order?.field === plan.key ? after : sql`true`) ?? sql``}
          where ${allOf([way.condition, ...filters, after])} ${tail})`,
    ),
    sql` union `,
  );

/** Up to one past the cap. */
async function countTo(reading: Reading): Promise<number> {
  const { from } = reading;
  const most = sql`limit ${countCap + 1}`;
  const counted = isByWays(reading)
    ? keysOfWays(reading, { after: sql`true` }, most)
    : sql`select from ${from} where ${allOf(conditionsOf(reading))} ${most}`;
  const rows = await askPage(reading, sql<{ n: number }>`select count(*) as n from (${counted}) counted`);
  return Number(rows[0]?.n ?? 0);
}

/** Where one way alone goes past the cap, the others need not be united with it. */
async function count(reading: Reading): Promise<Page['total']> {
  const capped = { value: countCap, capped: true };
  const { ways } = reading;
  for (const way of ways.length > 1 ? ways : [])
    if ((await countTo({ ...reading, ways: [way] })) > countCap) return capped;
  const value = await countTo(reading);
  return value > countCap ? capped : { value, capped: false };
}

/** How many rows there are for this reader, up to the cap. */
export const countRows = (plan: RecordPlan, context: Context, query: RowQuery): Promise<Page['total']> =>
  count(readingOf(plan, context, query));

interface Stretch {
  readonly order: Order;
  readonly after: Condition;
  readonly limit: number;
}

/** The conditions of one stretch of a page. */
function stretchConditions(reading: Reading, { order, after, limit }: Stretch): Condition[] {
  const { plan } = reading;
  if (!isByWays(reading)) return [...conditionsOf(reading), after];
  const tail = sql`order by ${orderBy(plan, order)} limit ${limit}`;
  const keys = keysOfWays(reading, { after, order }, tail);
  if (order.field !== plan.key) return [sql`${plan.key.at} in (${keys})`];
  // In the order of the key, what stands first among the keys is the page: no other row is fetched.
  return [
    sql`${plan.key.at} in (select key from (${keys}) ways order by key ${directionOf(order)} limit ${limit})`,
  ];
}

/** PostgreSQL's class 22: a value that is none of its type. A cursor that we wrote holds none such. */
const isDataError = (error: unknown): boolean => String((error as { code?: unknown }).code).startsWith('22');

/**
 * A stretch in the order of the key, its keys read from what opens its rows alone: no row is fetched that is not on the page.
 * @returns undefined when a key among them has no row any more: then each must be asked for with its row
 */
async function guessRows(reading: Reading, stretch: Stretch, selected: RawBuilder<unknown>) {
  const { plan, from, filters } = reading;
  const { order, after, limit } = stretch;
  const tail = sql`order by ${orderBy(plan, order)} limit ${limit}`;
  const keys = keysOfWays(reading, { after, order, guessed: true }, tail);
  const rows = await askPage(
    reading,
    sql<OrderedRow>`select ${selected} from
      (select key from (${keys}) ways order by key ${directionOf(order)} limit ${limit}) guessed
      left join ${from} on ${allOf([sql`${plan.key.at} = guessed.key`, ...filters])}
      order by guessed.key ${directionOf(order)}`,
  );
  return rows.some((row) => row.metaOrder === null) ? undefined : rows;
}

/** With filters asked for, most keys would have no row. */
const mayGuess = ({ plan, ways, plain }: Reading, order: Order): boolean =>
  plain && order.field === plan.key && ways.some(({ candidates }) => candidates);

async function stretchRows(reading: Reading, stretch: Stretch, disclosure: Disclosure) {
  const { plan, from } = reading;
  const { order, limit } = stretch;
  const selected = sql`${plan.select}${disclosure.flags}, ${orderValue(order)} as "metaOrder"`;
  const guessed = mayGuess(reading, order) ? await guessRows(reading, stretch, selected) : undefined;
  if (guessed) return guessed;
  return askPage(
    reading,
    sql<OrderedRow>`
      select ${selected} from ${from}
      where ${allOf(stretchConditions(reading, stretch))}
      order by ${orderBy(plan, order)} limit ${limit}`,
  );
}

/** One row more than the page holds, to know whether another page follows. */
async function fetchRows(
  reading: Reading,
  page: { readonly order: Order; readonly after: Cursor | undefined; readonly limit: number },
  disclosure: Disclosure,
) {
  const { plan } = reading;
  const { order, limit } = page;
  const found: OrderedRow[] = [];
  for (const after of stretches(plan, order, page.after)) {
    const stretch = { order, after, limit: limit + 1 - found.length };
    const rows = await stretchRows(reading, stretch, disclosure).catch((error: unknown) => {
      throw page.after && isDataError(error) ? cursorUnreadable() : error;
    });
    found.push(...rows);
    if (found.length > limit) break;
  }
  return found;
}

type Total = Page['total'];

/**
 * How many rows there are: a later page brings it along, a short first one has counted itself. Any other is counted, where the
 * store answers several statements at a time while its rows are read: should it turn out to be short, there was little to count.
 * @returns asked with the number of rows that were found
 */
function totalOf(
  reading: Reading,
  after: Cursor | undefined,
  limit: number,
): (found: number) => Total | Promise<Total> {
  if (after) return () => after.total;
  const { concurrentSessions } = reading.context.store.capabilities;
  const beside = concurrentSessions ? count(reading) : undefined;
  // Of a page that cannot be read nobody is told how many rows there are.
  beside?.catch(() => undefined);
  return (found) => (found <= limit ? { value: found, capped: false } : (beside ?? count(reading)));
}

/**
 * One page of a record for this reader: filtered, in a declared order, in scope, masked, noted in the ledger.
 * Pages follow each other by the last row's value and key, so rows that come meanwhile neither repeat nor hide others.
 */
export async function readPage(plan: RecordPlan, context: Context, query: PageQuery): Promise<Page> {
  const { limit, asOf } = query;
  const disclosure = await disclose(plan, context, query.reveal === 'yes');
  const order = orderOf(plan, context, query.order);
  const after = query.after ? readCursor(query.after, order.name) : undefined;
  const reading = readingOf(plan, context, query);
  const total = totalOf(reading, after, limit);
  const found = await fetchRows(reading, { order, after, limit }, disclosure);
  const shown = found.slice(0, limit);
  const asked = personalAsked(plan, query, order);
  const noted = noteLook(plan, context, {
    operation: 'list',
    rows: shown,
    disclosure,
    ...(asked.length > 0 && { detail: { asked } }),
  });
  const done = Promise.all([total(found.length), noted]);
  // The statements go out before the rows are made ready.
  await othersFirst();
  const items = shown.map((row) => apiRow(plan, row, disclosure));
  const [counted] = await done;
  const last = found.length > limit ? shown.at(-1) : undefined;
  const next = last
    ? writeCursor({ order: order.name, value: last.metaOrder, key: keyOf(plan, last), total: counted })
    : null;
  return {
    items,
    next,
    total: counted,
    asOf: asOf ?? context.clock.now().toISOString(),
  };
}
