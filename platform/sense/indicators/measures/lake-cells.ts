import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Compiling, SideCell, Slice } from './compile.ts';
import { lakeSide } from './lake-store.ts';
import { compilingOf } from './measures.ts';
import { liesInLake } from './read-side.ts';
import { rolledUp, rollsUp } from './roll-up-store.ts';
import type { MeasureDefinition } from './shapes.ts';

type Side = 'numerator' | 'denominator';

/** What the lake said of a measure's own periods before its transaction began: one store is not held while another is read. */
export type LakeRead = ReadonlyMap<Side, readonly SideCell[]>;

const sides: readonly Side[] = ['numerator', 'denominator'];

/** Reads the sides of a measure that lie in the lake. @param starts first days of its own periods; all when absent */
export async function readLakeFirst(
  context: Context,
  measure: MeasureDefinition,
  starts: readonly string[] | undefined,
): Promise<LakeRead> {
  const read = new Map<Side, readonly SideCell[]>();
  for (const side of sides) {
    const aggregate = measure[side];
    if (!aggregate) continue;
    const compiling = await compilingOf(context, context.db, aggregate);
    if (!liesInLake(compiling)) continue;
    const slice = { grain: measure.grain, starts };
    read.set(side, await lakeSide(context, compiling, { dimensions: measure.dimensions, side, slice }));
  }
  return read;
}

/** One side of a measure in the lake: its rows are read for its own periods, and coarser ones are made of those. */
export async function lakeCells(
  context: Context,
  db: Db,
  measure: MeasureDefinition,
  { side, slice, compiling, read }: { side: Side; slice: Slice; compiling: Compiling; read: LakeRead },
): Promise<readonly SideCell[]> {
  const known = slice.grain === measure.grain ? read.get(side) : undefined;
  if (known) return known;
  const { aggregate } = compiling;
  if (slice.grain !== measure.grain && rollsUp(aggregate))
    return rolledUp(db, measure, { side, aggregate, slice });
  return lakeSide(context, compiling, { dimensions: measure.dimensions, side, slice });
}
