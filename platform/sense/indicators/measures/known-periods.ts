import type { Db } from '#kernel/db';
import { listKnown } from './cell-store.ts';
import type { FinerPeriods } from './compile.ts';
import { endOf } from './periods.ts';
import { isRatio, type Grain, type MeasureDefinition } from './shapes.ts';
import { holdsStock } from './stocks.ts';

/** Whether it is made from sources that can have rows of different periods. */
function hasTwoSources({ numerator, denominator, derived }: MeasureDefinition): boolean {
  if (derived) {
    const terms = [...derived.numerator, ...(derived.denominator ?? [])];
    return new Set(terms.map(({ measure }) => measure)).size > 1;
  }
  if (!numerator || !denominator) return false;
  return numerator.record !== denominator.record || numerator.time !== denominator.time;
}

/**
 * Whether its coarser periods leave finer ones out: a ratio of what happened, from two sources. A sum counts all there is, and
 * what stands at the end of a year is no sum of months.
 */
export const leavesOut = (
  measure: MeasureDefinition,
  measures: ReadonlyMap<string, MeasureDefinition>,
): boolean => isRatio(measure) && !holdsStock(measure, measures) && hasTwoSources(measure);

/** The other measures, for one that is counted from rows: none of them is asked. */
export const noOthers: ReadonlyMap<string, MeasureDefinition> = new Map();

/**
 * The measure's own periods that count in coarser ones: those in which every source has rows. A year of which one source tells
 * nothing before June is June to December on both sides of a ratio. A sum divides by nothing: it counts all there is.
 * @param of.measures every measure by its code
 * @param of.starts first days of the coarser periods, in order; all when absent
 * @returns undefined where all count: at its own grain, for a sum, and where it is made from one source
 */
export async function knownPeriods(
  db: Db,
  measure: MeasureDefinition,
  of: {
    readonly grain: Grain;
    readonly starts: readonly string[] | undefined;
    readonly measures: ReadonlyMap<string, MeasureDefinition>;
  },
): Promise<FinerPeriods | undefined> {
  const { grain, starts, measures } = of;
  if (grain === measure.grain || !leavesOut(measure, measures)) return undefined;
  const last = starts?.at(-1);
  const stretch = last === undefined ? undefined : { from: starts?.[0] ?? last, until: endOf(last, grain) };
  const wanted = { measure: measure.code, grain: measure.grain, stretch };
  return { grain: measure.grain, starts: await listKnown(db, wanted) };
}
