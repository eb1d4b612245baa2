import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { csvField } from './csv-field.ts';
import type { Delimiter } from './delimiter.ts';
import { looksLikeFormula } from './sheet-text.ts';
import type { Cell } from './write-xlsx.ts';

export interface WriteCsvOptions {
  /** A path, or a stream, which is ended. */
  to: string | Writable;
  header: readonly string[];
  delimiter?: Delimiter;
  /** A byte order mark, without which Excel reads UTF-8 as GBK; default true. */
  bom?: boolean;
  /**
   * Puts ' before a text that a spreadsheet would take for a formula (numbers such as -5 excepted); default true. It
   * changes the text: off for files that programs read.
   */
  formulaSafe?: boolean;
  signal?: AbortSignal;
  onProgress?: (rows: number) => void;
}

const BATCH_CHARACTERS = 1 << 16;
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/** Writes rows as UTF-8 CSV (RFC 4180, CR LF) as they come; answers how many. */
export async function writeCsv(
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
  options: WriteCsvOptions,
): Promise<number> {
  const target = typeof options.to === 'string' ? createWriteStream(options.to) : options.to;
  const delimiter = options.delimiter ?? ',';
  let count = 0;
  const line = (cells: readonly Cell[]): string => {
    const fields = cells.map((cell) => csvField(cellText(cell, options.formulaSafe ?? true), delimiter));
    return `${fields.join(delimiter)}\r\n`;
  };
  const text = async function* (): AsyncGenerator<string> {
    let batch = ((options.bom ?? true) ? '\ufeff' : '') + line(options.header);
    for await (const cells of rows) {
      batch += line(cells);
      count += 1;
      if (batch.length < BATCH_CHARACTERS) continue;
      yield batch;
      batch = '';
      options.onProgress?.(count);
    }
    yield batch;
  };
  await pipeline(text(), target, options.signal === undefined ? {} : { signal: options.signal });
  return count;
}

function cellText(cell: Cell, isFormulaSafe: boolean): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  return isFormulaSafe && looksLikeFormula(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
}
