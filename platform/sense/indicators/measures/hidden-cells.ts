import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { listStretch, type KeptCell } from './cell-store.ts';
import { endOf } from './periods.ts';
import { countingsOf, hiddenAbove, hiddenIn } from './secrecy.ts';
import type { Grain, MeasureDefinition } from './shapes.ts';
import { seesWhole } from './source-rights.ts';

interface Kept {
  readonly grain: Grain;
  readonly cells: readonly KeptCell[];
  readonly from: string;
  readonly to: string;
}

/** Keys of what is hidden from whoever may not read every row of the sources. */
export async function hiddenFromMost(
  db: Db,
  measure: MeasureDefinition,
  { grain, cells, from, to }: Kept,
): Promise<Set<string>> {
  if (!measure.secrecy) return new Set();
  const hiding = {
    dimensions: measure.dimensions.map(({ name }) => name),
    least: measure.secrecy.least,
    countings: countingsOf(measure),
  };
  const own = await hiddenIn(cells, hiding);
  if (grain === measure.grain) return own;
  const stretch = { measure: measure.code, grain: measure.grain, from, to: endOf(to, grain) };
  const finer = await hiddenIn(await listStretch(db, stretch), hiding);
  return new Set([...own, ...hiddenAbove(cells, grain, finer)]);
}

/** Keys of what is hidden from this reader. */
export const hiddenOf = async (
  context: Context,
  measure: MeasureDefinition,
  kept: Kept,
): Promise<Set<string>> =>
  (await seesWhole(context, measure)) ? new Set() : hiddenFromMost(context.db, measure, kept);

/** The values of a dimension that invented rows count in. */
export function inventedIn(cells: readonly KeptCell[], name: string): Set<string> {
  const places = new Set(cells.flatMap(({ place, simulated }) => (simulated ? [place] : [])));
  return new Set([...places].flatMap((place) => (JSON.parse(place) as Record<string, string>)[name] ?? []));
}

/** The lines that are asked for: one, or one for each value of a dimension. */
export function placesOf(
  cells: readonly KeptCell[],
  by: string | undefined,
  where: Readonly<Record<string, string>>,
) {
  if (by === undefined) return [where];
  const names = [...Object.keys(where), by].toSorted();
  const found = new Set<string>();
  for (const { place } of cells) {
    const at = JSON.parse(place) as Record<string, string>;
    const fits =
      Object.keys(at).toSorted().join() === names.join() &&
      Object.entries(where).every(([name, value]) => at[name] === value);
    if (fits) found.add(at[by] ?? '');
  }
  return [...found].toSorted().map((value) => ({ ...where, [by]: value }));
}
