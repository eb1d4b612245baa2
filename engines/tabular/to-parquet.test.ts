import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ParquetReader } from '#engines/parquet';
import type { Delimiter } from './delimiter.ts';
import type { Encoding } from './encoding.ts';
import { prepareCsv } from './prepare-csv.ts';
import { readCsvSql } from './read-csv-sql.ts';
import { gbk } from './test-gbk.ts';
import { testFolder } from './test-folder.ts';
import { sheetOf, writeWorkbook } from './test-workbook.ts';
import { csvToParquet, xlsxToParquet } from './to-parquet.ts';

const folder = testFolder();
vi.setConfig({ testTimeout: 60_000 });

type Rows = (string | null)[][];

async function readBack(path: string, columns: readonly string[]): Promise<Rows> {
  const reader = await ParquetReader.open(path);
  const rows: Rows = [];
  for (const [group, count] of reader.groups.entries()) {
    const texts = await Promise.all(columns.map((name) => reader.readTexts(group, name)));
    for (let row = 0; row < count; row++)
      rows.push(
        texts.map(({ texts: values, codes }) => {
          const place = codes === null ? row : (codes[row] as number);
          return place < 0 ? null : values.text(place) || null;
        }),
      );
  }
  await reader.close();
  return rows;
}

interface How {
  encoding: Encoding;
  delimiter?: Delimiter;
}

/** Both ways to read a file: clean CSV as it has always been, and columns. They must say the same of everything. */
async function bothWays(content: string | Buffer, { encoding, delimiter = ',' }: How) {
  const source = { from: folder.put('in.csv', content), encoding, delimiter, maxRowBytes: 1 << 16 };
  const csv = await prepareCsv({
    ...source,
    to: folder.path('out.csv'),
    lineColumn: '_line',
    rejects: folder.path('rejects-1.csv'),
  });
  const names = csv.header.columns;
  const columns = await csvToParquet({
    ...source,
    to: folder.path('out.parquet'),
    rejects: folder.path('rejects-2.csv'),
    rowColumn: '_row',
    lineColumn: '_line',
    columns: names.map((name) => ({ name, header: name })),
  });
  const { bytesWritten: _one, ...told } = csv;
  const { bytesWritten: _other, ...toldOfColumns } = columns;
  expect(toldOfColumns).toEqual(told);
  const rejects = [1, 2].map((at) => readFileSync(folder.path(`rejects-${at}.csv`), 'utf8'));
  expect(rejects[1]).toBe(rejects[0]);
  const rows = await readBack(folder.path('out.parquet'), names);
  expect(rows).toEqual(await cleanRows(delimiter, names));
  return { rows, table: columns };
}

let instance: DuckDBInstance;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
});
afterAll(() => instance.closeSync());

/** What DuckDB reads of the clean CSV; an empty field is null. */
async function cleanRows(delimiter: Delimiter, columns: readonly string[]): Promise<Rows> {
  const connection = await instance.connect();
  const source = readCsvSql(folder.path('out.csv'), { delimiter, columns, lineColumn: '_line' });
  const read = await connection.runAndReadAll(`select * exclude (_line) from ${source} order by _line`);
  connection.closeSync();
  return read.getRowsJson() as Rows;
}

const hard =
  '姓名,字,数\r\n张三,"甲\r\n乙",1\n李四,"他说""好""",2\r王五,"丙,丁",\n,,\n赵六,"",3\n"未闭合,x,4\n钱七,戊,5';

test('GBK, mixed line ends, quotes, blanks and a quote without its partner', async () => {
  const { rows, table } = await bothWays(gbk(hard), { encoding: 'gb18030' });
  expect(rows).toEqual([
    ['张三', '甲\r\n乙', '1'],
    ['李四', '他说"好"', '2'],
    ['王五', '丙,丁', null],
    ['赵六', null, '3'],
    ['钱七', '戊', '5'],
  ]);
  expect(table.faults.first).toEqual([{ code: 'unclosed-quote', line: 8, field: 1 }]);
});

