import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { readRow, readRowEver, writeRows } from '#kernel/record-server';
import type { Dataset } from './dataset.ts';
import { datasetDescribed } from './events.ts';
import { limitedBy, limitsOf, putLimit } from './limit-store.ts';
import { exceeds, type SharingLimit } from './limits.ts';
import { entryOf, termsOf } from './load.ts';
import { Entry } from './records.ts';
import * as store from './store.ts';
import { remeasure } from './thematic-keep.ts';

/**
 * What a dataset is, also one that has left the catalogue: rows that joined, findings and batches are read by it.
 * @throws Problem 404 `request.not-found`
 */
export async function getDatasetEver(db: Db, code: string): Promise<Dataset> {
  const found = await store.findDescribed(db, code);
  if (!found) throw notFound({ zh: '数据集', en: 'dataset' }, code);
  return found.dataset;
}

/** Undefined for one that is not, or no longer, in the catalogue. */
export async function findDataset(db: Db, code: string): Promise<Dataset | undefined> {
  const found = await store.findDescribed(db, code);
  return found?.withdrawn === false ? found.dataset : undefined;
}

/** For whoever collects, gives out or offers anew. @throws Problem 404 `request.not-found` for one that has left the catalogue */
export async function getDatasetInForce(db: Db, code: string): Promise<Dataset> {
  const found = await findDataset(db, code);
  if (!found) throw notFound({ zh: '数据集', en: 'dataset' }, code);
  return found;
}

/** Whether a description of this origin is in force. */
export async function isInForce(db: Db, code: string, origin: string): Promise<boolean> {
  const found = await store.findDescribed(db, code);
  return found?.withdrawn === false && found.origin === origin;
}

/** Who has a code in the catalogue, or had: another's is not taken. */
export async function providerOfCode(
  context: Context,
  db: Db,
  code: string,
): Promise<{ readonly provider: string; readonly kind: 'dataset' | 'record' } | undefined> {
  const entry = await readRowEver(context, db, Entry, code);
  return entry && { provider: entry.provider, kind: entry.kind };
}

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

async function requireWithinLimits(tx: Db, dataset: Dataset): Promise<void> {
  const limits = (await limitsOf(tx, dataset.code)).get(dataset.code) ?? [];
  const broken = limits.find((each) => exceeds(dataset, each));
  if (!broken) return;
  const { basis } = broken;
  throw new Problem(
    409,
    'catalogue.limited',
    {
      zh: `不能这样共享或开放：${basis}`,
      en: `It cannot be shared or opened so: ${basis}`,
    },
    { basis },
  );
}

/**
 * Holds a dataset back to what those allow by whose word some of it came; part of the transaction that took it in. It is then
 * shared and opened no further, whatever its description says, and a description that gives more is refused.
 */
export async function limitSharing(context: Context, tx: Db, limit: SharingLimit): Promise<void> {
  await putLimit(tx, limit, context.clock.now().toISOString());
  const found = await store.findDescribed(tx, limit.dataset);
  const entry = await readRow(context, tx, Entry, limit.dataset);
  if (!found || found.withdrawn || !entry) return;
  const row = { code: limit.dataset, ...termsOf(found.dataset) };
  await writeRows(context, tx, Entry, [row], { source: limit.origin, simulated: entry.meta.simulated });
}

/** The datasets that are held back by a word. @param origin `sources.contract:<code>` */
export const datasetsLimitedBy = (db: Db, origin: string): Promise<string[]> => limitedBy(db, origin);

/**
 * Puts a department's description of a dataset in force, in place of what stood under its code; what was counted of it stays.
 * From then on it is collected, checked and shared by it.
 * @param origin whose word it is, kept as the source of the entry: `cataloguing:<code>`
 * @throws Problem 409 `catalogue.limited` when it gives more than a contract leaves by which some of it came
 */
export async function publishDataset(
  context: Context,
  tx: Db,
  dataset: Dataset,
  { origin, simulated }: { readonly origin: string; readonly simulated: boolean },
): Promise<void> {
  const { code, provider } = dataset;
  await requireWithinLimits(tx, dataset);
  const known = await readRow(context, tx, Entry, code);
  const { rows = null, good = null, deliveredAt = null } = known ?? {};
  await store.putDataset(tx, dataset, origin);
  const publishedOn = dayOf(context, context.clock.now());
  const entry = { ...entryOf(dataset), rows, good, deliveredAt, publishedOn };
  await writeRows(context, tx, Entry, [entry], { source: origin, simulated });
  await context.emit(tx, datasetDescribed, {
    key: code,
    payload: { dataset: code, provider, state: 'published' },
  });
}

/** Takes a dataset that a department described out of force; what was delivered of it stays where it lies. */
export async function withdrawDataset(
  context: Context,
  tx: Db,
  dataset: { readonly code: string; readonly provider: string },
  { origin, reason }: { readonly origin: string; readonly reason: string },
): Promise<void> {
  const { code, provider } = dataset;
  const stamp = { at: context.clock.now().toISOString(), by: context.actor.id, source: origin, reason };
  await store.endDataset(tx, code);
  await store.withdrawEntry(tx, code, stamp);
  const detail = { withdrawn: 1, keys: [code], source: origin };
  await context.ledger(tx, { action: 'change', resource: Entry.id, subjects: [], detail });
  await context.emit(tx, datasetDescribed, {
    key: code,
    payload: { dataset: code, provider, state: 'withdrawn' },
  });
}
