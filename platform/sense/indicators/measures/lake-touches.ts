import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { getDatasetEver, type Dataset } from '#platform/data/catalogue';
import type { Compiling } from './compile.ts';
import { idOfDataset } from './dataset-source.ts';
import { lakeTouched } from './lake-store.ts';
import { compilingOf } from './measures.ts';
import type { Aggregate, MeasureDefinition } from './shapes.ts';
import { isFirstLook } from './seen-batch-store.ts';
import { sidesOf, sinceFirst } from './touched-store.ts';
import { everything } from './touches-store.ts';

interface Delivered {
  readonly dataset: Dataset;
  readonly batch: string;
}

/** Fields of a side's own rows by which a delivery finds them: its key, or those by which it is joined. */
function columnsOf({ record, joins }: Aggregate, { dataset }: Delivered): string[] {
  const id = idOfDataset(dataset.code);
  return [
    ...(record === id ? [dataset.key] : []),
    ...joins.filter((join) => join.record === id).map(({ from }) => from),
  ];
}

/** Of more than memory holds it cannot be told which periods are touched: then all are. */
const allWhereTooMany = (error: unknown): string[] => {
  if (error instanceof Problem && error.status === 507) return [everything];
  throw error;
};

async function touchedOfSide(
  context: Context,
  compiling: Compiling,
  { measure, delivered }: { readonly measure: MeasureDefinition; readonly delivered: Delivered },
): Promise<string[]> {
  const { aggregate } = compiling;
  const found = new Set<string>();
  for (const column of columnsOf(aggregate, delivered)) {
    const of = { grain: measure.grain, column, delivered };
    for (const period of await lakeTouched(context, compiling, of).catch(allWhereTooMany)) found.add(period);
  }
  return aggregate.standing ? sinceFirst(compiling, measure.grain, [...found].toSorted()) : [...found];
}

/**
 * First days of the periods that a delivery touches of each measure of its dataset, by code: those of its rows, and those in
 * which the rows lay whose place they take. A delivery that was checked before is another now, and what it was is not known:
 * all it can have touched is everything.
 */
export async function touchedByDelivery(
  context: Context,
  measures: readonly MeasureDefinition[],
  { dataset: code, batch }: { readonly dataset: string; readonly batch: string },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const touched = new Map<string, readonly string[]>();
  const id = idOfDataset(code);
  const listening = measures.filter((measure) =>
    sidesOf(measure).some(({ record, joins }) => record === id || joins.some((join) => join.record === id)),
  );
  const isFirst = await isFirstLook(context.db, { dataset: code, batch });
  if (listening.length === 0) return touched;
  const delivered = { dataset: await getDatasetEver(context.db, code), batch };
  for (const measure of listening) {
    const found = new Set<string>(isFirst ? [] : [everything]);
    for (const side of isFirst ? sidesOf(measure) : [])
      for (const period of await touchedOfSide(context, await compilingOf(context, context.db, side), {
        measure,
        delivered,
      }))
        found.add(period);
    touched.set(measure.code, [...found]);
  }
  return touched;
}
