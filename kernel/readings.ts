import type { Context } from './context.ts';
import { definePoint } from './point.ts';

/** What one reader took of some resources, summed up. */
export interface Reading {
  /** Code of the organisation for which it was read; null for nobody's. */
  readonly organisation: string | null;
  /** The system that read by itself; null where people of the organisation did, who are not told apart here. */
  readonly client: { readonly id: string; readonly name: string } | null;
  /** How often, and how many rows in all. */
  readonly reads: number;
  readonly rows: number;
  /** ISO. */
  readonly lastAt: string;
}

/** Whoever keeps account of what was read tells it by reader: the ledger. */
export interface ReadingSource {
  /**
   * Rows of resources that were handed to others since an instant, by reader, who read most first.
   * @param of.since ISO
   */
  readonly read: (
    context: Context,
    of: { readonly resources: readonly string[]; readonly since: string },
  ) => Promise<readonly Reading[]>;
}

/** `contributes: [contribute(readingsPoint, …)]`. */
export const readingsPoint = definePoint<ReadingSource>('kernel.readings');
