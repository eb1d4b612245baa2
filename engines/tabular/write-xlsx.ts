import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { columnLetters } from './cell-tag.ts';
import { isTooLong, looksLikeFormula, sheetName, sheetText } from './sheet-text.ts';
import { TabularError } from './tabular-error.ts';
import {
  commentsXml,
  contentTypes,
  NOTE_RELATIONS,
  notesDrawing,
  RELATIONS,
  SHEET_END,
  SHEET_END_WITH_NOTES,
  sheetStart,
  STYLE,
  STYLES,
  workbook,
  WORKBOOK_RELATIONS,
} from './workbook-xml.ts';
import type { Note } from './workbook-xml.ts';
import { zip } from './zip-writer.ts';
import type { ZipPart } from './zip-writer.ts';

/** Dates are given as the text to be read (2016-01-02): a moment would need a time zone. */
export type Cell = string | number | boolean | null;

/** `notes`: remarks by the place of the cell, from zero; the cell is coloured and shows the remark. */
export type SheetRow = readonly Cell[] | { cells: readonly Cell[]; notes?: Readonly<Record<number, string>> };

export interface WriteXlsxOptions {
  /** A path, or a stream, which is ended. */
  to: string | Writable;
  header: readonly string[];
  /** Name of the sheet; what Excel does not allow is left out. */
  sheet?: string;
  /** In characters, for the first columns; default by the header's length. */
  widths?: readonly number[];
  signal?: AbortSignal;
  /** Told now and then how many rows are written. */
  onProgress?: (rows: number) => void;
}

export interface WrittenSheet {
  rows: number;
  /** Texts longer than 32,767 characters, which a cell cannot hold; they were cut. */
  cutTexts: number;
}

const MAX_ROWS = 1_048_576;
const BATCH_CHARACTERS = 1 << 16;

/**
 * Writes a workbook of one sheet as the rows come, as fast as the target takes them, in a few mebibytes of memory.
 * Every text is a text cell in the text format, so that 00123 and identity numbers stay what they are; one that looks
 * like a formula is marked with quotePrefix, so that no edit wakes it.
 */
export async function writeXlsx(
  rows: Iterable<SheetRow> | AsyncIterable<SheetRow>,
  options: WriteXlsxOptions,
): Promise<WrittenSheet> {
  const sheet = new SheetWriter(rows, options);
  const target = typeof options.to === 'string' ? createWriteStream(options.to) : options.to;
  await pipeline(
    zip(partsOf(sheet, options)),
    target,
    options.signal === undefined ? {} : { signal: options.signal },
  );
  return { rows: sheet.rows, cutTexts: sheet.cutTexts };
}

function* partsOf(sheet: SheetWriter, options: WriteXlsxOptions): Generator<ZipPart> {
  yield { name: 'xl/worksheets/sheet1.xml', content: sheet.xml() };
  const { notes } = sheet;
  if (notes.length > 0) {
    yield part('xl/worksheets/_rels/sheet1.xml.rels', NOTE_RELATIONS);
    yield part('xl/comments1.xml', commentsXml(notes));
    yield part('xl/drawings/vmlDrawing1.vml', notesDrawing(notes));
  }
  yield part('xl/workbook.xml', workbook(sheetName(options.sheet ?? '')));
  yield part('xl/_rels/workbook.xml.rels', WORKBOOK_RELATIONS);
  yield part('xl/styles.xml', STYLES);
  yield part('_rels/.rels', RELATIONS);
  yield part('[Content_Types].xml', contentTypes(notes.length > 0));
}

function part(name: string, text: string): ZipPart {
  return { name, content: [Buffer.from(text)] };
}

class SheetWriter {
  rows = 0;
  cutTexts = 0;
  readonly notes: Note[] = [];
  readonly #source: Iterable<SheetRow> | AsyncIterable<SheetRow>;
  readonly #options: WriteXlsxOptions;
  readonly #letters: string[] = [];

  constructor(source: Iterable<SheetRow> | AsyncIterable<SheetRow>, options: WriteXlsxOptions) {
    this.#source = source;
    this.#options = options;
  }

  async *xml(): AsyncGenerator<Buffer> {
    const { header, widths = [], onProgress } = this.#options;
    const measured = header.map((name, at) => widths[at] ?? Math.min(60, Math.max(10, 2 * name.length + 2)));
    let batch = sheetStart(measured) + this.#rowXml(header, 0, () => STYLE.header);
    for await (const row of this.#source) {
      batch += this.#row(row);
      if (batch.length < BATCH_CHARACTERS) continue;
      yield Buffer.from(batch);
      batch = '';
      onProgress?.(this.rows);
    }
    yield Buffer.from(batch + (this.notes.length > 0 ? SHEET_END_WITH_NOTES : SHEET_END));
  }

  #row(row: SheetRow): string {
    this.rows += 1;
    const line = this.rows;
    if (line >= MAX_ROWS)
      throw new TabularError('tabular.too-many-rows', `a sheet holds ${MAX_ROWS} rows`, { line });
    if (!('cells' in row)) return this.#rowXml(row, line, textStyle);
    const notes = row.notes ?? {};
    for (const [place, text] of Object.entries(notes))
      this.notes.push({ row: line, column: Number(place), text });
    const style = (text: string, column: number): number =>
      notes[column] === undefined ? textStyle(text) : STYLE.notedText;
    return this.#rowXml(row.cells, line, style);
  }

  #rowXml(cells: readonly Cell[], line: number, style: (text: string, column: number) => number): string {
    let xml = `<row r="${line + 1}">`;
    for (let column = 0; column < cells.length; column++) {
      const cell = cells[column] ?? null;
      if (cell === null) continue;
      const reference = this.#letter(column) + String(line + 1);
      xml +=
        typeof cell === 'string'
          ? this.#textXml(reference, cell, style(cell, column))
          : valueXml(reference, cell);
    }
    return `${xml}</row>`;
  }

  #textXml(reference: string, text: string, style: number): string {
    if (text === '' && style !== STYLE.notedText) return '';
    if (isTooLong(text)) this.cutTexts += 1;
    const space = text.trim() === text ? '' : ' xml:space="preserve"';
    return `<c r="${reference}" s="${style}" t="inlineStr"><is><t${space}>${sheetText(text)}</t></is></c>`;
  }

  #letter(column: number): string {
    return (this.#letters[column] ??= columnLetters(column));
  }
}

function textStyle(text: string): number {
  return looksLikeFormula(text) ? STYLE.guardedText : STYLE.text;
}

function valueXml(reference: string, value: number | boolean): string {
  if (typeof value === 'boolean') return `<c r="${reference}" t="b"><v>${value ? 1 : 0}</v></c>`;
  return Number.isFinite(value) ? `<c r="${reference}"><v>${value}</v></c>` : '';
}
