import { sql } from 'kysely';
import { literal, quoted } from '#engines/duckdb-text';
import type { Context } from '#kernel/context';
import { listDatasets, type Dataset } from '#platform/data/catalogue';

/** What a department's own row says of somebody. */
export interface DatasetValue {
  /** `rsj-insured.employer` */
  readonly item: string;
  readonly value: string;
  readonly dataset: Dataset;
}

interface Place {
  readonly dataset: string;
  readonly batch: string;
  readonly row: number;
}

/** The newest row of each of these datasets that is part of an entity by its number. */
async function newestRows({ db }: Context, entity: string, datasets: readonly string[]): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select distinct on (dataset) dataset, batch, row from registers.member
    where entity = ${entity} and dataset = any(${sql.val([...datasets])}::text[]) and how is null
    order by dataset, at desc, row_key`.execute(db);
  return rows;
}

/** Items that a department may pass on, and whose value is what it says: a code says nothing without its table. */
const mayAnswer = (dataset: Dataset, name: string): boolean => {
  const field = dataset.fields.find((each) => each.name === name);
  return (
    field !== undefined && field.type !== 'code' && dataset.share.type !== 'none' && field.share !== 'none'
  );
};

/**
 * What the datasets of departments say of a person or company of a register, for items of theirs. Whoever asks sees to the
 * right and to the ledger.
 * @param entity id in the register
 * @param items `dataset.item`; what is no item of a dataset that joins this register has no value
 */
export async function datasetValues(
  context: Context,
  entity: string,
  items: readonly string[],
): Promise<DatasetValue[]> {
  const asked = items.map(
    (item) => [item.slice(0, item.indexOf('.')), item.slice(item.indexOf('.') + 1)] as const,
  );
  const wanted = (await listDatasets(context.db)).flatMap((dataset) => {
    const names = asked.flatMap(([code, name]) =>
      code === dataset.code && mayAnswer(dataset, name) ? [name] : [],
    );
    return dataset.subject === 'none' || names.length === 0 ? [] : [{ dataset, names: [...new Set(names)] }];
  });
  if (wanted.length === 0) return [];
  const places = new Map(
    (
      await newestRows(
        context,
        entity,
        wanted.map(({ dataset }) => dataset.code),
      )
    ).map((each) => [each.dataset, each]),
  );
  const found: DatasetValue[] = [];
  for (const { dataset, names } of wanted) {
    const place = places.get(dataset.code);
    if (!place) continue;
    const path = literal(await context.lake.path('checked', dataset.code, `${place.batch}.parquet`));
    // What a blocking rule holds back by now answers nothing.
    const [row] = await context.lake.session((session) =>
      session.rows(
        `select ${names.map(quoted).join(', ')} from read_parquet(${path}) where _row = ${place.row} and not _blocked`,
      ),
    );
    for (const name of names) {
      const value = row?.[name];
      if (value !== null && value !== undefined && value !== '')
        found.push({ item: `${dataset.code}.${name}`, value: String(value), dataset });
    }
  }
  return found;
}
