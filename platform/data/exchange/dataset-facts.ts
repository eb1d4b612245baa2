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

/** @throws Problem 404 when the catalogue has it no longer */
export async function datasetFacts(context: Context, code: string): Promise<DatasetFacts> {
  const dataset = await getDatasetInForce(context.db, code);
  const [rows, simulated] = await Promise.all([
    standingRows(context, dataset),
    isSimulated(context.db, code),
  ]);
  return { dataset, rows, simulated };
}
