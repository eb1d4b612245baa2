import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import { parquetWith, quoted } from '#engines/duckdb-text';
import type { Context } from '#kernel/context';
import { listDatasets, type Dataset } from '#platform/data/catalogue';

/** What a department's own row says of somebody. */
export interface DatasetValue {
  /** `rsj-insured.employer` */
  readonly item: string;
  readonly value: string;
  readonly dataset: Dataset;
  /** When it was so: of the delivery, ISO. */
  readonly at: string;
}

interface Places {
  readonly dataset: string;
  readonly batch: string;
  readonly at: string;
  readonly rows: readonly number[];
}

/** What the newest delivery of each of these datasets that speaks of an entity has as parts of it by its number. */
async function newestRows({ db }: Context, entity: string, datasets: readonly string[]): Promise<Places[]> {
  const { rows } = await sql<Places>`
    select dataset, batch, max(at) as at, array_agg(row order by row) as rows from (
      select dataset, batch, row, at, rank() over (partition by dataset order by at desc, batch desc) as age
      from registers.member
      where entity = ${entity} and dataset = any(${sql.val([...datasets])}::text[]) and how is null
    ) known where age = 1 group by dataset, batch`.execute(db);
  return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }));
}

/**
 * What these rows say, item by item; where they do not all say the same, nothing: which of two insurances or firms is asked
 * about, only who answers knows. What a blocking rule holds back by now answers nothing either.
 */
async function saidBy(
  { lake, log }: Context,
  { dataset, batch, rows }: Places,
  names: readonly string[],
): Promise<Readonly<Record<string, unknown>>> {
  const path = await lake.path('checked', dataset, `${batch}.parquet`);
  if (!existsSync(path)) {
    // What the register and other departments say is no worse for it.
    log.error({ dataset, batch }, 'a delivery that the register refers to is not in the lake');
    return {};
  }
  const said = names.map((name) => {
    const text = `coalesce(${quoted(name)}, '')`;
    return `case when min(${text}) = max(${text}) then min(${text}) end as ${quoted(name)}`;
  });
  // What was delivered before an item was thought of has no such column.
  const [row] = await lake.session((session) =>
    session.rows(
      `select ${said.join(', ')} from ${parquetWith(path, names)} where _row in (${rows.join(', ')}) and not _blocked`,
    ),
  );
  return row ?? {};
}

/** Items that a department may pass on, and whose value is what it says: a code says nothing without its table. */
export const mayAnswer = (dataset: Dataset, name: string): boolean => {
  const field = dataset.fields.find((each) => each.name === name);
  return (
    field !== undefined && field.type !== 'code' && dataset.share.type !== 'none' && field.share !== 'none'
  );
};

/**
 * What the datasets of departments say of a person or company of a register, for items of theirs. Whoever asks sees to the
 * right and to the ledger. Of each dataset the newest delivery that speaks of the entity counts; an item that its rows do not
 * agree on has no value.
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
    const row = await saidBy(context, place, names);
    for (const name of names) {
      const value = row[name];
      if (value !== null && value !== undefined && value !== '')
        found.push({ item: `${dataset.code}.${name}`, value: String(value), dataset, at: place.at });
    }
  }
  return found;
}
