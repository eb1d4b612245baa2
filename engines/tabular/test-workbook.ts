import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { zip } from './zip-writer.ts';

const SHEET_PART = 'xl/worksheets/sheet1.xml';

const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml': '<Types/>',
  '_rels/.rels':
    '<Relationships><Relationship Id="rId1" Type="x/officeDocument" Target="/xl/workbook.xml"/></Relationships>',
  'xl/workbook.xml': '<workbook><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>' +
    '<Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/>' +
    '<Relationship Id="rId3" Type="x/styles" Target="styles.xml"/></Relationships>',
};

export type PartContent = string | Iterable<Buffer>;

/** Writes a workbook of just these parts, the usual others added. For tests only. */
export async function writeWorkbook(
  path: string,
  parts: Readonly<Record<string, PartContent>>,
): Promise<string> {
  const all = Object.entries<PartContent>({ ...PARTS, ...parts }).map(([name, content]) => ({
    name,
    content: typeof content === 'string' ? [Buffer.from(content)] : content,
  }));
  await pipeline(zip(all), createWriteStream(path));
  return path;
}

/** A workbook whose sheet has these rows of XML. For tests only. */
export function sheetOf(rows: string, after = ''): Record<string, string> {
  return {
    [SHEET_PART]: `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData>${after}</worksheet>`,
  };
}
