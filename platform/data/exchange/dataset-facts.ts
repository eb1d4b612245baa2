import type { Context } from '#kernel/context';
import { askingTogether, type Db } from '#kernel/db';
import { getDatasetInForce, type Dataset } from '#platform/data/catalogue';
import { isSimulated } from '#platform/data/ingestion';
import { standingRows, type StandingRows } from '#platform/data/quality';

/** A dataset as it is described and delivered at this moment. */
export interface DatasetFacts {
  readonly dataset: Dataset;
  readonly rows: StandingRows | undefined;
  readonly simulated: boolean;
}

interface Asked {
  readonly context: Context;
  readonly code: string;
}

async function factsOf({ context, code }: Asked): Promise<DatasetFacts> {
  const dataset = await getDatasetInForce(context.db, code);
  const [rows, simulated] = await Promise.all([
    standingRows(context, dataset),
    isSimulated(context.db, code),
  ]);
  return { dataset, rows, simulated };
}

/** Asked once for all who ask at the same moment. */
function factsOfAll(_db: Db, asked: readonly Asked[]): Promise<DatasetFacts[]> {
  const found = new Map<string, Promise<DatasetFacts>>();
  return Promise.all(
    asked.map((each) => {
      const facts = found.get(each.code) ?? factsOf(each);
      found.set(each.code, facts);
      return facts;
    }),
  );
}

const together = askingTogether(factsOfAll, { lanes: 2, most: 200 });

/** @throws Problem 404 when the catalogue has it no longer */
export const datasetFacts = (context: Context, code: string): Promise<DatasetFacts> =>
  together(context.db, { context, code });
