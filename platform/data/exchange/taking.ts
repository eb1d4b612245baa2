import type { Context } from '#kernel/context';
import { readGranted, type Source } from './granted-rows.ts';
import { heldRows } from './held-rows.ts';
import { firstAfter, Packing, sliceOf, type PackedRows } from './packed-rows.ts';
import type { InForce } from './standing.ts';

export interface Reading {
  readonly agreement: InForce;
  readonly source: Source;
  /** Place of the last row of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

export interface Taken {
  readonly rows: PackedRows;
  readonly isLast: boolean;
}

/** Cut to what may leave. */
export const cutTo = ({ rows, isLast }: Taken, most: number): Taken =>
  rows.count <= most ? { rows, isLast } : { rows: sliceOf(rows, 0, most), isLast: false };

async function takeFromLake(context: Context, { source, after, limit }: Reading): Promise<Taken> {
  const packing = new Packing();
  await context.lake.session(async (session) => {
    // One more than wanted tells whether there is a next page.
    for await (const rows of readGranted(session, source, { after, limit: limit + 1 })) packing.add(rows);
  });
  return cutTo({ rows: packing.done(), isLast: true }, limit);
}

/** The next rows of an agreement, in its order, as they would leave. */
export async function take(context: Context, reading: Reading): Promise<Taken> {
  const { agreement, source, after, limit } = reading;
  const held = heldRows(context, agreement, source);
  if (!held) return takeFromLake(context, reading);
  const from = firstAfter(held, after);
  const to = Math.min(held.count, from + limit);
  return { rows: sliceOf(held, from, to), isLast: to === held.count };
}

/** Where the next page begins; null when there is none. */
export const nextAfter = ({ rows, isLast }: Taken): string | null =>
  isLast ? null : (rows.places.at(-1) ?? null);
