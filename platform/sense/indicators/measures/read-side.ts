import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Compiling, SideCell, Slice } from './compile.ts';
import { lakeSide } from './lake-store.ts';
import { getSource } from './sources.ts';
import type { Dimension } from './shapes.ts';
import { sideQuery } from './side-query.ts';

export interface SideAsked {
  readonly dimensions: readonly Dimension[];
  readonly side: 'numerator' | 'denominator';
  readonly slice: Slice;
}

/** Where the rows of a source lie: in the store, by whose transaction they are read, or in the lake. */
export const liesInLake = ({ aggregate, find }: Pick<Compiling, 'aggregate' | 'find'>): boolean =>
  getSource(aggregate.record, find).kind === 'dataset';

/** One side of a measure that is counted from rows, wherever they lie. */
export async function countSide(
  context: Context,
  db: Db,
  compiling: Compiling,
  asked: SideAsked,
): Promise<SideCell[]> {
  // What it asks of the store it asks in the same transaction.
  if (liesInLake(compiling)) return lakeSide({ ...context, db }, compiling, asked);
  const { dimensions, side, slice } = asked;
  return (await sideQuery(compiling, dimensions, side, slice).execute(db)).rows;
}
