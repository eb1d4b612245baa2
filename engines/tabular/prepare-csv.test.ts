import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import type { Delimiter } from './delimiter.ts';
import { prepareCsv } from './prepare-csv.ts';
import type { PrepareCsvOptions, PreparedCsv } from './prepare-csv.ts';
import { readCsvSql } from './read-csv-sql.ts';
import { gbk } from './test-gbk.ts';
import { testFolder } from './test-folder.ts';

const folder = testFolder();

interface Outcome {
  table: PreparedCsv;
  clean: string;
  rejects: string;
}

async function prepare(content: string | Buffer, options: Partial<PrepareCsvOptions> = {}): Promise<Outcome> {
  const table = await prepareCsv({
    from: folder.put('in.csv', content),
    to: folder.path('out.csv'),
    rejects: folder.path('rejects.csv'),
    encoding: 'utf-8',
    delimiter: ',',
    lineColumn: '_line',
    ...options,
  });
  const [clean, rejects] = [folder.path('out.csv'), folder.path('rejects.csv')].map((p) =>
    readFileSync(p, 'utf8'),
  );
  return { table, clean: clean ?? '', rejects: rejects ?? '' };
}

async function duckdbRows(sql: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(sql);
  const rows = reader.getRowsJson();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

function readBack(table: PreparedCsv, delimiter: Delimiter = ','): Promise<unknown[][]> {
  const options = { delimiter, columns: table.header.columns, lineColumn: '_line' };
  return duckdbRows(`select * from ${readCsvSql(folder.path('out.csv'), options)} order by _line`);
}

test('good rows come through with the line they stood in, whatever ends the lines', async () => {
  const { table } = await prepare('姓名,字,数\r\n张三,"甲\r\n乙",1\n李四,"他说""好""",2\r王五,"丙,丁",3');
  expect(table).toMatchObject({ rows: 3, lines: 5, headerLine: 1, faults: { count: 0 } });
  expect(await readBack(table)).toEqual([
    ['2', '张三', '甲\r\n乙', '1'],
    ['4', '李四', '他说"好"', '2'],
    ['5', '王五', '丙,丁', '3'],
  ]);
});

test.each([
  [
    'an opening quote without its partner',
    'a,b,c\n1,2,3\n4,"5,6\n7,8,9\n10,"11",12\n',
    [[3, 'unclosed-quote']],
    [2, 4, 5],
  ],
  ['the same in the last row', 'a,b,c\n1,2,3\n4,5,"6\n7,8,9\n', [[3, 'unclosed-quote']], [2, 4]],
  ['text behind a closing quote', 'a,b,c\n1,"2"x,3\n4,5,6\n', [[2, 'text-after-quote']], [3]],
  ['too few fields', 'a,b,c\n1,2\n4,5,6\n', [[2, 'too-few-fields']], [3]],
  ['too many fields', 'a,b,c\n1,2,3,4\n4,5,6\n', [[2, 'too-many-fields']], [3]],
  [
    'a NUL byte',
    'a,b,c\n1,2\0z,3\n4,"5\0",6\n7,8,9\n',
    [
      [2, 'nul-byte'],
      [3, 'nul-byte'],
    ],
    [4],
  ],
  ['bytes that are no text', Buffer.from('612c620a312cd5c50a332c340a', 'hex'), [[2, 'undecodable']], [3]],
])('%s costs its row only, and the line is told', async (_what, content, faults, good) => {
  const { table, rejects } = await prepare(content);
  expect(table.faults.first.map(({ line, code }) => [line, code])).toEqual(faults);
  expect((await readBack(table)).map(([line]) => Number(line))).toEqual(good);
  expect(
    rejects
      .split('\n')
      .slice(1, 1 + faults.length)
      .map((row) => row.split(',').slice(0, 2)),
  ).toEqual(faults.map(([line, code]) => [String(line), code]));
});

test('a quote inside a field is text, as in a pipe of 12"', async () => {
  const { table } = await prepare('a,b\n管12",1\n');
  expect(await readBack(table)).toEqual([['2', '管12"', '1']]);
});

test('DuckDB alone loses good rows to the same broken quote', async () => {
  const content = 'a,b,c\n1,2,3\n4,"5,6\n7,8,9\n10,"11",12\n13,14,15\n';
  const { table } = await prepare(content);
  const alone =
    await duckdbRows(`select a from read_csv('${folder.path('in.csv')}', header=true, auto_detect=false,
    delim=',', quote='"', escape='"', columns={a: 'VARCHAR', b: 'VARCHAR', c: 'VARCHAR'}, store_rejects=true)`);
  expect((await readBack(table)).map((row) => row[1])).toEqual(['1', '7', '10', '13']);
  expect(alone).toEqual([['1'], ['13']]);
});

test('blank rows are left out and counted; a title above the table is passed by when told', async () => {
  const { table } = await prepare('余姚市某某表,,\n姓名,数,\n张三,1,x\n,,\n\n李四,2,y\n,,\n', {
    headerLine: 2,
  });
  expect(table).toMatchObject({ rows: 2, blankRows: 3, preambleRows: 1, headerLine: 2 });
  expect(table.header).toEqual({
    names: ['姓名', '数', ''],
    columns: ['姓名', '数', 'column_3'],
    faults: [{ code: 'empty-header', column: 3, name: '' }],
  });
});

test('a header that names a column twice is told and the table still read', async () => {
  const { table } = await prepare('姓名,姓名,Id,ID\n张三,李四,1,2\n');
  expect(table.header.columns).toEqual(['姓名', '姓名_2', 'Id', 'ID_2']);
  expect(table.header.faults.map(({ code, column }) => [code, column])).toEqual([
    ['duplicate-header', 2],
    ['duplicate-header', 4],
  ]);
  expect(await readBack(table)).toEqual([['2', '张三', '李四', '1', '2']]);
});

test('an empty file, blank lines, a table without rows, a table too wide', async () => {
  await expect(prepare('')).rejects.toMatchObject({ code: 'tabular.empty' });
  await expect(prepare('\n\n,,\n')).rejects.toMatchObject({ code: 'tabular.empty' });
  await expect(prepare('a,b\n', { headerLine: 9 })).rejects.toMatchObject({ code: 'tabular.no-header' });
  expect((await prepare('a,b,c\n')).table).toMatchObject({ rows: 0, faults: { count: 0 } });
  const wide = Array.from({ length: 200 }, (_, place) => `c${place}`).join();
  const refused = prepare(`${wide}\n${wide}\n`, { maxColumns: 100 });
  await expect(refused).rejects.toMatchObject({ code: 'tabular.too-many-columns', line: 1, column: 101 });
  const { table } = await prepare(`${wide}\n${wide}\n`);
  expect((await readBack(table))[0]).toHaveLength(201);
});

test('GBK with tabs', async () => {
  const { table } = await prepare(gbk('姓名\t地址\n张三\t余姚,某某路\n'), {
    encoding: 'gb18030',
    delimiter: '\t',
  });
  expect(await readBack(table, '\t')).toEqual([['2', '张三', '余姚,某某路']]);
});

test('a row without an end is refused without filling the memory, and the next ones are read', async () => {
  const long = `1,${'x'.repeat(5_000_000)}`;
  const { table, clean } = await prepare(`a,b\n${long}\r\n3,4\n5,"${'y\n'.repeat(1_000_000)}7,8\n`);
  expect(table.faults.first.slice(0, 2).map(({ line, code }) => [line, code])).toEqual([
    [2, 'row-too-long'],
    [4, 'unclosed-quote'],
  ]);
  expect(clean).toBe('_line,a,b\n3,3,4\n1000004,7,8\n');
  expect(table.lines).toBe(1_000_004);
  expect(table.faultCounts).toEqual({ 'row-too-long': 1, 'unclosed-quote': 1, 'too-few-fields': 999_999 });
  expect(table.faults.first).toHaveLength(1000);
});

test('a cancelled reading stops', async () => {
  await expect(prepare('a\n1\n', { signal: AbortSignal.abort(new Error('cancelled')) })).rejects.toThrow(
    'cancelled',
  );
});
