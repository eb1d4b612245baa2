import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { writeXlsx, type Cell as SheetCell, type SheetRow } from '#engines/tabular';
import { say, type Language } from '#kernel/texts';
import type { Cell, GridBlock } from '../shapes.ts';
import { texts } from '../texts.ts';
import { headLines, headOf, isMixed, markOf, noteOf, textLines, type Printing } from './lines.ts';

/** What is hidden is said to be, so that nobody takes it for nothing. */
const valueOf = ({ value, state }: Cell, language: Language): SheetCell =>
  state === 'hidden' ? say(texts.hiddenCell, language) : value;

function* gridRows(grid: GridBlock, language: Language): Generator<SheetRow> {
  yield [say(grid.title, language)];
  for (const note of noteOf(grid, language)) yield [note];
  yield headOf(grid, language);
  const mixed = isMixed(grid);
  for (const row of grid.rows) {
    const unit = grid.unit === null ? [say(row.unit, language)] : [];
    const values = row.cells.map((cell) => valueOf(cell, language));
    const marks = row.cells.flatMap((cell, index) => {
      const mark = markOf(cell, language, mixed);
      const name = grid.columns[index]?.title;
      return mark === '' ? [] : [`${name ? say(name, language) : ''}: ${mark}`];
    });
    // Marks stand in a cell of their own: a number beside them stays a number.
    yield [say(row.title, language), ...unit, ...values, ...(marks.length > 0 ? [marks.join(' | ')] : [])];
  }
}

function* rowsOf(printing: Printing, language: Language): Generator<SheetRow> {
  for (const line of headLines(printing, language)) yield [line];
  for (const block of printing.blocks) {
    yield [];
    if (block.kind === 'text') for (const line of textLines(block.body, language)) yield [line];
    else if (block.kind === 'fault') yield [say(block.detail, language)];
    else yield* gridRows(block.grid, language);
  }
}

/** A workbook of one sheet, block under block; no text in it is taken for a formula. */
export async function toXlsx(printing: Printing, language: Language): Promise<Buffer> {
  const title = say(printing.title, language);
  const to = new PassThrough();
  const [, bytes] = await Promise.all([
    writeXlsx(rowsOf(printing, language), { to, header: [title], sheet: title, widths: [28] }),
    buffer(to),
  ]);
  return bytes;
}
