import { readDay, workbookDay } from '../days.ts';
import { openSink, type Written } from './sink.ts';
import { ZipWriter } from './zip.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Style 1 is the built-in date format 14, as a person sets it in the sheet. */
const styles = `<styleSheet xmlns="${main}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" xfId="0"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`;

const frame = (sheet: string): readonly (readonly [string, string])[] => [
  [
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${relation}"><sheets><sheet name="${sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relation}/styles" Target="styles.xml"/></Relationships>`,
  ],
  ['xl/styles.xml', styles],
  [
    '_rels/.rels',
    `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    '[Content_Types].xml',
    `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${spreadsheet}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/></Types>`,
  ],
];

const escape = (text: string): string =>
  /[&<>]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text;

/** A cell: a day as `{ date: '20160102' }`, anything else as text. */
export type WorkbookCell = string | { readonly date: string };

function cellXml(cell: WorkbookCell, reference: string): string {
  if (typeof cell !== 'string') {
    const day = readDay(cell.date);
    if (day !== undefined) return `<c r="${reference}" s="1"><v>${workbookDay(day)}</v></c>`;
  }
  const text = typeof cell === 'string' ? cell : cell.date;
  return text === '' ? '' : `<c r="${reference}" t="inlineStr"><is><t>${escape(text)}</t></is></c>`;
}

/** Most rows of one sheet, with room for the header. */
export const mostRows = 1_000_000;

const pieceCharacters = 1 << 18;

/** A workbook of one sheet that grows row by row; a day is a real date cell, one that the calendar lacks stays text. */
export async function openWorkbook(path: string, sheet: string, header: readonly string[]) {
  const zip = new ZipWriter(await openSink(path));
  await zip.begin('xl/worksheets/sheet1.xml');
  let line = 0;
  let waiting = `${declaration}<worksheet xmlns="${main}"><sheetData>`;
  const write = async (cells: readonly WorkbookCell[]): Promise<void> => {
    line += 1;
    const xml = cells.map((cell, at) => cellXml(cell, `${String.fromCharCode(65 + at)}${line}`)).join('');
    waiting += `<row r="${line}">${xml}</row>`;
    if (waiting.length < pieceCharacters) return;
    const piece = waiting;
    waiting = '';
    await zip.write(piece);
  };
  const end = async (): Promise<Written> => {
    await zip.write(`${waiting}</sheetData></worksheet>`);
    await zip.finish();
    for (const [name, text] of frame(sheet)) {
      await zip.begin(name);
      await zip.write(declaration + text);
      await zip.finish();
    }
    return zip.end();
  };
  await write(header);
  return { write, end };
}
