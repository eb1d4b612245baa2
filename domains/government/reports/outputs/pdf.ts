import { say, type Language } from '#kernel/texts';
import { printTables, type TablesPart } from '#platform/base/documents';
import type { Cell, ShownBlock } from '../shapes.ts';
import { texts } from '../texts.ts';
import { headLines, headOf, isMixed, markOf, noteOf, textLines, type Printing } from './lines.ts';

function cellText(cell: Cell, language: Language, mixed: boolean): string {
  const { value, state, percent } = cell;
  if (state === 'hidden') return say(texts.hiddenCell, language);
  const shown = value === null ? '—' : String(Math.round(value * 100) / 100);
  const mark = markOf(cell, language, mixed);
  return `${shown}${percent && value !== null ? '%' : ''}${mark === '' ? '' : `（${mark}）`}`;
}

function partOf(block: ShownBlock, language: Language): TablesPart {
  if (block.kind === 'text') return { paragraphs: textLines(block.body, language) };
  if (block.kind === 'fault') return { paragraphs: [say(block.detail, language)] };
  const { grid } = block;
  const mixed = isMixed(grid);
  return {
    title: say(grid.title, language),
    notes: noteOf(grid, language),
    head: headOf(grid, language),
    rows: grid.rows.map((row) => [
      say(row.title, language),
      ...(grid.unit === null ? [say(row.unit, language)] : []),
      ...row.cells.map((cell) => cellText(cell, language, mixed)),
    ]),
  };
}

/** A4 with the figures of charts and maps as tables: those are drawn by the page and its print. */
export async function toPdf(printing: Printing, language: Language, at: Date): Promise<Buffer> {
  const { bytes } = await printTables({
    title: say(printing.title, language),
    author: say(printing.owner, language),
    lines: headLines(printing, language),
    parts: printing.blocks.map((block) => partOf(block, language)),
    simulated: printing.simulated,
    at,
  });
  return Buffer.from(bytes);
}
