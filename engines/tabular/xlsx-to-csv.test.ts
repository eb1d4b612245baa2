import { existsSync, readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { listSheets, previewXlsx, xlsxToCsv } from './index.ts';
import type { ConvertedSheet, XlsxToCsvOptions } from './index.ts';
import { testFolder } from './test-folder.ts';
import { sheetOf, writeWorkbook } from './test-workbook.ts';

const folder = testFolder();

async function convert(
  from: string,
  options: Partial<XlsxToCsvOptions> = {},
): Promise<ConvertedSheet & { csv: string }> {
  const to = folder.path('out.csv');
  const sheet = await xlsxToCsv({ from, to, ...options });
  return { ...sheet, csv: readFileSync(to, 'utf8') };
}

async function convertRows(
  rows: string,
  parts: Record<string, string> = {},
): Promise<ConvertedSheet & { csv: string }> {
  return convert(await writeWorkbook(folder.path('raw.xlsx'), { ...sheetOf(rows), ...parts }));
}

async function departmentWorkbook(): Promise<string> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('说明', { state: 'hidden' }).addRow(['x']);
  const sheet = book.addWorksheet('人员');
  sheet.addRow(['余姚市某某表']);
  sheet.mergeCells('A1:C1');
  sheet.addRow(['姓名', '数', '日期', '时刻', '是否', '合计', '错', '证件号', '备注']);
  sheet.mergeCells('H2:I2');
  const row = sheet.addRow([
    { richText: [{ text: '张' }, { text: '三', font: { bold: true } }] },
    0.1 + 0.2,
    new Date(Date.UTC(2016, 0, 2)),
    new Date(Date.UTC(2016, 0, 2, 10, 20, 30)),
    true,
    { formula: 'B3*2', result: 0.6 },
    { error: '#N/A' },
    330000199001011200,
    '他说"好",\n<b>&',
  ]);
  row.getCell(3).numFmt = 'yyyy"年"m"月"d"日"';
  row.getCell(4).numFmt = 'yyyy-mm-dd hh:mm:ss';
  sheet.addRow([]);
  sheet.addRow(['李四', 1e21, null, null, false, { formula: 'B5' }]).hidden = true;
  const path = folder.path('department.xlsx');
  await book.xlsx.writeFile(path);
  return path;
}

test("a department's workbook becomes clean CSV, and what a reader should know is told", async () => {
  const from = await departmentWorkbook();
  const sheet = await convert(from, { headerLine: 2, lineColumn: '_line' });
  expect(sheet.csv).toBe(
    '_line,姓名,数,日期,时刻,是否,合计,错,证件号,column_9\n' +
      '3,张三,0.3,2016-01-02,2016-01-02 10:20:30,TRUE,0.6,#N/A,330000199001011200,"他说""好"",\n<b>&"\n' +
      '5,李四,1000000000000000000000,,,FALSE,,,,\n',
  );
  expect(sheet).toMatchObject({
    sheet: '人员',
    sheets: [
      { name: '说明', state: 'hidden' },
      { name: '人员', state: 'visible' },
    ],
    headerLine: 2,
    rows: 2,
    preambleRows: 1,
    formulas: { first: ['F3', 'F5'], count: 2 },
    uncalculated: { first: ['F5'], count: 1 },
    errors: { first: ['G3'], count: 1 },
    lostDigits: { first: ['H3', 'B5'], count: 2 },
    merged: { first: ['A1:C1', 'H2:I2'], count: 2 },
    headerMerged: true,
    hiddenRows: 1,
  });
});

test('the preview finds the header under the title and reads no further than it must', async () => {
  const preview = await previewXlsx({ from: await departmentWorkbook(), rows: 1 });
  expect(preview).toMatchObject({ sheet: '人员', headerLine: 2, faults: [] });
  expect(preview.rows).toHaveLength(1);
  expect(preview.rows[0]).toMatchObject({ line: 3 });
  expect(await listSheets(folder.path('department.xlsx'))).toHaveLength(2);
});

