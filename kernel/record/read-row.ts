import { sql } from 'kysely';
import type { Context, Services } from '../context.ts';
import type { Db } from '../db/index.ts';
import type { Permission } from '../operation.ts';
import { notFound } from '../problem.ts';
import type { AnyRecord, Row } from './define.ts';
import { disclose, unmasked, type Disclosure } from './disclosure.ts';
import { noteLook } from './looks.ts';
import { planOf, type RecordPlan } from './plan.ts';
import { allOf } from './read-page.ts';
import { apiRow, type ApiRow, type RawRow } from './rows.ts';
import { scopeCondition, type Condition } from './scope.ts';
import { rowsAsOf } from './source.ts';

export interface RowWanted {
  readonly key: string;
  /** Only if it lies in the scope in which the actor holds this. */
  readonly permission?: Permission;
  readonly asOf?: string | undefined;
  /** Whose flags are read with it. */
  readonly disclosure?: Disclosure;
  /** Keeps others from changing it until the transaction ends. */
  readonly lock?: boolean;
}

/** The row of a key as it stands in the store, or undefined when there is none (in scope). */
export async function findRaw(
  plan: RecordPlan,
  context: Context,
  db: Db,
  wanted: RowWanted,
): Promise<RawRow | undefined> {
  const conditions: Condition[] = [sql`${plan.key.at} = ${wanted.key}`];
  const scope = wanted.permission ? scopeCondition(plan, context, wanted.permission) : undefined;
  if (scope) conditions.push(scope);
  const { rows } = await sql<RawRow>`
    select ${plan.select}${wanted.disclosure?.flags ?? sql``} from ${rowsAsOf(plan, wanted.asOf)} where ${allOf(conditions)}
    ${wanted.lock ? sql`for update` : sql``}
  `.execute(db);
  return rows[0];
}

/**
 * One row for this reader, masked, noted in the ledger. A row out of scope is not there.
 * @throws Problem 404 `request.not-found`
 */
export async function getRow(
  plan: RecordPlan,
  context: Context,
  wanted: { readonly key: string; readonly asOf?: string | undefined; readonly reveal?: 'no' | 'yes' },
): Promise<ApiRow> {
  const disclosure = await disclose(plan, context, wanted.reveal === 'yes');
  const raw = await findRaw(plan, context, context.db, {
    key: wanted.key,
    asOf: wanted.asOf,
    permission: plan.record.rights.read,
    disclosure,
  });
  if (!raw) throw notFound(plan.record.title, wanted.key);
  await noteLook(plan, context, { operation: 'get', rows: [raw], disclosure });
  return apiRow(plan, raw, disclosure);
}

/**
 * Rows for a module's own reckoning: unmasked, of every scope, withdrawn ones left out, without a ledger entry.
 * Whoever calls this answers for what leaves the module.
 * @param db the transaction, or `context.db` outside of one
 * @returns the rows that are there, in no order
 */
export async function readRows<R extends AnyRecord>(
  _context: Services,
  db: Db,
  record: R,
  keys: readonly string[],
): Promise<Row<R>[]> {
  const plan = planOf(record);
  if (keys.length === 0) return [];
  const { rows } = await sql<RawRow>`
    select ${plan.select} from ${plan.table} t
    where ${plan.key.at} = any(${[...new Set(keys)]}::text[]) and t.withdrawn_at is null
  `.execute(db);
  return rows.map((raw) => apiRow(plan, raw, unmasked) as unknown as Row<R>);
}

/** As `readRows`, for one key. */
export async function readRow<R extends AnyRecord>(
  context: Services,
  db: Db,
  record: R,
  key: string,
): Promise<Row<R> | undefined> {
  return (await readRows(context, db, record, [key]))[0];
}

/** As `readRow`, whether or not the row was withdrawn: what rests on it goes on as it was. */
export async function readRowEver<R extends AnyRecord>(
  _context: Services,
  db: Db,
  record: R,
  key: string,
): Promise<Row<R> | undefined> {
  const plan = planOf(record);
  const { rows } = await sql<RawRow>`
    select ${plan.select} from ${plan.table} t where ${plan.key.at} = ${key}`.execute(db);
  return rows[0] && (apiRow(plan, rows[0], unmasked) as unknown as Row<R>);
}

/**
 * As `readRow`, and nobody else changes it until the transaction ends.
 * @param permission only if it lies in the scope in which the actor holds this; of every scope when absent
 */
// oxlint-disable-next-line max-params -- `readRow` with one condition more
export async function lockRow<R extends AnyRecord>(
  context: Context,
  tx: Db,
  record: R,
  key: string,
  permission?: Permission,
): Promise<Row<R> | undefined> {
  const plan = planOf(record);
  const raw = await findRaw(plan, context, tx, { key, lock: true, ...(permission && { permission }) });
  const there = raw && raw.metaWithdrawnAt === null;
  return there ? (apiRow(plan, raw, unmasked) as unknown as Row<R>) : undefined;
}
