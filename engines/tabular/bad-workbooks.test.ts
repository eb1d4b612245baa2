import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { xlsxToCsv } from './index.ts';
import type { TabularError, XlsxToCsvOptions } from './index.ts';
import { testFolder } from './test-folder.ts';
import { sheetOf, writeWorkbook } from './test-workbook.ts';

const folder = testFolder();
const ROW = '<row r="1"><c r="A1"><v>1</v></c></row>';

async function refusal(from: string, options: Partial<XlsxToCsvOptions> = {}): Promise<string> {
  return xlsxToCsv({ from, to: folder.path('out.csv'), ...options }).then(
    () => 'read',
    (error: TabularError) => error.code,
  );
}

async function refusalOf(rows: string, options: Partial<XlsxToCsvOptions> = {}): Promise<string> {
  return refusal(await writeWorkbook(folder.path('bad.xlsx'), sheetOf(rows)), options);
}

function* zeros(mebibytes: number): Generator<Buffer> {
  const block = Buffer.alloc(1 << 20);
  for (let count = 0; count < mebibytes; count++) yield block;
}

test('a zip bomb of a gigabyte is refused before it is unpacked', { timeout: 60_000 }, async () => {
  const bomb = await writeWorkbook(folder.path('bomb.xlsx'), { 'xl/worksheets/sheet1.xml': zeros(1024) });
  expect(readFileSync(bomb).length).toBeLessThan(8 << 20);
  const memory = process.memoryUsage().rss;
  const start = process.cpuUsage().user;
  expect(await refusal(bomb)).toBe('tabular.too-large-unzipped');
  expect(process.cpuUsage().user - start).toBeLessThan(500_000);
  expect(process.memoryUsage().rss - memory).toBeLessThan(64 << 20);
  expect(await refusal(bomb, { archiveLimits: { ratio: 1e9, unzippedBytes: 1 << 29 } })).toBe(
    'tabular.too-large-unzipped',
  );
  const small = await writeWorkbook(folder.path('small.xlsx'), { 'xl/worksheets/sheet1.xml': zeros(16) });
  expect(await refusal(small, { archiveLimits: { ratio: 1e9 } })).toBe('tabular.damaged');
});

test('a part that holds more than the directory says is stopped where it should have ended', async () => {
  const path = await writeWorkbook(folder.path('liar.xlsx'), sheetOf(ROW.repeat(1) + ' '.repeat(10_000_000)));
  const bytes = readFileSync(path);
  const entry = bytes.indexOf('xl/worksheets/sheet1.xml', bytes.indexOf('PK\u0001\u0002')) - 46;
  bytes.writeUInt32LE(100, entry + 24);
  expect(await refusal(folder.put('liar.xlsx', bytes))).toBe('tabular.damaged');
});

test('too many parts, rows and columns', async () => {
  expect(await refusalOf(ROW, { archiveLimits: { entries: 3 } })).toBe('tabular.too-many-entries');
  expect(await refusalOf(`${ROW}<row/><row/>`, { maxRows: 2 })).toBe('tabular.too-many-rows');
  expect(await refusalOf('<row><c r="XFE1"><v>1</v></c></row>')).toBe('tabular.too-many-columns');
  expect(await refusalOf('<row><c r="CV1"><v>1</v></c></row>', { maxColumns: 99 })).toBe(
    'tabular.too-many-columns',
  );
  expect(await refusalOf('<row><c r="CV1"><v>1</v></c></row>', { maxColumns: 100 })).toBe('read');
});

test('what is no workbook of today', async () => {
  const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  const names = Buffer.concat([Buffer.alloc(1_048_560), Buffer.from('EncryptedPackage', 'utf16le')]);
  expect(await refusal(folder.put('a.xlsx', Buffer.concat([ole, names])))).toBe('tabular.encrypted');
  expect(await refusal(folder.put('b.xls', Buffer.concat([ole, Buffer.alloc(600)])))).toBe(
    'tabular.legacy-workbook',
  );
  expect(await refusal(folder.put('c.xlsx', '姓名,数\n'))).toBe('tabular.not-a-workbook');
  expect(await refusal(folder.put('d.xlsx', ''))).toBe('tabular.empty');
  const archive = await writeWorkbook(folder.path('e.xlsx'), {
    '_rels/.rels': '<Relationships/>',
    'xl/workbook.xml': '<a/>',
  });
  expect(await refusal(archive)).toBe('tabular.not-a-workbook');
});

test('a password on a part is seen in the directory', async () => {
  const bytes = readFileSync(await writeWorkbook(folder.path('p.xlsx'), sheetOf(ROW)));
  for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 1)) {
    bytes.writeUInt16LE(bytes.readUInt16LE(at + 8) | 1, at + 8);
  }
  expect(await refusal(folder.put('p.xlsx', bytes))).toBe('tabular.encrypted');
});

test('a file cut short, or with a byte changed', async () => {
  const whole = readFileSync(await writeWorkbook(folder.path('w.xlsx'), sheetOf(ROW)));
  expect(await refusal(folder.path('w.xlsx'))).toBe('read');
  expect(await refusal(folder.put('cut.xlsx', whole.subarray(0, whole.length - 200)))).toBe(
    'tabular.truncated',
  );
  const changed = Buffer.from(whole);
  const directory = changed.indexOf('PK\u0001\u0002');
  const entry = changed.indexOf('xl/worksheets/sheet1.xml', directory) - 46;
  changed.writeUInt32LE(changed.readUInt32LE(entry + 16) ^ 1, entry + 16);
  expect(await refusal(folder.put('changed.xlsx', changed))).toBe('tabular.damaged');
});

test('XML that an office file never has', async () => {
  const part = 'xl/worksheets/sheet1.xml';
  const bad = async (xml: string): Promise<string> =>
    refusal(await writeWorkbook(folder.path('x.xlsx'), { [part]: xml }));
  const laughs = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]><worksheet/>';
  expect(await bad(laughs)).toBe('tabular.document-type-refused');
  expect(await bad('<worksheet><sheetData><row><c t="str"><v>&b;</v></c></row>')).toBe('tabular.damaged');
  expect(await bad('<worksheet><sheetData><row><c t="s"><v>5</v></c></row>')).toBe('tabular.damaged');
  expect(await bad('<worksheet><sheetData><row><c ')).toBe('tabular.truncated');
  expect(await bad(`<worksheet><sheetData><row r="2"/><row r="1"/>`)).toBe('tabular.damaged');
  expect(await bad(`<worksheet><sheetData><row><c r="B1"/><c r="A1"/>`)).toBe('tabular.damaged');
  expect(await bad('<worksheet><sheetData/></worksheet>')).toBe('tabular.empty');
});

test('a sheet that is not there', async () => {
  expect(await refusalOf(ROW, { sheet: '别的' })).toBe('tabular.sheet-missing');
  const hidden = await writeWorkbook(folder.path('h.xlsx'), {
    ...sheetOf(ROW),
    'xl/workbook.xml':
      '<workbook><sheets><sheet name="表" state="veryHidden" r:id="rId1"/></sheets></workbook>',
  });
  expect(await refusal(hidden)).toBe('tabular.sheet-missing');
  expect(await refusal(hidden, { sheet: '表' })).toBe('read');
});