test('inline strings, prefixes, missing references, literal sections and phonetic marks are read', async () => {
  const { csv } = await convertRows(
    '<x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c><c t="str"><v>b &amp; c</v></c></x:row>' +
      '<row r="3" hidden="0"><c r="A3" t="inlineStr"><is><r><t>a</t></r><r><t> b</t></r><rPh><t>zz</t></rPh></is></c>' +
      "<c r='B3' t='inlineStr'><is><t><![CDATA[<x>]]>&#x4e00;&#49;_x0041__x000D_</t></is></c></row><row r='4'/>",
  );
  expect(csv).toBe('甲,b & c\na b,"<x>一1A\r"\n');
});

test('dates follow the style of the cell and the calendar of the workbook', async () => {
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-804]h:mm AM/PM"/>' +
    '<numFmt numFmtId="165" formatCode="0.00E+00;[Red]-0"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>';
  const cells = (style: number, values: number[]): string =>
    `<row>${values.map((value) => `<c s="${style}"><v>${value}</v></c>`).join('')}</row>`;
  const rows = [
    cells(0, [1, 2, 3, 4]),
    cells(1, [1, 59, 60, 61]),
    cells(1, [42371, 42371.5, -1, 2958465]),
    cells(2, [0.25, 0, 0.75, 42371.25]),
    cells(3, [1, 2, 3, 0.5]),
  ];
  const { csv } = await convertRows(rows.join(''), { 'xl/styles.xml': styles });
  expect(csv.split('\n')).toEqual([
    '1,2,3,4',
    '1900-01-01,1900-02-28,60,1900-03-01',
    '2016-01-02,2016-01-02 12:00:00,-1,9999-12-31',
    '06:00:00,00:00:00,18:00:00,2016-01-02 06:00:00',
    '1,2,3,0.5',
    '',
  ]);
  const from1904 = await convertRows(cells(0, [1]) + cells(1, [40909]), {
    'xl/styles.xml': styles,
    'xl/workbook.xml':
      '<workbook><workbookPr date1904="1"/><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
  });
  expect(from1904.csv).toBe('1\n2016-01-02\n');
});

test('shared strings beyond the memory go to a file and come back the same', async () => {
  const strings = Array.from({ length: 5000 }, (_, place) => `某某${place}${'字'.repeat(place % 50)}`);
  strings[7] = '长'.repeat(32_000);
  const items = strings.map((text) => `<si><t>${text}</t></si>`).join('');
  const order = strings.map((_, place) => (place * 7919) % strings.length);
  const rows = `<row><c t="inlineStr"><is><t>h</t></is></c></row>${order.map((at) => `<row><c t="s"><v>${at}</v></c></row>`).join('')}`;
  const from = await writeWorkbook(folder.path('strings.xlsx'), {
    ...sheetOf(rows),
    'xl/sharedStrings.xml': `<sst>${items}</sst>`,
  });
  const spilt = await convert(from, { sharedStringsMemory: 1 << 16 });
  expect(spilt.csv).toBe(`h\n${order.map((at) => `${strings[at]}\n`).join('')}`);
  expect((await convert(from)).csv).toBe(spilt.csv);
  expect(existsSync(folder.path('out.csv.strings'))).toBe(false);
});

test('a row with cells beyond the header is refused with its row, a styled but empty one is not', async () => {
  const { csv, faults } = await convertRows(
    '<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c/><c s="1"/></row><row><c/><c/><c><v>9</v></c></row>',
  );
  expect(csv).toBe('1,2\n3,\n');
  expect(faults).toEqual({ first: [{ code: 'too-many-fields', line: 3, field: 3 }], count: 1 });
});

test('progress is told, and a cancelled reading stops', async () => {
  const from = await departmentWorkbook();
  const seen: number[] = [];
  await convert(from, { onProgress: ({ bytes, totalBytes }) => seen.push(bytes / totalBytes) });
  expect(seen.at(-1)).toBe(1);
  await expect(convert(from, { signal: AbortSignal.abort(new Error('cancelled')) })).rejects.toThrow(
    'cancelled',
  );
});
