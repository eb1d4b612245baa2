import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Compiling, SideCell, Slice } from './compile.ts';
import { datasetNamed } from './dataset-source.ts';
import { lakeSide } from './lake-store.ts';
import { compilingOf } from './measures.ts';
import { leavesOut, noOthers } from './known-periods.ts';
import { countSide, liesInLake } from './read-side.ts';
import { rolledUp, rollsUp } from './roll-up-store.ts';
import { sidesOf } from './touched-store.ts';
import { grainsOf, type Aggregate, type Grain, type MeasureDefinition } from './shapes.ts';

type Side = 'numerator' | 'denominator';

/** What the lake said of a measure before its transaction began, by side and grain: one store is not held while another is read. */
export type LakeRead = ReadonlyMap<string, readonly SideCell[]>;

const keyOf = (side: Side, grain: Grain): string => `${side} ${grain}`;

const sides: readonly Side[] = ['numerator', 'denominator'];

/** Whether any of its rows lie in the lake. */
export const isFromLake = (measure: MeasureDefinition): boolean =>
  sidesOf(measure).some(({ record }) => datasetNamed(record) !== undefined);

/** Grains at which rows are read: at its own, and where coarser ones do not follow from that, and leave none of it out, at each. */
const readAt = (measure: MeasureDefinition, aggregate: Aggregate): readonly Grain[] =>
  rollsUp(aggregate) || leavesOut(measure, noOthers) ? [measure.grain] : grainsOf(measure.grain);

/** Reads the sides of a measure that lie in the lake. @param startsAt first days of what is asked for at a grain; all when absent */
export async function readLake(
  context: Context,
  measure: MeasureDefinition,
  startsAt: (grain: Grain) => readonly string[] | undefined,
): Promise<LakeRead> {
  const read = new Map<string, readonly SideCell[]>();
  const { dimensions } = measure;
  for (const side of sides) {
    const aggregate = measure[side];
    if (!aggregate) continue;
    const compiling = await compilingOf(context, context.db, aggregate);
    if (!liesInLake(compiling)) continue;
    for (const grain of readAt(measure, aggregate)) {
      const slice = { grain, starts: startsAt(grain) };
      read.set(keyOf(side, grain), await lakeSide(context, compiling, { dimensions, side, slice }));
    }
  }
  return read;
}

/** One side of a measure in the lake: as it was read, made of what is kept of its own periods, or read now. */
export async function lakeCells(
  context: Context,
  db: Db,
  measure: MeasureDefinition,
  { side, slice, compiling, read }: { side: Side; slice: Slice; compiling: Compiling; read: LakeRead },
): Promise<readonly SideCell[]> {
  const known = read.get(keyOf(side, slice.grain));
  if (known) return known;
  const { aggregate } = compiling;
  return rollsUp(aggregate)
    ? rolledUp(db, measure, { side, aggregate, slice })
    : countSide(context, db, compiling, { dimensions: measure.dimensions, side, slice });
}
