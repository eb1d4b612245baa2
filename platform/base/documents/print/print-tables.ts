import { drawMissing, row } from './blocks.ts';
import { drawTitle } from './red-head.ts';
import { drawFeet, type PrintedPaper } from './print-paper.ts';
import { area, lineHeight, Sheet, size } from './sheet.ts';

/** Words, or a table with its name. */
export type TablesPart =
  | { readonly paragraphs: readonly string[] }
  | {
      readonly title: string;
      readonly notes: readonly string[];
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

/** A print of tables that is no paper of the city: no number, seal, or code to verify. */
export interface Tables {
  readonly title: string;
  readonly author: string;
  /** Between the title and the first part: whose it is, as of when. */
  readonly lines: readonly string[];
  readonly parts: readonly TablesPart[];
  readonly simulated: boolean;
  readonly at: Date;
}

/** Columns beside the first that have room on an upright page. */
const columnsWide = 5;
const first = 0.28;

/** The place of each column, in as many tables under one another as have room; the first column stands in each. */
function foldsOf(columns: number): number[][] {
  const folds: number[][] = [];
  for (let from = 1; from < columns || folds.length === 0; from += columnsWide)
    folds.push([0, ...Array.from({ length: Math.min(columnsWide, columns - from) }, (_, at) => from + at)]);
  return folds;
}

function drawTable(sheet: Sheet, part: Extract<TablesPart, { title: string }>): void {
  sheet.room(lineHeight * 3);
  sheet.paragraph(part.title, { face: 'bold' });
  for (const note of part.notes) small(sheet, note);
  for (const fold of foldsOf(part.head.length)) {
    const others = fold.length - 1;
    const widths = fold.map((_, at) =>
      at === 0 && others > 0
        ? area.width * first
        : (area.width * (others > 0 ? 1 - first : 1)) / Math.max(1, others),
    );
    const cells = (texts: readonly string[], face?: 'bold') =>
      fold.map((column, at) => ({
        width: widths[at] ?? 0,
        text: texts[column] ?? '',
        ...(face ? { face } : {}),
      }));
    // A head does not stand alone at the end of a page.
    sheet.room(lineHeight * 2);
    row(sheet, cells(part.head, 'bold'));
    for (const each of part.rows) {
      if (sheet.room(lineHeight * 2)) row(sheet, cells(part.head, 'bold'));
      row(sheet, cells(each));
    }
    sheet.y += lineHeight / 2;
  }
}

function small(sheet: Sheet, text: string): void {
  for (const line of sheet.lines(text, { size: size.note })) {
    sheet.room(18);
    sheet.at(line, sheet.y, { size: size.note, colour: '#333333' });
    sheet.y += 18;
  }
}

/**
 * Prints tables on A4 in the type area of GB/T 9704, with page numbers and without a red head: what has no number is no
 * document. Tables that are too wide go on under themselves.
 */
export async function printTables(tables: Tables): Promise<PrintedPaper> {
  const { title, author, lines, parts, simulated, at } = tables;
  const sheet = new Sheet({ title, author, at });
  drawTitle(sheet, title);
  for (const line of lines) small(sheet, line);
  sheet.y += lineHeight / 2;
  for (const part of parts)
    if ('paragraphs' in part) for (const text of part.paragraphs) sheet.paragraph(text, { size: size.small });
    else drawTable(sheet, part);
  drawMissing(sheet);
  const pages = drawFeet(sheet, simulated);
  return { bytes: await sheet.bytes(), pages, missing: [...sheet.missing] };
}
