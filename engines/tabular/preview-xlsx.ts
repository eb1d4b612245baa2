import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { previewOf } from './preview.ts';
import type { Preview, PreviewOptions, PreviewRow } from './preview.ts';
import { readSheet } from './sheet-reader.ts';
import type { SheetOptions } from './sheet-reader.ts';
import { splitRow } from './split-row.ts';
import type { Sheet } from './workbook-parts.ts';

export interface PreviewXlsxOptions extends PreviewOptions, SheetOptions {}

export interface XlsxPreview extends Preview {
  sheet: string;
  sheets: Sheet[];
}

/** Rows looked at beyond those asked for, in search of the header. */
const MARGIN = 20;

/** Header and first rows of a sheet; the rest of the sheet is not unpacked. */
export async function previewXlsx(options: PreviewXlsxOptions): Promise<XlsxPreview> {
  const found: PreviewRow[] = [];
  const enough = (options.rows ?? 20) + MARGIN + (options.headerLine ?? 0);
  const { sheet, sheets } = await readSheet({
    ...options,
    spillPath: join(tmpdir(), `tabular-${crypto.randomUUID()}.strings`),
    isEnough: () => found.length >= enough,
    rows: {
      width: 0,
      row: (bytes, { start, end, line, fields }) => {
        if (end - start > fields - 1)
          found.push({ line, cells: splitRow(bytes.toString('utf8', start, end), ',') });
      },
    },
  });
  const { header } = previewOf(found, [], options);
  const filled = found.map((row) => ({ ...row, cells: filledTo(row.cells, header.columns.length) }));
  return { ...previewOf(filled, [], options), sheet, sheets };
}

/** A sheet writes its empty cells or not: beyond the header they do not count, within it they do. */
function filledTo(cells: readonly string[], width: number): string[] {
  const last = cells.findLastIndex((cell) => cell !== '');
  return Array.from({ length: Math.max(last + 1, width) }, (_, place) => cells[place] ?? '');
}
