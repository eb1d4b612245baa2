import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import type { Delimiter } from './delimiter.ts';
import type { Encoding } from './encoding.ts';
import { gbk } from './test-gbk.ts';
import { testFolder } from './test-folder.ts';
import { csvToParquet } from './to-parquet.ts';

const folder = testFolder();
vi.setConfig({ testTimeout: 60_000 });

interface How {
  encoding: Encoding;
  delimiter?: Delimiter;
  maxRowBytes?: number;
}

/** Reads a file with the kernel and row by row: the same bytes must come out, and the same must be told. */
async function bothWays(content: Buffer, { encoding, delimiter = ',', maxRowBytes = 1 << 16 }: How) {
  const from = folder.put('in.csv', content);
  const readBy = async (way: string, oneByOne: boolean) => {
    const [to, rejects] = [folder.path(`${way}.parquet`), folder.path(`${way}.csv`)];
    const columns = [
      ...['乙', '甲', '丙'].map((name) => ({ name, header: name })),
      { name: '无', header: null },
    ];
    const table = await csvToParquet({
      from,
      to,
      rejects,
      encoding,
      delimiter,
      maxRowBytes,
      columns,
      oneByOne,
      rowColumn: '_row',
      lineColumn: '_line',
    });
    return { table, parquet: readFileSync(to), rejects: readFileSync(rejects, 'utf8') };
  };
  const kernel = await readBy('kernel', false);
  const rows = await readBy('rows', true);
  expect(kernel.table).toEqual(rows.table);
  expect(kernel.rejects).toBe(rows.rejects);
  expect(kernel.parquet.equals(rows.parquet)).toBe(true);
  return kernel.table;
}

let state = 2312;
function below(limit: number): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 4294967296) * limit);
}
const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;

const plain = [
  '',
  '',
  'a',
  '12345678',
  '0123456789abcdef',
  '330281198801011234567',
  '张',
  '模拟1号有限公司',
  '他说"好"',
  '~',
];
const long = '余姚市某某街道某某社区'.repeat(9);
const odd = ['"引,号"', '"两行\r\n一格"', '"a""b"', '"', '"x"y', 'x\0y', '\u{20000}', '€', '\u0001', ' "'];
/** Four bytes that are a character, halves of characters, bytes that are none. */
const bytesOfGbk = ['95328236', '8431a437', '81', 'ff', '80', '8130'].map((hex) => Buffer.from(hex, 'hex'));

function field(share: number, encoding: Encoding): Buffer {
  const encode = encoding === 'gb18030' ? gbk : (text: string) => Buffer.from(text);
  if (below(1000) >= share)
    return encode(below(40) === 0 ? long : pick(plain) + String(below(5000)).slice(below(4)));
  if (encoding === 'gb18030' && below(3) === 0) return pick(bytesOfGbk);
  return encode(pick(odd).replace('€', encoding === 'gb18030' ? '元' : '\ufffd'));
}

/** A file of which so many in a thousand fields are none that the kernel takes. */
function file(rows: number, share: number, { encoding, delimiter = ',' }: How): Buffer {
  const encode = encoding === 'gb18030' ? gbk : (text: string) => Buffer.from(text);
  const separator = Buffer.from(delimiter);
  const parts = [encode(['甲', '乙', '丙'].join(delimiter)), Buffer.from('\r\n')];
  for (let row = 0; row < rows; row++) {
    const width = below(1000) < share ? below(5) : 3;
    for (let at = 0; at < width; at++) parts.push(...(at > 0 ? [separator] : []), field(share, encoding));
    parts.push(Buffer.from(below(1000) < share ? pick(['\r', '\n\n', '\r\n,,\r\n']) : pick(['\n', '\r\n'])));
  }
  return Buffer.concat(below(2) === 0 ? parts : parts.slice(0, -1));
}

const ways: How[] = [
  { encoding: 'gb18030' },
  { encoding: 'utf-8' },
  { encoding: 'gb18030', delimiter: '\t' },
  { encoding: 'utf-8', delimiter: '|' },
];

test.each(ways)('short files of any kind: $encoding $delimiter', async (how) => {
  for (let round = 0; round < 30; round++)
    await bothWays(file(below(30), pick([0, 20, 300, 1000]), how), how);
});

test.each(ways)(
  'files that go over the borders of chunks and row groups: $encoding $delimiter',
  async (how) => {
    for (const share of how.delimiter ? [30] : [0, 1, 30]) {
      const table = await bothWays(file(45_000, share, how), how);
      expect(table.rows).toBeGreaterThan(share === 30 ? 20_000 : 42_000);
    }
  },
);

test('every pair of bytes, and every length of a field up to forty', async () => {
  const pairs = Array.from({ length: 1 << 16 }, (_, code) => Buffer.from([code >> 8, code & 255]));
  const rows = pairs
    .filter((pair) => !pair.includes(10) && !pair.includes(13) && !pair.includes(34) && !pair.includes(44))
    .map((pair, at) =>
      Buffer.concat([Buffer.from('x'.repeat(at % 40)), pair, gbk(`${'张'.repeat(at % 7)},${at},\n`)]),
    );
  const table = await bothWays(Buffer.concat([gbk('甲,乙,丙\n'), ...rows]), { encoding: 'gb18030' });
  expect(table.rows).toBeGreaterThan(23_940);
});

test('a row longer than the room of the kernel, and one longer than is taken', async () => {
  const wide = (length: number) => Buffer.concat([Buffer.alloc(length, 'x'), Buffer.from(',2,3\n')]);
  const some = Buffer.from('1,2,3\n'.repeat(1000));
  const content = Buffer.concat([
    Buffer.from('甲,乙,丙\n'),
    some,
    wide(700_000),
    some,
    wide(3_000_000),
    some,
  ]);
  const table = await bothWays(content, { encoding: 'utf-8', maxRowBytes: 1 << 20 });
  expect(table).toMatchObject({ rows: 3001, faultCounts: { 'row-too-long': 1 } });
});

test('one column, in which an empty line is no row', async () => {
  const from = folder.put('in.csv', '名\n甲\n\n乙\r\n\r\n丙');
  const to = folder.path('one.parquet');
  const columns = [{ name: '名', header: '名' }];
  const table = await csvToParquet({
    from,
    to,
    encoding: 'utf-8',
    delimiter: ',',
    columns,
    rowColumn: '_row',
    lineColumn: '_line',
  });
  expect(table).toMatchObject({ rows: 3, blankRows: 2, lines: 6 });
});
