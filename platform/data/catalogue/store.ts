import type { Db } from '#kernel/db';
import { Dataset } from './dataset.ts';

type Tables = {
  'catalogue.dataset': { code: string; definition: unknown };
};

const tables = (db: Db) => db.withTables<Tables>();

export async function findDataset(db: Db, code: string): Promise<Dataset | undefined> {
  const row = await tables(db)
    .selectFrom('catalogue.dataset')
    .select('definition')
    .where('code', '=', code)
    .executeTakeFirst();
  return row && Dataset.parse(row.definition);
}

export async function listDatasets(db: Db): Promise<Dataset[]> {
  const rows = await tables(db)
    .selectFrom('catalogue.dataset')
    .select('definition')
    .orderBy('code')
    .execute();
  return rows.map((row) => Dataset.parse(row.definition));
}

/** Replaces all descriptions by these. */
export async function replaceDatasets(db: Db, datasets: readonly Dataset[]): Promise<void> {
  await tables(db).deleteFrom('catalogue.dataset').execute();
  if (datasets.length === 0) return;
  await tables(db)
    .insertInto('catalogue.dataset')
    .values(datasets.map((dataset) => ({ code: dataset.code, definition: JSON.stringify(dataset) })))
    .execute();
}
