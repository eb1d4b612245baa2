import type { Context } from '#kernel/context';
import type { LineageDataset } from '#kernel/lineage';
import { definePoint } from '#kernel/point';

/** A batch, as far as whoever brought it knows it again. */
export interface BroughtBatch {
  readonly id: string;
  readonly dataset: string;
  /** SHA-256 of its bytes. */
  readonly file: string;
}

/** What a module knows of the way by which a batch came, for its lineage: the slip on which it was handed over. */
export interface BroughtBy {
  readonly kind: string;
  readonly find: (context: Context, batch: BroughtBatch) => Promise<readonly LineageDataset[]>;
}

/** `contributes: [contribute(broughtByPoint, …)]`. */
export const broughtByPoint = definePoint<BroughtBy>('ingestion.brought-by');
