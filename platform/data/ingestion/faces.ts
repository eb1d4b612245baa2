import type { Readable } from 'node:stream';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound } from '#kernel/problem';
import { getDatasetEver } from '#platform/data/catalogue';
import { shapeBatch } from './batch-shape.ts';
import type { Batch, BatchStatus } from './contract.ts';
import { assertMapping, handIn, type HandIn } from './hand-in.ts';
import { startCollecting } from './jobs.ts';
import * as store from './store.ts';

/** @throws Problem 404 `request.not-found` */
export async function getBatch(db: Db, id: string): Promise<Batch> {
  const row = await store.findBatch(db, id);
  if (!row) throw notFound({ zh: '批次', en: 'batch' }, id);
  return shapeBatch(row, await getDatasetEver(db, row.dataset));
}

/** Tells a delivery how far the organs after it have come; part of their transaction. */
export const noteBatch = (
  tx: Db,
  id: string,
  note: { readonly status?: BatchStatus; readonly good?: number; readonly bad?: number },
): Promise<void> => store.changeBatch(tx, id, note);

/**
 * Hands a file in and starts collecting it with the columns that the catalogue's labels and aliases find:
 * what a clerk does on the page, for whoever has no page. The same content twice in a row is one batch.
 * @returns the batch, and its job unless it was collected before
 * @throws Problem 422 `ingestion.mapping` when a required column is not found
 */
export async function collectFile(
  context: Context,
  given: HandIn,
  stream: Readable,
): Promise<{ batch: string; job: string | null }> {
  const preview = await handIn(context, given, { stream });
  if (preview.alreadyImported) return { batch: preview.import, job: null };
  const mapping = Object.fromEntries(preview.mapping.map(({ field, header }) => [field, header]));
  assertMapping(await getDatasetEver(context.db, given.dataset), preview.headers, mapping);
  const job = await startCollecting(context, preview.import, mapping);
  return { batch: preview.import, job: job ?? null };
}

/** Whether all that a dataset holds was invented by the simulator. */
export const isSimulated = (db: Db, dataset: string): Promise<boolean> => store.allSimulated(db, dataset);
