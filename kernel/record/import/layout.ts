import { join } from 'node:path';
import {
  prepareCsv,
  previewCsv,
  previewXlsx,
  sniffFile,
  xlsxToCsv,
  type Preview,
  type RowFault,
  type Sniffed,
  type Table,
} from '#engines/tabular';
import { z } from 'zod';
import { Problem } from '../../problem.ts';
import { asTabularProblem, emptyFile, legacyWorkbook } from '../../tabular-problem.ts';

/** How a file that was handed in is to be read. */
export const Layout = z.discriminatedUnion('format', [
  z.object({
    format: z.literal('csv'),
    encoding: z.custom<Parameters<typeof prepareCsv>[0]['encoding']>((value) => typeof value === 'string'),
    delimiter: z.custom<Parameters<typeof prepareCsv>[0]['delimiter']>((value) => typeof value === 'string'),
    headerLine: z.number().int(),
  }),
  z.object({ format: z.literal('xlsx'), sheet: z.string(), headerLine: z.number().int() }),
]);
export type Layout = z.infer<typeof Layout>;

export interface Looked {
  readonly layout: Layout;
  readonly headers: readonly string[];
  readonly rows: Preview['rows'];
  readonly faults: readonly RowFault[];
}

const shownRows = 50;

const unknownFormat = (format: string): Problem =>
  new Problem(
    422,
    'records.import-format',
    {
      zh: `不支持此类文件（${format}）。请使用 .xlsx 或 .csv，可先下载模板。`,
      en: `Files of this kind (${format}) are not taken. Use .xlsx or .csv; a template can be downloaded.`,
    },
    { format },
  );

async function lookCsv(path: string, found: Sniffed): Promise<Looked> {
  const { encoding = 'utf-8', delimiter = ',' } = found;
  const { header, headerLine, rows, faults } = await previewCsv({
    from: path,
    encoding,
    delimiter,
    rows: shownRows,
  });
  return {
    layout: { format: 'csv', encoding, delimiter, headerLine },
    headers: header.columns,
    rows,
    faults,
  };
}

async function lookXlsx(path: string): Promise<Looked> {
  const { sheet, header, headerLine, rows, faults } = await previewXlsx({ from: path, rows: shownRows });
  return { layout: { format: 'xlsx', sheet, headerLine }, headers: header.columns, rows, faults };
}

/**
 * Looks at the beginning of a file: what it is, its headers, its first rows.
 * @throws Problem 422 `tabular.*` or `records.import-format`
 */
export async function lookAt(path: string, filename: string): Promise<Looked> {
  const found = await sniffFile(path, filename);
  if (found.format === 'empty') throw emptyFile();
  if (found.format === 'xls') throw legacyWorkbook();
  try {
    if (found.format === 'csv') return await lookCsv(path, found);
    if (found.format === 'xlsx') return await lookXlsx(path);
  } catch (error) {
    throw asTabularProblem(error);
  }
  throw unknownFormat(found.format);
}

export interface CleanTable extends Table {
  /** UTF-8 CSV; the first column is the physical line. */
  readonly path: string;
  readonly rejects: string;
  readonly delimiter: string;
}

/**
 * Makes the whole file into rows that are safe to read one by one; those that cannot be read stand in `rejects`.
 * @param folder where the passing files may lie
 * @throws Problem 422 `tabular.*`
 */
export async function clean(
  path: string,
  layout: Layout,
  folder: string,
  signal: AbortSignal,
): Promise<CleanTable> {
  const to = join(folder, 'rows.csv');
  const rejects = join(folder, 'rejects.csv');
  const common = { from: path, to, rejects, lineColumn: 'line', headerLine: layout.headerLine, signal };
  try {
    if (layout.format === 'xlsx')
      return { ...(await xlsxToCsv({ ...common, sheet: layout.sheet })), path: to, rejects, delimiter: ',' };
    const { encoding, delimiter } = layout;
    return { ...(await prepareCsv({ ...common, encoding, delimiter })), path: to, rejects, delimiter };
  } catch (error) {
    throw asTabularProblem(error);
  }
}
