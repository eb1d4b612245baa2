import { createHash } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Dataset } from '#platform/data/catalogue';
import type { Batch } from './contract.ts';
import type { BatchRow } from './store.ts';

/**
 * Named by what it holds: the same bytes for the same dataset are the same batch.
 * @param after the batch that stood between, when they come again
 */
export const batchId = (dataset: string, file: string, after?: string): string =>
  `B${createHash('sha256')
    .update([dataset, file, ...(after === undefined ? [] : [after])].join('\n'))
    .digest('hex')
    .slice(0, 20)}`;

/** Where the rows of a batch lie in the lake. */
export const batchPath = (context: Pick<Context, 'lake'>, dataset: string, batch: string): Promise<string> =>
  context.lake.path('batches', dataset, `${batch}.parquet`);

/** A batch as the API gives it. */
export function shapeBatch(row: BatchRow, dataset: Dataset | undefined): Batch {
  return {
    id: row.id,
    dataset: row.dataset,
    datasetTitle: dataset?.title ?? { zh: row.dataset, en: row.dataset },
    provider: row.provider,
    mode: row.mode,
    status: row.status,
    filename: row.filename,
    format: row.layout.format,
    encoding: row.layout.format === 'csv' ? row.layout.encoding : null,
    bytes: row.bytes,
    rows: row.rows,
    unreadable: row.unreadable,
    good: row.good,
    bad: row.bad,
    simulated: row.simulated,
    job: row.job,
    problem: row.problem,
    handedInBy: row.handed_in_by,
    handedInAt: row.handed_in_at,
    collectedAt: row.collected_at,
  };
}
