import {
  prepareCsv,
  previewCsv,
  previewXlsx,
  sniffFile,
  xlsxToCsv,
  type Delimiter,
  type Encoding,
  type Table,
} from '#engines/tabular';
import { Problem } from '#kernel/problem';
import { asTabularProblem } from '#kernel/tabular-problem';
import type { Text } from '#kernel/texts';

/** How a file is written: found once, at its preview, and kept with the batch. */
export type FileLayout =
  | {
      readonly format: 'csv';
      readonly encoding: Encoding;
      readonly delimiter: Delimiter;
      readonly headerLine: number;
    }
  | { readonly format: 'xlsx'; readonly sheet: string; readonly headerLine: number };

export interface Preview {
  readonly layout: FileLayout;
  readonly headers: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  readonly faults: readonly { readonly line: number; readonly code: string }[];
}

const previewRows = 30;

/** Column of a prepared file that holds the physical line, or the row of the sheet. */
export const lineColumn = '_line';

const refusals: Readonly<Record<string, Text>> = {
  empty: {
    zh: '文件是空的。没有收下任何内容，请检查导出是否成功。',
    en: 'The file is empty. Nothing was taken; check the export.',
  },
  html: {
    zh: '文件其实是网页（HTML），不是表格。请在源系统里导出 CSV 或 XLSX。',
    en: 'The file is a web page (HTML), not a table. Export CSV or XLSX from the source system.',
  },
  xls: {
    zh: '这是旧版 Excel（.xls）或加密的工作簿，读不了。请另存为 .xlsx，去掉密码。',
    en: 'This is an old Excel file (.xls) or an encrypted workbook. Save it as .xlsx without a password.',
  },
  zip: {
    zh: '这是压缩包，不是表格。请解压后上传其中的表。',
    en: 'This is an archive, not a table. Unpack it and send the table inside.',
  },
  pdf: {
    zh: '这是 PDF，不是表格。请上传 CSV 或 XLSX。',
    en: 'This is a PDF, not a table. Send CSV or XLSX.',
  },
  json: {
    zh: '这是 JSON，不是表格。请上传 CSV 或 XLSX。',
    en: 'This is JSON, not a table. Send CSV or XLSX.',
  },
  xml: { zh: '这是 XML，不是表格。请上传 CSV 或 XLSX。', en: 'This is XML, not a table. Send CSV or XLSX.' },
  binary: {
    zh: '文件不是文本，也不是 XLSX，读不了。请上传 CSV 或 XLSX。',
    en: 'The file is neither text nor XLSX. Send CSV or XLSX.',
  },
};

async function orProblem<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asTabularProblem(error);
  }
}

async function previewText(
  path: string,
  found: { encoding: Encoding; delimiter: Delimiter },
): Promise<Preview> {
  const preview = await previewCsv({ from: path, ...found, rows: previewRows });
  return {
    layout: { format: 'csv', ...found, headerLine: preview.headerLine },
    headers: preview.header.columns,
    rows: preview.rows,
    faults: preview.faults.map(({ line, code }) => ({ line, code })),
  };
}

async function previewSheet(path: string): Promise<Preview> {
  const preview = await previewXlsx({ from: path, rows: previewRows });
  return {
    layout: { format: 'xlsx', sheet: preview.sheet, headerLine: preview.headerLine },
    headers: preview.header.columns,
    rows: preview.rows,
    faults: preview.faults.map(({ line, code }) => ({ line, code })),
  };
}

/**
 * Finds out what a file is and shows its beginning.
 * @throws Problem 422 `ingestion.not-a-table` or a code of `engines/tabular`
 */
export async function previewFile(path: string, filename: string): Promise<Preview> {
  const found = await sniffFile(path, filename);
  const { format, encoding = 'utf-8', delimiter = ',' } = found;
  if (format !== 'csv' && format !== 'xlsx')
    throw new Problem(
      422,
      'ingestion.not-a-table',
      refusals[format] ?? refusals['binary'] ?? { zh: '', en: '' },
      { format },
    );
  return orProblem(() =>
    format === 'csv' ? previewText(path, { encoding, delimiter }) : previewSheet(path),
  );
}

/**
 * Turns a file into clean CSV that the lake reads without stumbling; rows that cannot be read are left out and told.
 * Memory: a few mebibytes whatever its size.
 */
export function prepareFile(
  from: string,
  layout: FileLayout,
  to: {
    readonly path: string;
    readonly signal: AbortSignal;
    readonly onProgress: (bytes: number, total: number) => void;
  },
): Promise<Table & { readonly delimiter: Delimiter }> {
  const common = {
    from,
    to: to.path,
    lineColumn,
    headerLine: layout.headerLine,
    signal: to.signal,
    onProgress: ({ bytes, totalBytes }: { bytes: number; totalBytes: number }) =>
      to.onProgress(bytes, totalBytes),
  };
  return orProblem(async () =>
    layout.format === 'csv'
      ? {
          ...(await prepareCsv({ ...common, encoding: layout.encoding, delimiter: layout.delimiter })),
          delimiter: layout.delimiter,
        }
      : { ...(await xlsxToCsv({ ...common, sheet: layout.sheet })), delimiter: ',' as const },
  );
}
