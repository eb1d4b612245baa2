import type { Context } from '#kernel/context';
import { getDatasetInForce, type Dataset } from '#platform/data/catalogue';
import { isSimulated } from '#platform/data/ingestion';
import { standingRows, type StandingRows } from '#platform/data/quality';

/** A dataset as it is described and delivered at this moment. */
export interface DatasetFacts {
  readonly dataset: Dataset;
  readonly rows: StandingRows | undefined;
  readonly simulated: boolean;
}

/** What is known of its deliveries by whoever has just asked. */
export interface Deliveries {
  readonly checked: Readonly<Record<string, string>>;
  readonly simulated: boolean;
}

/** @throws Problem 404 when the catalogue has it no longer */
export async function datasetFacts(
  context: Context,
  code: string,
  known?: Deliveries,
): Promise<DatasetFacts> {
  const dataset = await getDatasetInForce(context.db, code);
  if (known) {
    const rows = await standingRows(context, dataset, { checked: new Map(Object.entries(known.checked)) });
    return { dataset, rows, simulated: known.simulated };
  }
  const [rows, simulated] = await Promise.all([
    standingRows(context, dataset),
    isSimulated(context.db, code),
  ]);
  return { dataset, rows, simulated };
}