test.each<[string, Buffer, How]>([
  ['UTF-8', Buffer.from(hard), { encoding: 'utf-8' }],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${hard}`), { encoding: 'utf-8' }],
  ['UTF-16', Buffer.from(`\ufeff${hard}`, 'utf16le'), { encoding: 'utf-16le' }],
  [
    'GBK with bars, which are halves of characters there',
    gbk('姓名|数\n眧眪|1\n张三|2\n'),
    { encoding: 'gb18030', delimiter: '|' },
  ],
  ['GBK with tabs', gbk('姓名\t地址\n张三\t余姚,某某路\n'), { encoding: 'gb18030', delimiter: '\t' }],
  [
    'a mark of GB 18030',
    Buffer.concat([Buffer.from([0x84, 0x31, 0x95, 0x33]), gbk('姓名\n张三\n')]),
    { encoding: 'gb18030' },
  ],
  [
    'characters of four bytes',
    Buffer.concat([gbk('名,数\n'), Buffer.from([0x95, 0x32, 0x82, 0x36]), gbk(',1\n')]),
    { encoding: 'gb18030' },
  ],
  [
    'a euro in one byte',
    Buffer.concat([gbk('名,数\n甲'), Buffer.from([0x80]), gbk(',1\n')]),
    { encoding: 'gb18030' },
  ],
  ['NUL bytes', gbk('a,b\n甲\0,2\n3,4\n'), { encoding: 'gb18030' }],
  [
    'bytes that are no text, late',
    Buffer.concat([gbk('a,b\n甲,1\n'), Buffer.from('ffc82c320a', 'hex'), gbk('丙,3\n')]),
    { encoding: 'gb18030' },
  ],
  [
    'half a character before a delimiter and a line end',
    Buffer.from('612c620ab0a1b02c310a322cb00a342c350a', 'hex'),
    { encoding: 'gb18030' },
  ],
  ['a replacement that stood in the file', Buffer.from('a,b\n\ufffd,1\n2,3\n'), { encoding: 'utf-8' }],
])('%s', async (_what, content, how) => {
  await bothWays(content, how);
});

let state = 18_030;
function below(limit: number): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 4294967296) * limit);
}

test('whatever bytes come, both ways say the same', async () => {
  const pieces = [
    ...[
      'a',
      '张',
      '三',
      ',',
      ',',
      ',',
      '\n',
      '\r\n',
      '\r',
      '"',
      '""',
      '-',
      '12345678',
      '城乡居民',
      '·',
      '\0',
    ].map(gbk),
    Buffer.from([0x81]),
    Buffer.from([0xff]),
    Buffer.from([0x84, 0x31, 0xa4, 0x37]),
    Buffer.from([0x95, 0x32]),
  ];
  for (let round = 0; round < 70; round++) {
    const body = Array.from(
      { length: below(120) },
      () => pieces[below(round % 3 === 0 ? pieces.length : 14)] as Buffer,
    );
    await bothWays(Buffer.concat([gbk('姓名,乙,丙\n'), ...body, gbk('\n')]), { encoding: 'gb18030' });
  }
});

test('more rows than one group, some of them refused in the middle of their columns', async () => {
  const lines = Array.from(
    { length: 80_000 },
    (_, row) => `某${row},${row % 9},${row % 1000 === 999 ? 'BAD' : '好'}`,
  );
  const text = gbk(`名,类,末\n${lines.join('\n')}\n`);
  // The last field of every thousandth row becomes bytes that are no text, when the first two are in their columns already.
  for (let at = text.indexOf('BAD'); at >= 0; at = text.indexOf('BAD', at)) text.fill(0xff, at, at + 3);
  const { rows, table } = await bothWays(text, { encoding: 'gb18030' });
  expect(table.faultCounts).toEqual({ undecodable: 80 });
  expect(rows).toHaveLength(79_920);
});

test('a blank before a quote is text, over which DuckDB stumbles in the same rows as CSV', async () => {
  const from = folder.put('in.csv', 'a,b\n1, "x\n2,y\n');
  const columns = ['a', 'b'].map((name) => ({ name, header: name }));
  const to = folder.path('out.parquet');
  await csvToParquet({
    from,
    to,
    encoding: 'utf-8',
    delimiter: ',',
    rowColumn: '_row',
    lineColumn: '_line',
    columns,
  });
  expect(await readBack(to, ['a', 'b'])).toEqual([
    ['1', ' "x'],
    ['2', 'y'],
  ]);
});

test('columns are chosen by the header; one without a header is empty, one that is not there is told', async () => {
  const common = {
    from: folder.put('in.csv', '乙,甲,丙\n1,2,3\n4,5,6\n'),
    to: folder.path('out.parquet'),
    encoding: 'utf-8',
    delimiter: ',',
    rowColumn: '_row',
    lineColumn: '_line',
  } as const;
  await csvToParquet({
    ...common,
    columns: [
      { name: 'a', header: '甲' },
      { name: 'none', header: null },
    ],
  });
  expect(await readBack(common.to, ['a', 'none'])).toEqual([
    ['2', null],
    ['5', null],
  ]);
  await expect(csvToParquet({ ...common, columns: [{ name: 'x', header: '丁' }] })).rejects.toMatchObject({
    code: 'tabular.no-header',
  });
});

test('a workbook takes the same way', async () => {
  const from = await writeWorkbook(
    folder.path('in.xlsx'),
    sheetOf(
      '<row><c t="str"><v>甲</v></c><c t="str"><v>乙</v></c></row><row><c t="str"><v>他说"好",</v></c></row><row r="9"><c r="B9"><v>2</v></c></row>',
    ),
  );
  const to = folder.path('sheet.parquet');
  const columns = ['甲', '乙'].map((name) => ({ name, header: name }));
  const table = await xlsxToParquet({ from, to, rowColumn: '_row', lineColumn: '_line', columns });
  expect(table).toMatchObject({ rows: 2, faults: { count: 0 } });
  expect(await readBack(to, ['甲', '乙'])).toEqual([
    ['他说"好",', null],
    [null, '2'],
  ]);
});
