import type { Context } from '#kernel/context';
import { associateTable } from '#engines/mining';
import type { ReleasedValue } from '#platform/sense/indicators';
import type { Grain } from '../shapes.ts';
import { texts } from '../texts.ts';
import type { TableFound } from './contract.ts';
import { groundOf, isRatioOf, readMeasure, refused, rowsPath, told, type Read } from './read.ts';

interface Query {
  readonly measure: string;
  readonly by: string;
  readonly across: string;
  readonly grain?: Grain | undefined;
  readonly period?: string | undefined;
}

/** Each column is asked by itself, and a wider table is read by nobody. */
const mostColumns = 30;

const at = (values: readonly ReleasedValue[] | undefined, period: string): ReleasedValue | undefined =>
  values?.find((each) => each.period === period);

/** The lines of a period that count anything, in the order of their keys. */
const counting = ({ lines }: Read, period: string) =>
  lines.filter(({ values }) => (at(values, period)?.numerator ?? 0) > 0);

/** Whether two dimensions of a count have to do with each other in one period, and which cells make it. */
export async function crossTableOf(context: Context, query: Query): Promise<TableFound> {
  const { measure, by, across, grain } = query;
  if (by === across) throw refused('mining-asked', texts.miningAsked);
  const rowsRead = await readMeasure(context, { measure, grain, by });
  if (isRatioOf(rowsRead.measure) || rowsRead.measure.numerator?.aggregate !== 'count')
    throw refused('mining-no-count', texts.miningNoCount);
  const columnsRead = await readMeasure(context, { measure, grain, by: across });
  const period = query.period ?? groundOf(rowsRead, []).periods.at(-1) ?? '—';
  const rows = counting(rowsRead, period);
  const columns = counting(columnsRead, period);
  if (columns.length > mostColumns)
    throw refused('mining-too-many', texts.miningTooMany, { bound: mostColumns });
  const read: Read[] = [];
  for (const { place } of columns)
    read.push(await readMeasure(context, { measure, grain, by, where: place }));
  const cells = rows.map(({ place }) =>
    read.map(({ lines }) => at(lines.find((line) => line.place[by] === place[by])?.values, period)),
  );
  if (cells.flat().some((cell) => cell?.hidden)) throw refused('mining-hidden', texts.miningHidden);
  const counts = cells.map((row) => row.map((cell) => cell?.numerator ?? 0));
  const found = told(() => associateTable(counts));
  return {
    ...found,
    ground: groundOf(
      rowsRead,
      cells.flat().filter((cell) => cell !== undefined),
    ),
    period,
    rows: rows.map(({ title }) => title),
    columns: columns.map(({ title }) => title),
    cells: counts.map((row, line) =>
      row.map((count, place) => ({
        count,
        residual: found.residuals[line]?.[place] ?? 0,
        rowsPath: rowsPath(measure, period, { ...rows[line]?.place, ...columns[place]?.place }),
      })),
    ),
  };
}
