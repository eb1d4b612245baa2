import { open } from 'node:fs/promises';
import type { Delimiter } from './delimiter.ts';
import type { Encoding } from './encoding.ts';
import { MAX_ROW_BYTES } from './prepare-csv.ts';
import { previewOf } from './preview.ts';
import type { Preview, PreviewOptions, PreviewRow } from './preview.ts';
import { RowScanner } from './row-scanner.ts';
import { splitRow } from './split-row.ts';
import type { RowFault } from './table-sink.ts';
import { Utf8Decoder } from './utf8-decoder.ts';

export interface PreviewCsvOptions extends PreviewOptions {
  from: string;
  encoding: Encoding;
  delimiter: Delimiter;
}

export interface CsvPreview extends Preview {
  /** Was the whole file looked at? */
  isWhole: boolean;
}

const LOOK = 1 << 20;

/** Header and first rows of a file, read from its first mebibyte, with what is wrong there. */
export async function previewCsv(options: PreviewCsvOptions): Promise<CsvPreview> {
  const { bytes, isWhole } = await beginning(options.from);
  const decoder = new Utf8Decoder(options.encoding);
  const found: PreviewRow[] = [];
  const faults: RowFault[] = [];
  const scanner = new RowScanner(
    { delimiter: options.delimiter, maxRowBytes: MAX_ROW_BYTES },
    {
      row: (text, { start, end, line }) => {
        const cells = splitRow(text.toString('utf8', start, end), options.delimiter);
        if (cells.some((cell) => cell.trim() !== '')) found.push({ line, cells });
      },
      fault: (code, _bytes, { line, fields }) => faults.push({ code, line, field: fields }),
    },
  );
  scanner.push(decoder.push(bytes));
  if (isWhole) {
    scanner.push(decoder.end());
    scanner.end();
  }
  return { ...previewOf(found, faults, options), isWhole };
}

async function beginning(path: string): Promise<{ bytes: Buffer; isWhole: boolean }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(Math.min(size, LOOK)),
      0,
      Math.min(size, LOOK),
      0,
    );
    return { bytes: buffer.subarray(0, bytesRead), isWhole: bytesRead === size };
  } finally {
    await file.close();
  }
}
