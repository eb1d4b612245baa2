import { expect, test } from 'vitest';
import { sniff } from './sniff.ts';
import { gbk } from './test-gbk.ts';

const TABLE = '姓名,单位,日期\n张三,余姚某某有限公司,2016-01-02\n李四,余姚某某厂,2016-01-03\n';

function utf16(text: string, isBigEndian: boolean): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
}

test('the encodings that departments hand in are told apart', () => {
  expect(sniff(Buffer.from(TABLE), 'a.csv')).toEqual({
    format: 'csv',
    encoding: 'utf-8',
    bom: false,
    confidence: 1,
    delimiter: ',',
  });
  expect(sniff(Buffer.from(`\ufeff${TABLE}`), 'a.csv')).toMatchObject({ encoding: 'utf-8', bom: true });
  expect(sniff(gbk(TABLE), 'a.csv')).toMatchObject({
    format: 'csv',
    encoding: 'gb18030',
    bom: false,
    confidence: 1,
  });
  expect(sniff(utf16(`\ufeff${TABLE}`, false), 'a.csv')).toMatchObject({ encoding: 'utf-16le', bom: true });
  expect(sniff(utf16(`\ufeff${TABLE}`, true), 'a.csv')).toMatchObject({ encoding: 'utf-16be', bom: true });
  expect(sniff(utf16('id,name,number\n1,a,10\n2,b,11\n', false), 'a.csv')).toMatchObject({
    encoding: 'utf-16le',
  });
});

test('a character cut by the end of the head does not make UTF-8 something else', () => {
  const bytes = Buffer.from(TABLE.repeat(3));
  for (let cut = 1; cut <= 12; cut++) {
    expect(sniff(bytes.subarray(0, bytes.length - cut), 'a.csv').encoding).toBe('utf-8');
  }
});

test('one broken byte in a long UTF-8 text does not make it GBK', () => {
  const bytes = Buffer.from(TABLE.repeat(20));
  bytes[bytes.indexOf(0xe5)] = 0xff;
  expect(sniff(bytes, 'a.csv').encoding).toBe('utf-8');
});

test('a text in an encoding that is neither is doubted', () => {
  const big5 = Buffer.from([
    0xa9, 0x6d, 0xa6, 0x57, 0x2c, 0xae, 0x61, 0xa7, 0x7d, 0x0a, 0xb3, 0x5c, 0xa5, 0x5c, 0x0a,
  ]);
  expect(sniff(big5, 'a.csv').confidence ?? 0).toBeLessThan(0.5);
});

test.each([
  ['a,b,c\n1,2,3\n', ','],
  ['a\tb\tc\n1\t2,5\t3\n', '\t'],
  ['a;b;c\n1,5;2,5;3\n', ';'],
  ['a|b|c\n1|2|3\n', '|'],
  ['a,b\n"x;y;z",1\n"p;q;r",2\n', ','],
  ['one\n1\n2\n', ','],
])('the delimiter of %j is %j', (text, delimiter) => {
  expect(sniff(Buffer.from(text), 'a.csv').delimiter).toBe(delimiter);
});

test('the content decides, and a name that promised something else is reported', () => {
  const html = '<html><head><meta charset="gb2312"></head><table><tr><td>1</td></tr></table></html>';
  expect(sniff(Buffer.from(html), '导出.xls')).toMatchObject({ format: 'html', nameSays: 'xls' });
  expect(sniff(Buffer.from(`  <table border=1>`), '导出.csv')).toMatchObject({
    format: 'html',
    nameSays: 'csv',
  });
  expect(sniff(Buffer.from('<?xml version="1.0"?><Workbook>'), 'a.xls')).toMatchObject({
    format: 'xml',
    nameSays: 'xls',
  });
  expect(sniff(Buffer.from(TABLE), 'a.xlsx')).toMatchObject({ format: 'csv', nameSays: 'xlsx' });
  expect(sniff(Buffer.from('[{"a":1}]'), 'a.json')).toEqual(
    expect.objectContaining({ format: 'json', encoding: 'utf-8' }),
  );
  expect(sniff(Buffer.from('%PDF-1.7'), 'a.pdf')).toEqual({ format: 'pdf' });
  expect(sniff(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'a.xls')).toEqual({ format: 'xls' });
  expect(sniff(Buffer.from('PK\u0003\u0004....xl/workbook.xml'), 'a.xlsx')).toEqual({ format: 'xlsx' });
  expect(sniff(Buffer.from('PK\u0003\u0004....readme.txt'), 'a.xlsx')).toEqual({
    format: 'zip',
    nameSays: 'xlsx',
  });
  expect(sniff(Buffer.alloc(0), 'a.csv')).toEqual({ format: 'empty' });
  expect(sniff(Buffer.from('\ufeff \n'), 'a.csv').format).toBe('empty');
  expect(sniff(Buffer.from([1, 0, 0, 0, 2, 0, 0, 0, 7, 7]), 'a.csv').format).toBe('binary');
});
