import { parquetWith, quoted } from '#engines/duckdb-text';
import type { Context } from '#kernel/context';
import { rowSubjects, type Dataset } from '#platform/data/catalogue';
import { batchPath } from '#platform/data/ingestion';

interface Found {
  readonly batch: string;
  readonly rows: readonly { readonly row: number; readonly row_key: string }[];
}

/** Whom some rows of a batch are about, as the ledger is told: of what was found in them only their places are known. */
export async function subjectsOfRows(
  context: Context,
  dataset: Dataset,
  { batch, rows }: Found,
): Promise<string[]> {
  const { numbers, of } = await rowSubjects(context, dataset);
  const values = new Map<number, Readonly<Record<string, unknown>>>();
  if (numbers.length > 0 && rows.length > 0) {
    const path = await batchPath(context, dataset.code, batch);
    const places = [...new Set(rows.map(({ row }) => row))].join(', ');
    const read = await context.lake.session((session) =>
      session.rows(
        `select _row, ${numbers.map(quoted).join(', ')} from ${parquetWith(path, numbers)} where _row in (${places})`,
      ),
    );
    for (const each of read) values.set(Number(each['_row']), each);
  }
  return [...new Set(rows.flatMap(({ row, row_key: key }) => of(key, (item) => values.get(row)?.[item])))];
}
