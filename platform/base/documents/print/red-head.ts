import { chineseDate, filled } from '../rules.ts';
import { drawBlocks, drawMissing, type Printed } from './blocks.ts';
import { drawSeal } from './seal-mark.ts';
import { area, bottom, lineHeight, mm, size, type Sheet } from './sheet.ts';

const red = '#e60012';
const thick = mm(0.35);
const thin = mm(0.25);

/** The title in lines of like length, so that none is left with a character or two (§7.3.1). */
export function drawTitle(sheet: Sheet, title: string): void {
  const line = { size: size.title, face: 'bold' } as const;
  const rows = Math.ceil(sheet.widthOf(sheet.printable(title), line) / area.width);
  const width = Math.min(area.width, sheet.widthOf(title, line) / rows + size.title * 1.5);
  sheet.centred(title, { ...line, x: area.left + (area.width - width) / 2, width }, size.title * 1.6);
}

/** Mark, number, red line (§7.2): the mark's upper edge stands 35 mm below the type area's. */
function drawHead(sheet: Sheet, { layout, values, number }: Printed): void {
  const mark = sheet.printable(filled(layout.official?.mark ?? '', layout, values));
  const line = { face: 'bold', colour: red } as const;
  const natural = sheet.widthOf(mark, { ...line, size: 48 });
  const type = Math.min(48, (48 * area.width) / natural);
  sheet.at(mark, area.top + mm(35), { ...line, size: type, align: 'centre' });
  const numberAt = area.top + mm(35) + type * 1.35 + lineHeight;
  sheet.at(sheet.printable(number), numberAt, { align: 'centre' });
  const ruleAt = numberAt + size.body * 1.45 + mm(4);
  sheet.rule(ruleAt, 1.5, red);
  sheet.y = ruleAt + 2 * lineHeight;
}

/** Name over date, the date four characters from the right edge, the seal over both (§7.3.5.1). */
export function drawSignature(sheet: Sheet, printed: Printed): void {
  sheet.y += lineHeight;
  sheet.room(mm(42));
  sheet.y += lineHeight / 2;
  const date = chineseDate(printed.issuedOn);
  const dateWidth = sheet.widthOf(date);
  const dateAt = area.left + area.width - 4 * size.body - dateWidth;
  const name = sheet.printable(printed.layout.issuerName);
  const centre = dateAt + dateWidth / 2;
  const wide = sheet.widthOf(name);
  const nameAt = Math.min(centre - wide / 2, area.left + area.width - wide);
  drawSeal(sheet, printed, { x: nameAt + wide / 2, y: sheet.y + lineHeight });
  sheet.at(name, sheet.y, { x: nameAt });
  sheet.at(date, sheet.y + lineHeight, { x: dateAt });
  sheet.y += 2 * lineHeight + mm(10);
}

/** Copies, printer and date of printing between rules; the last rule is the type area's lower edge (§7.4). */
function drawImprint(sheet: Sheet, { layout, values, issuedOn }: Printed): number {
  const official = layout.official;
  const line = { size: size.small, x: area.left + size.small, width: area.width - 2 * size.small };
  const copies = filled(official?.copies ?? '', layout, values);
  const copyLines = copies ? sheet.lines(`抄送：${copies}。`, line) : [];
  const step = 24;
  const height = (copyLines.length + 1) * step;
  const top = bottom - height;
  if (sheet.y + mm(24) > top) sheet.nextPage();
  sheet.rule(top, thick);
  copyLines.forEach((each, index) => sheet.at(each, top + 2 + index * step, line));
  if (copyLines.length > 0) sheet.rule(top + copyLines.length * step, thin);
  const last = bottom - step + 2;
  const printer = sheet.printable(official?.printer || layout.issuerName);
  sheet.at(printer, last, line);
  sheet.at(`${chineseDate(issuedOn)}印发`, last, { ...line, align: 'right' });
  sheet.rule(bottom, thick);
  return top;
}

/** A document with a red head after GB/T 9704-2012. @returns where the imprint begins, on the last page */
export function drawOfficial(sheet: Sheet, printed: Printed): number {
  const { layout, values } = printed;
  drawHead(sheet, printed);
  drawTitle(sheet, printed.title);
  sheet.y += lineHeight * 0.8;
  const to = filled(layout.official?.to ?? '', layout, values);
  if (to) {
    for (const line of sheet.lines(`${to}：`)) {
      sheet.room(lineHeight);
      sheet.at(line, sheet.y);
      sheet.y += lineHeight;
    }
  }
  drawBlocks(sheet, printed);
  drawSignature(sheet, printed);
  drawMissing(sheet);
  return drawImprint(sheet, printed);
}
