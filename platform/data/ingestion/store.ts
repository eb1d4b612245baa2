import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Db } from '#kernel/db';
import type { BatchMode, BatchStatus } from './contract.ts';
import type { FileLayout } from './layout.ts';

export type Mapping = Readonly<Record<string, string | null>>;

type BatchTable = {
  id: string;
  dataset: string;
  provider: string;
  mode: BatchMode;
  status: BatchStatus;
  filename: string;
  file: string;
  layout: FileLayout;
  headers: readonly string[];
  mapping: Mapping | null;
  bytes: number;
  rows: number | null;
  unreadable: number;
  good: number | null;
  bad: number | null;
  simulated: boolean;
  job: string | null;
  problem: unknown;
  handed_in_by: string;
  handed_in_at: string;
  collected_at: string | null;
};

type Tables = {
  'ingestion.batch': BatchTable;
  'ingestion.unreadable_line': { batch: string; line: number; code: string };
  'ingestion.remembered_mapping': { dataset: string; headers: string; mapping: Mapping; used_at: string };
};

export type BatchRow = Selectable<BatchTable>;

const tables = (db: Db) => db.withTables<Tables>();
const json = (value: unknown): never => JSON.stringify(value) as never;

export const findBatch = (db: Db, id: string): Promise<BatchRow | undefined> =>
  tables(db).selectFrom('ingestion.batch').selectAll().where('id', '=', id).executeTakeFirst();

type NewBatch = Pick<
  BatchRow,
  | 'id'
  | 'dataset'
  | 'provider'
  | 'mode'
  | 'filename'
  | 'file'
  | 'layout'
  | 'headers'
  | 'bytes'
  | 'simulated'
  | 'handed_in_by'
  | 'handed_in_at'
>;

/** Notes a delivery; the same content again leaves what stands, unless it was only looked at before. */
export async function putPreviewed(db: Db, batch: NewBatch): Promise<void> {
  const given = { ...batch, layout: json(batch.layout), headers: json(batch.headers) };
  await tables(db)
    .insertInto('ingestion.batch')
    .values({ ...given, status: 'previewed', unreadable: 0 } as never)
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet(given as never)
        .where('ingestion.batch.status', 'in', ['previewed', 'failed', 'cancelled']),
    )
    .execute();
}

export async function changeBatch(db: Db, id: string, change: Partial<BatchRow>): Promise<void> {
  const { mapping, problem, ...rest } = change;
  await tables(db)
    .updateTable('ingestion.batch')
    .set({
      ...rest,
      ...(mapping === undefined ? {} : { mapping: json(mapping) }),
      ...(problem === undefined ? {} : { problem: json(problem) }),
    })
    .where('id', '=', id)
    .execute();
}

const given = ['previewed', 'failed', 'cancelled'] as const;

/** The newest batch of a dataset that was taken for collecting. */
export const newestTaken = (db: Db, dataset: string): Promise<Pick<BatchRow, 'id' | 'file'> | undefined> =>
  tables(db)
    .selectFrom('ingestion.batch')
    .select(['id', 'file'])
    .where('dataset', '=', dataset)
    .where('status', 'not in', given)
    .orderBy('handed_in_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Batches of a dataset that are being collected, with the job that does it. */
export const collecting = (db: Db, dataset: string): Promise<Pick<BatchRow, 'id' | 'job'>[]> =>
  tables(db)
    .selectFrom('ingestion.batch')
    .select(['id', 'job'])
    .where('dataset', '=', dataset)
    .where('status', '=', 'collecting')
    .execute();

export async function isTaken(db: Db, id: string): Promise<boolean> {
  const batch = await findBatch(db, id);
  return batch !== undefined && !given.some((status) => status === batch.status);
}

/**
 * Takes a batch for collecting, if nobody did before: of two who ask at once one gets it.
 * @returns whether it was taken
 */
export async function takeBatch(db: Db, id: string, mapping: Mapping): Promise<boolean> {
  const taken = await tables(db)
    .updateTable('ingestion.batch')
    .set({ status: 'collecting', mapping: json(mapping), problem: null })
    .where('id', '=', id)
    .where('status', 'in', ['previewed', 'failed', 'cancelled'])
    .returning('id')
    .executeTakeFirst();
  return taken !== undefined;
}

export interface BatchFilter {
  readonly dataset: string | undefined;
  readonly status: BatchStatus | undefined;
  readonly provider: string | undefined;
  /** Instant and id of the last one of the page before. */
  readonly after: { readonly at: string; readonly id: string } | undefined;
  readonly limit: number;
}

/** Deliveries, the newest first. */
export async function listBatches(db: Db, filter: BatchFilter): Promise<BatchRow[]> {
  const { dataset, status, provider, after } = filter;
  let query = tables(db).selectFrom('ingestion.batch').selectAll().where('status', '<>', 'previewed');
  if (dataset !== undefined) query = query.where('dataset', '=', dataset);
  if (status !== undefined) query = query.where('status', '=', status);
  if (provider !== undefined) query = query.where('provider', '=', provider);
  if (after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('handed_in_at', 'id'), '<', tuple(after.at, after.id)),
    );
  return query.orderBy('handed_in_at', 'desc').orderBy('id', 'desc').limit(filter.limit).execute();
}

export async function replaceUnreadable(
  db: Db,
  batch: string,
  lines: readonly { line: number; code: string }[],
): Promise<void> {
  await tables(db).deleteFrom('ingestion.unreadable_line').where('batch', '=', batch).execute();
  if (lines.length === 0) return;
  await tables(db)
    .insertInto('ingestion.unreadable_line')
    .values(lines.map((each) => ({ batch, ...each })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export const unreadableOf = (db: Db, batch: string) =>
  tables(db)
    .selectFrom('ingestion.unreadable_line')
    .select(['line', 'code'])
    .where('batch', '=', batch)
    .orderBy('line')
    .execute();

/** A digest: an index takes no text as long as the headers of a wide sheet. */
const headersKey = (headers: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(headers)).digest('hex');

export async function rememberedMapping(
  db: Db,
  dataset: string,
  headers: readonly string[],
): Promise<Mapping | undefined> {
  const row = await tables(db)
    .selectFrom('ingestion.remembered_mapping')
    .select('mapping')
    .where('dataset', '=', dataset)
    .where('headers', '=', headersKey(headers))
    .executeTakeFirst();
  return row?.mapping;
}

export async function rememberMapping(
  db: Db,
  remembered: { dataset: string; headers: readonly string[]; mapping: Mapping; at: string },
): Promise<void> {
  const mapping = json(remembered.mapping);
  await tables(db)
    .insertInto('ingestion.remembered_mapping')
    .values({
      dataset: remembered.dataset,
      headers: headersKey(remembered.headers),
      mapping,
      used_at: remembered.at,
    })
    .onConflict((conflict) =>
      conflict.columns(['dataset', 'headers']).doUpdateSet({ mapping, used_at: remembered.at }),
    )
    .execute();
}

/** Whether every delivery of a dataset is the simulator's. */
export async function allSimulated(db: Db, dataset: string): Promise<boolean> {
  const real = await tables(db)
    .selectFrom('ingestion.batch')
    .select('id')
    .where('dataset', '=', dataset)
    .where('simulated', '=', false)
    .where('rows', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return real === undefined;
}
