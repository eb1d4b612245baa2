import QRCode from 'qrcode';
import { drawBlocks, drawMissing, type Printed } from './blocks.ts';
import { drawOfficial, drawSignature, drawTitle } from './red-head.ts';
import { area, bottom, lineHeight, mm, Sheet, size } from './sheet.ts';

export type { Printed } from './blocks.ts';

export interface PrintedPaper {
  readonly bytes: Uint8Array;
  readonly pages: number;
  /** Characters printed by their code point, since no font has them. */
  readonly missing: readonly string[];
}

/** The code that leads to the verification page, as vector squares, with the same in letters for who cannot scan. */
function drawCode(sheet: Sheet, printed: Printed, below: number): void {
  const { modules } = QRCode.create(printed.verifyAddress, { errorCorrectionLevel: 'M' });
  const side = mm(18);
  const step = side / modules.size;
  const top = below - side - 4;
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column))
        sheet.pdf.rect(area.left + column * step, top + row * step, step + 0.05, step + 0.05);
  sheet.pdf.fill('#000000');
  const x = area.left + side + 8;
  const line = { size: 9, x, colour: '#333333' };
  sheet.at('扫码或凭验证码核验真伪', top + side - 30, line);
  sheet.at(printed.code.replaceAll(/(.{4})(?=.)/g, '$1-'), top + side - 16, { ...line, face: 'bold' });
}

/** A dash on each side, right on odd pages and left on even ones, 7 mm below the type area (§7.5). */
export function drawFeet(sheet: Sheet, simulated: boolean): number {
  const { start, count } = sheet.pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    sheet.pdf.switchToPage(page);
    const align = page % 2 === 0 ? 'right' : 'left';
    const line = { size: size.small, x: area.left + size.small, width: area.width - 2 * size.small };
    sheet.at(`— ${page + 1} —`, bottom + mm(7), { ...line, align });
    if (simulated)
      sheet.at('模拟数据，不具效力 · SIMULATED, WITHOUT EFFECT', mm(14), {
        size: size.note,
        face: 'bold',
        colour: '#9a3412',
        align: 'centre',
      });
  }
  return count;
}

function drawPlain(sheet: Sheet, printed: Printed): number {
  drawTitle(sheet, printed.title);
  for (const line of sheet.lines(printed.number, { size: size.small })) {
    sheet.at(line, sheet.y, { size: size.small, align: 'right' });
    sheet.y += lineHeight;
  }
  drawBlocks(sheet, printed);
  drawSignature(sheet, printed);
  drawMissing(sheet);
  if (sheet.y + mm(24) > bottom) sheet.nextPage();
  return bottom;
}

/**
 * Prints a paper as PDF with the fonts embedded in part. The same paper printed twice is the same bytes.
 * @returns the bytes, the number of pages, and the characters that no font has
 */
export async function printPaper(printed: Printed): Promise<PrintedPaper> {
  const { title, layout, at } = printed;
  const sheet = new Sheet({ title, author: layout.issuerName, at });
  const below = layout.style === 'official' ? drawOfficial(sheet, printed) : drawPlain(sheet, printed);
  drawCode(sheet, printed, below);
  const pages = drawFeet(sheet, printed.simulated);
  return { bytes: await sheet.bytes(), pages, missing: [...sheet.missing] };
}
