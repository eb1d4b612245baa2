import type { RawBuilder } from 'kysely';
import { flowQuery, type Compiling, type SideCell, type Slice } from './compile.ts';
import type { Dimension } from './shapes.ts';
import { stockQuery } from './compile-stock.ts';

/**
 * One side of a measure over periods: a row for each period and each choice of dimensions that the source has rows in, with
 * what is added up, how many rows count, whether any is simulated, and when the newest was written.
 */
export const sideQuery = (
  compiling: Compiling,
  dimensions: readonly Dimension[],
  side: 'numerator' | 'denominator',
  slice: Slice,
): RawBuilder<SideCell> =>
  (compiling.aggregate.standing ? stockQuery : flowQuery)(compiling, dimensions, side, slice);
