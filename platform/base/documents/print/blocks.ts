import type { Block, Layout, PaperField, Values } from '../layout.ts';
import { filled, shown } from '../rules.ts';
import { area, bottom, lineHeight, mm, size, type Sheet } from './sheet.ts';

/** What is printed: the layout, what was filled in, and all that the paper bears of itself. */
export interface Printed {
  readonly layout: Layout;
  readonly values: Values;
  readonly number: string;
  readonly title: string;
  /** `YYYY-MM-DD` in the city's time zone. */
  readonly issuedOn: string;
  readonly verifyAddress: string;
  readonly code: string;
  readonly seal: 'none' | 'simulated' | 'real';
  readonly simulated: boolean;
  readonly at: Date;
}

const cellPad = 4;
const cellLine = 20;
const cell = { size: 12 } as const;

export interface Column {
  readonly width: number;
  readonly text: string;
  readonly face?: 'bold';
}

const linesIn = (height: number): number => Math.floor((height - cellPad) / cellLine);
const linesOfPage = linesIn(area.height);

/** One row of a table with its frame; taller when a cell needs more lines, over several pages when one is not enough. */
export function row(sheet: Sheet, columns: readonly Column[]): void {
  const cells = columns.map(({ width, text, face }) =>
    sheet.lines(text, { ...cell, ...(face ? { face } : {}), width: width - 2 * cellPad }),
  );
  const count = Math.max(1, ...cells.map(({ length }) => length));
  if (count <= linesOfPage) sheet.room(count * cellLine + cellPad);
  for (let from = 0; from < count;) {
    if (from > 0 || linesIn(bottom - sheet.y) < 1) sheet.room(area.height);
    const to = Math.min(count, from + Math.max(1, linesIn(bottom + 0.5 - sheet.y)));
    part(
      sheet,
      columns,
      cells.map((lines) => lines.slice(from, to)),
      to - from,
    );
    from = to;
  }
}

/** So many lines of a row, which have room on this page. */
// oxlint-disable-next-line max-params -- a row taken apart
function part(
  sheet: Sheet,
  columns: readonly Column[],
  cells: readonly (readonly string[])[],
  count: number,
): void {
  const height = count * cellLine + cellPad;
  let x: number = area.left;
  for (const [index, { width, face }] of columns.entries()) {
    sheet.pdf.lineWidth(0.5).strokeColor('#000000').rect(x, sheet.y, width, height).stroke();
    for (const [at, line] of (cells[index] ?? []).entries())
      sheet.at(line, sheet.y + cellPad / 2 + at * cellLine, {
        ...cell,
        ...(face ? { face } : {}),
        x: x + cellPad,
      });
    x += width;
  }
  sheet.y += height;
}

function table(sheet: Sheet, field: PaperField, values: Values): void {
  const columns = field.columns ?? [];
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => (area.width * width) / total);
  const head = columns.map(({ label }, index) => ({
    width: widths[index] ?? 0,
    text: label,
    face: 'bold' as const,
  }));
  const given = values[field.name];
  row(sheet, head);
  for (const each of Array.isArray(given) ? given : []) {
    // The head stands again on every page that the table reaches.
    if (sheet.room(cellLine * 2)) row(sheet, head);
    row(
      sheet,
      columns.map(({ name }, index) => ({ width: widths[index] ?? 0, text: each[name] ?? '' })),
    );
  }
}

function pairs(sheet: Sheet, names: readonly string[], { layout, values }: Printed): void {
  const label = area.width * 0.3;
  for (const name of names) {
    const field = layout.fields.find((each) => each.name === name);
    if (!field) continue;
    row(sheet, [
      { width: label, text: field.label.zh, face: 'bold' },
      { width: area.width - label, text: shown(field, layout, values) },
    ]);
  }
}

const drawers: {
  readonly [K in Block['kind']]: (sheet: Sheet, block: Extract<Block, { kind: K }>, printed: Printed) => void;
} = {
  heading: (sheet, { text }, { layout, values }) => {
    sheet.room(lineHeight * 2);
    sheet.paragraph(filled(text, layout, values), { face: 'bold' });
  },
  paragraph: (sheet, { text }, { layout, values }) => {
    for (const part of filled(text, layout, values).split(/\r?\n/)) if (part.trim()) sheet.paragraph(part);
  },
  pairs: (sheet, { fields }, printed) => {
    pairs(sheet, fields, printed);
    sheet.y += lineHeight / 2;
  },
  table: (sheet, { field: name }, { layout, values }) => {
    const field = layout.fields.find((each) => each.name === name);
    if (field) table(sheet, field, values);
    sheet.y += lineHeight / 2;
  },
};

export function drawBlocks(sheet: Sheet, printed: Printed): void {
  for (const block of printed.layout.blocks)
    (drawers[block.kind] as (sheet: Sheet, block: Block, printed: Printed) => void)(sheet, block, printed);
}

/** Characters that the fonts lack are named at the end, so that nobody takes their code for the name. */
export function drawMissing(sheet: Sheet): void {
  if (sheet.missing.size === 0) return;
  const codes = [...sheet.missing]
    .map((each) => `U+${(each.codePointAt(0) ?? 0).toString(16).toUpperCase()}`)
    .join('、');
  sheet.room(mm(12));
  const text = `注：本件有 ${sheet.missing.size} 个字为字库未收，以〔U+码位〕标出：${codes}。`;
  for (const line of sheet.lines(text, { size: size.note })) {
    sheet.at(line, sheet.y, { size: size.note });
    sheet.y += 16;
  }
}
