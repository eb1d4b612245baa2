import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { prepareCsv, sniff, writeCsv, writeXlsx, xlsxToCsv } from './index.ts';
import type { Cell, SheetRow } from './index.ts';
import { splitRow } from './split-row.ts';
import { testFolder } from './test-folder.ts';

const folder = testFolder();
const HEADER = ['姓名', '证件号', '数', '是否'];
const AWKWARD = [
  '=1+1',
  '+86',
  '-cmd',
  '@SUM(A1)',
  '\tx',
  '"引"',
  'a,b',
  '行\n行',
  '<&>',
  ' 空 ',
  '_x0041_',
  '😀',
  '\u0001',
  '\r',
  '00123',
];

async function* asRows(rows: readonly SheetRow[]): AsyncGenerator<SheetRow> {
  yield* rows;
}

test('a written workbook is read back the same, by our reader and by exceljs', async () => {
  const rows: Cell[][] = AWKWARD.map((text, place) => [
    text,
    '330000199001011234',
    place + 0.5,
    place % 2 === 0,
  ]);
  const to = folder.path('w.xlsx');
  expect(await writeXlsx(asRows(rows), { to, header: HEADER, sheet: '人员/[2016]' })).toEqual({
    rows: AWKWARD.length,
    cutTexts: 0,
  });
  expect(sniff(readFileSync(to).subarray(0, 65_536), 'w.xlsx').format).toBe('xlsx');
  const sheet = await xlsxToCsv({ from: to, to: folder.path('w.csv') });
  expect(sheet).toMatchObject({
    sheet: '人员  2016',
    rows: AWKWARD.length,
    formulas: { count: 0 },
    faults: { count: 0 },
  });
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(to);
  const peer = book.worksheets[0];
  expect(peer?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  expect(peer?.getCell('A1').font).toMatchObject({ bold: true });
  const read = AWKWARD.map((_, place) => peer?.getCell(place + 2, 1));
  expect(read.map((cell) => cell?.type)).toEqual(AWKWARD.map(() => ExcelJS.ValueType.String));
  expect(read.slice(0, 11).map((cell) => cell?.value)).toEqual(AWKWARD.slice(0, 10).concat('_x005F_x0041_'));
  expect(peer?.getCell('B2').numFmt).toBe('@');
  expect(peer?.getCell('C2').value).toBe(0.5);
});

test('our own reading of what we wrote loses no character', async () => {
  const to = folder.path('o.xlsx');
  await writeXlsx(
    AWKWARD.map((text) => [text, 'x']),
    { to, header: ['a', 'b'] },
  );
  const lines: string[] = [];
  await xlsxToCsv({ from: to, to: folder.path('o.csv') });
  let rest = readFileSync(folder.path('o.csv'), 'utf8').slice('a,b\n'.length);
  for (const text of AWKWARD) {
    const end = rest.indexOf(',x\n');
    lines.push(splitRow(rest.slice(0, end), ',')[0] ?? '');
    expect(lines.at(-1)).toBe(text);
    rest = rest.slice(end + 3);
  }
  expect(rest).toBe('');
});

test('what looks like a formula carries the quote prefix; remarks stand beside their cells', async () => {
  const to = folder.path('n.xlsx');
  await writeXlsx([{ cells: ['=1', '错', null], notes: { 1: '证件号 <不符>' } }], { to, header: HEADER });
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(to);
  const note = book.worksheets[0]?.getCell('B2').note;
  expect(JSON.stringify(note)).toContain('证件号 <不符>');
  const sheet = await xlsxToCsv({ from: to, to: folder.path('n.csv') });
  expect(sheet.rows).toBe(1);
  expect(book.worksheets[0]?.getCell('B2').fill).toMatchObject({ fgColor: { argb: 'FFFFE699' } });
});

test('a text too long for a cell is cut and counted, a header alone is a template', async () => {
  const to = folder.path('l.xlsx');
  expect(await writeXlsx([['x'.repeat(40_000)]], { to, header: ['a'] })).toEqual({ rows: 1, cutTexts: 1 });
  await xlsxToCsv({ from: to, to: folder.path('l.csv') });
  expect(readFileSync(folder.path('l.csv'), 'utf8')).toBe(`a\n${'x'.repeat(32_767)}\n`);
  await writeXlsx([], { to, header: HEADER });
  expect(await xlsxToCsv({ from: to, to: folder.path('l.csv') })).toMatchObject({
    rows: 0,
    header: { names: HEADER },
  });
});

test('the rows are asked for no faster than the reader takes them, and no more when he leaves', async () => {
  let asked = 0;
  function* endless(): Generator<Cell[]> {
    for (;;) {
      asked += 1;
      yield [randomBytes(60).toString('base64')];
    }
  }
  const body = new PassThrough();
  const settled = writeXlsx(endless(), { to: body, header: ['a'] }).catch((error: unknown) => error);
  while (!body.writableNeedDrain) await setImmediate();
  for (let turn = 0; turn < 2000; turn++) await setImmediate();
  expect(asked).toBeLessThan(50_000);
  body.destroy();
  expect(await settled).toBeInstanceOf(Error);
});

test('CSV opens in a spreadsheet with its characters and without its formulas', async () => {
  const to = folder.path('c.csv');
  expect(
    await writeCsv(
      [
        ['=1+1', '-5', -5, true],
        ['@x', 'a,"b"', null, '\n'],
      ],
      { to, header: HEADER },
    ),
  ).toBe(2);
  expect(readFileSync(to, 'utf8')).toBe(
    '\ufeff姓名,证件号,数,是否\r\n\'=1+1,-5,-5,true\r\n\'@x,"a,""b""",,"\n"\r\n',
  );
  await writeCsv([['=1+1']], { to, header: ['a'], bom: false, formulaSafe: false, delimiter: '\t' });
  expect(readFileSync(to, 'utf8')).toBe('a\r\n=1+1\r\n');
});

test('a written CSV comes back through the reader', async () => {
  const from = folder.path('r.csv');
  await writeCsv(
    AWKWARD.map((text) => [text, 'x']),
    { to: from, header: ['a', 'b'], formulaSafe: false },
  );
  const table = await prepareCsv({ from, to: folder.path('r.out'), encoding: 'utf-8', delimiter: ',' });
  expect(table).toMatchObject({ rows: AWKWARD.length, faults: { count: 0 }, header: { names: ['a', 'b'] } });
});
