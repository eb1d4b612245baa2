import { literal, quoted } from '#engines/duckdb-text';
import type { Context } from '#kernel/context';
import { maskValue } from '#kernel/record-server';
import { rowSubjects, type Dataset } from '#platform/data/catalogue';
import { bad } from './asked.ts';
import type { Compiling } from './compile.ts';
import { readsDatasets } from './dataset-rights.ts';
import { amongText, dayText, placedDimensions, type PlacedDimension } from './lake-compile.ts';
import { countingText } from './lake-query.ts';
import { inLakeRows, lakeRows } from './lake-store.ts';
import type { FoundRow, RowsWanted } from './rows-store.ts';

/** Where a row lies: its delivery, and its number there. Told instead of its key, which may be nobody's to see. */
const keyOf = (row: Readonly<Record<string, unknown>>): string =>
  `${String(row['_batch'])}:${String(row['_row'])}`;

function behind(after: string | undefined): string {
  if (after === undefined) return 'true';
  const [, batch, row] = /^([A-Za-z0-9._-]{1,80}):(\d{1,12})$/.exec(after) ?? [];
  if (batch === undefined || row === undefined)
    throw bad(
      'page-asked',
      '翻页标记无效，请从第一页开始。',
      'The mark of the page is not valid; begin at the first page.',
    );
  return `(t._batch > ${literal(batch)} or (t._batch = ${literal(batch)} and t._row > ${row}))`;
}

const chosenText = ({ raw, valueOf }: PlacedDimension, value: string): string =>
  `${valueOf(raw)} = ${literal(value)}`;

/** Values as they are shown to whoever may read the rows: what is personal in them masked. */
function shown(dataset: Dataset, row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    dataset.fields.map(({ name, sensitivity, mask }) => {
      const value = row[name] ?? null;
      const personal = sensitivity === 'personal' || sensitivity === 'sensitive';
      return [name, personal && value !== null ? maskValue(value, mask ?? 'hidden') : value];
    }),
  );
}

/** Notes in the ledger whose rows were looked at. */
async function note(
  context: Context,
  dataset: Dataset,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const subjects = await rowSubjects(context, dataset);
  await context.ledger(context.db, {
    action: 'read',
    resource: `ingestion.${dataset.code}`,
    basis: readsDatasets,
    subjects: rows.flatMap((row) => subjects.of(String(row[dataset.key] ?? keyOf(row)), (item) => row[item])),
    detail: { operation: 'measure-rows', rows: rows.length, revealed: false },
  });
}

/**
 * Rows of a dataset that count in a measure's numerator, in the order in which they were delivered; masked, in the ledger.
 * @throws Problem 400 `indicators.page-asked`
 */
export async function readLakeCounting(
  context: Context,
  compiling: Compiling,
  wanted: RowsWanted,
): Promise<FoundRow[]> {
  const page = behind(wanted.after);
  const found = await lakeRows(context, compiling);
  if (!found) return [];
  const { dataset } = found;
  const dimensions = wanted.dimensions.map(({ dimension }) => dimension);
  const placed = placedDimensions(found.compiling, dimensions, 'numerator');
  const { only } = wanted;
  const conditions = [
    countingText({ compiling: found.compiling, today: compiling.today }, wanted),
    page,
    ...placed.map((each, index) => chosenText(each, wanted.dimensions[index]?.value ?? '')),
    ...(only ? [amongText(dayText(found.compiling), only.grain, only.starts)] : []),
  ];
  const columns = dataset.fields.map(({ name }) => `t.${quoted(name)}`);
  const rows = await inLakeRows(context, found, dimensions, (session) =>
    session.rows(
      `select ${columns.join(', ')}, t._batch, t._row from ${found.compiling.from}
       where ${conditions.join(' and ')} order by t._batch, t._row limit ${wanted.limit}`,
    ),
  );
  const simulated = new Map(found.told.map((each) => [each.batch, each.simulated]));
  await note(context, dataset, rows);
  return rows.map((row) => ({
    key: keyOf(row),
    simulated: simulated.get(String(row['_batch'])) ?? false,
    values: shown(dataset, row),
  }));
}
