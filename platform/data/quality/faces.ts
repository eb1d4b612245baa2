import { literal, parquetWith, quoted } from '#engines/duckdb-text';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { maskValue } from '#kernel/record-server';
import type { Text } from '#kernel/texts';
import { getDatasetEver } from '#platform/data/catalogue';
import { dueFrom } from './due.ts';
import type { Dimension } from './rule.ts';
import * as store from './store.ts';
import { tellOwner, tellOwnerOf } from './tell-owner.ts';
import { tellFindings } from './tell-written.ts';

/** A row as it came out of the check: normal values, null where missing. */
export interface CheckedRow {
  readonly row: number;
  readonly key: string;
  readonly values: Readonly<Record<string, string | null>>;
}

/** Rows of a batch that are looked through by one reading of its file. */
const window = 40_000;

/**
 * The rows of a checked batch that no blocking rule holds back, in their order, in pieces of at most `size`.
 * The file is read in stretches of row numbers, which its own statistics find, so that a large batch is not sorted
 * once a piece.
 * @param from.after row number after which to begin: 0 for all
 */
export async function* checkedRows(
  context: Context,
  from: { readonly dataset: string; readonly batch: string; readonly after: number; readonly size: number },
): AsyncIterable<CheckedRow[]> {
  const dataset = await getDatasetEver(context.db, from.dataset);
  const path = await context.lake.path('checked', from.dataset, `${from.batch}.parquet`);
  const names = dataset.fields.map(({ name }) => name);
  const read = (sql: string) => context.lake.session((session) => session.rows(sql));
  const [found] = await read(`select max(_row) as last from read_parquet(${literal(path)})`);
  const last = Number(found?.['last'] ?? 0);
  for (let after = from.after; after < last; after += window) {
    const rows = await read(`select _row, ${names.map(quoted).join(', ')} from ${parquetWith(path, names)}
      where not _blocked and _row > ${after} and _row <= ${after + window} order by _row`);
    for (let at = 0; at < rows.length; at += from.size)
      yield rows.slice(at, at + from.size).map((row) => ({
        row: Number(row['_row']),
        key: (row[dataset.key] as string | null) ?? '',
        values: Object.fromEntries(names.map((name) => [name, (row[name] as string | null) ?? null])),
      }));
  }
}

/** Something wrong that another organ found in a row: a contradiction between sources, say. Values are masked here. */
export interface RaisedFinding {
  readonly dataset: string;
  readonly batch: string;
  readonly row: number;
  readonly key: string;
  readonly rule: string;
  readonly dimension: Dimension;
  readonly severity: 'block' | 'warn';
  readonly field: string;
  readonly value: string | null;
  readonly suggestion: string | null;
  readonly title: Text;
  readonly message: Text;
  readonly simulated: boolean;
  /** When the batch of the row was handed in. */
  readonly at: string;
}

const daysToMend = 10;

/** Returns findings to the owners of their rows, with their task, in the transaction given. How many are new. */
export async function raiseFindings(
  context: Context,
  tx: Db,
  raised: readonly RaisedFinding[],
): Promise<number> {
  const [first] = raised;
  if (!first) return 0;
  const dataset = await getDatasetEver(tx, first.dataset);
  const due = (await dueFrom(tx, context.clock.now().toISOString()))(daysToMend);
  const mask = (name: string, value: string | null) => {
    const field = dataset.fields.find((each) => each.name === name);
    const open = field?.sensitivity === 'public' || field?.sensitivity === 'internal';
    return open ? value : (maskValue(value, field?.mask ?? 'hidden') as string | null);
  };
  const put = await store.putFindings(
    tx,
    raised.map((each) => {
      const label = dataset.fields.find((field) => field.name === each.field)?.label ?? {
        zh: each.field,
        en: each.field,
      };
      return {
        title_zh: each.title.zh,
        title_en: each.title.en,
        value: mask(each.field, each.value),
        suggestion: mask(each.field, each.suggestion),
        field_zh: label.zh,
        field_en: label.en,
        dataset: each.dataset,
        owner: dataset.provider,
        severity: each.severity,
        dimension: each.dimension,
        rule: each.rule,
        message_zh: each.message.zh,
        message_en: each.message.en,
        batch: each.batch,
        row: each.row,
        row_key: each.key,
        found_at: each.at,
        due_on: due,
        simulated: each.simulated,
      };
    }),
  );
  for (const [source, some] of Map.groupBy(put, (each) => each.source))
    await tellFindings(context, tx, { keys: some.map(({ id }) => id), source });
  await tellOwner(context, tx, dataset);
  return put.filter(({ fresh }) => fresh).length;
}

/**
 * Closes findings that another organ raised, for rows that it has now found in order, with the batch as their proof.
 * @returns how many were closed
 */
export async function proveMended(
  context: Context,
  tx: Db,
  proof: {
    readonly dataset: string;
    readonly batch: string;
    /** When the batch was handed in. */
    readonly spokenAt: string;
    readonly rule: string;
    readonly rows: readonly { key: string; row: number }[];
  },
): Promise<number> {
  const at = context.clock.now().toISOString();
  const mended = proof.rows.map(({ key, row }) => ({ rowKey: key, row, rule: proof.rule }));
  const closed = await store.closeFindings(tx, { ...proof, at }, mended);
  await tellFindings(context, tx, { keys: closed, source: `batch:${proof.batch}` });
  if (closed.length > 0) await tellOwner(context, tx, await getDatasetEver(tx, proof.dataset));
  return closed.length;
}

/**
 * Closes what another organ raised under a rule and now, having looked at all rows, no longer finds: whichever side it
 * was that changed. What was waived stays so.
 * @param looked.seen keys of the rows in which it still finds it
 * @param looked.source what found it out, `reconciliation:insured-residents-1a2b`
 * @returns how many were closed
 */
export async function closeUnseen(
  context: Context,
  tx: Db,
  looked: {
    readonly dataset: string;
    readonly rule: string;
    readonly seen: ReadonlySet<string>;
    readonly source: string;
  },
): Promise<number> {
  const { dataset, rule, seen, source } = looked;
  const standing = await store.standingOfRule(tx, dataset, rule);
  const gone = standing.filter((key) => !seen.has(key));
  if (gone.length === 0) return 0;
  const at = context.clock.now().toISOString();
  const closed = await store.closeKeys(tx, { dataset, rule, keys: gone }, { at, source });
  await tellFindings(context, tx, { keys: closed, source });
  await tellOwnerOf(context, tx, dataset);
  return closed.length;
}

/**
 * Closes what another organ raised under rules that it no longer has, or no longer asks of a dataset.
 * @param gone.prefix with which the ids of its rules begin
 * @param gone.stands whether a rule is still asked of a dataset
 */
export async function closeGone(
  context: Context,
  tx: Db,
  gone: {
    readonly prefix: string;
    readonly stands: (dataset: string, rule: string) => boolean;
    readonly source: string;
  },
): Promise<void> {
  for (const { dataset, rule } of await store.standingRulesOf(tx, gone.prefix))
    if (!gone.stands(dataset, rule))
      await closeUnseen(context, tx, { dataset, rule, seen: new Set(), source: gone.source });
}
