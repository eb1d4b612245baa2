import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound } from '#kernel/problem';
import { readRow, writeRows } from '#kernel/record-server';
import type { Dataset } from './dataset.ts';
import { Entry } from './records.ts';
import * as store from './store.ts';
import { remeasure } from './thematic-keep.ts';

/** @throws Problem 404 `request.not-found` */
export async function getDataset(db: Db, code: string): Promise<Dataset> {
  const found = await store.findDataset(db, code);
  if (!found) throw notFound({ zh: '数据集', en: 'dataset' }, code);
  return found;
}

/** Undefined for one that is not, or no longer, in the catalogue. */
export const findDataset = (db: Db, code: string): Promise<Dataset | undefined> =>
  store.findDataset(db, code);

/** All datasets of the city, in order of their codes. */
export const listDatasets = (db: Db): Promise<Dataset[]> => store.listDatasets(db);

export interface Delivery {
  /** Rows of the dataset as it now stands. */
  readonly rows: number;
  /** Share of rows that break no blocking rule, 0–100. */
  readonly good?: number;
  /** When the last delivery came, ISO. */
  readonly at: string;
  readonly batch: string;
}

/** Tells the catalogue how fresh and how good a dataset is; part of the transaction that found it out. */
export async function noteDelivery(
  context: Context,
  tx: Db,
  code: string,
  delivery: Delivery,
): Promise<void> {
  const entry = await readRow(context, tx, Entry, code);
  if (!entry) return;
  const { meta, ...values } = entry;
  // One that was checked late says nothing of when the newest came.
  const before = values.deliveredAt ?? '';
  await writeRows(
    context,
    tx,
    Entry,
    [
      {
        ...values,
        rows: delivery.rows,
        good: delivery.good ?? values.good ?? null,
        deliveredAt: Date.parse(before) > Date.parse(delivery.at) ? before : delivery.at,
      },
    ],
    {
      source: `batch:${delivery.batch}`,
      simulated: meta.simulated,
    },
  );
  await remeasure(context, tx, code);
}
