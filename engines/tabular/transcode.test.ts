import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { gbk } from './test-gbk.ts';
import { testFolder } from './test-folder.ts';
import { transcode } from './transcode.ts';

const folder = testFolder();

test('a GBK file becomes UTF-8, larger than any one read', async () => {
  const lines = Array.from({ length: 60_000 }, (_, place) => `${place},余姚某某有限公司,张三`);
  const from = folder.put('a.gbk', gbk(`${lines.join('\r\n')}\r\n`));
  const seen: number[] = [];
  const done = await transcode({
    from,
    to: folder.path('a.utf8'),
    encoding: 'gb18030',
    onProgress: ({ bytes, totalBytes }) => seen.push(bytes / totalBytes),
  });
  expect(readFileSync(folder.path('a.utf8'), 'utf8')).toBe(`${lines.join('\r\n')}\r\n`);
  expect(done).toMatchObject({ lines: 60_000, lineEnds: { lf: 0, crlf: 60_000, cr: 0 } });
  expect(done.undecodable).toEqual({ first: [], count: 0 });
  expect(seen.at(-1)).toBe(1);
});

test.each(['utf-8', 'utf-16le', 'utf-16be'] as const)(
  '%s with a mark loses only the mark',
  async (encoding) => {
    const text = `\ufeff姓名,字\n𠮷田,😀\n${'某'.repeat(700_000)}\n`;
    const bytes = encoding === 'utf-8' ? Buffer.from(text) : Buffer.from(text, 'utf16le');
    const from = folder.put('m.csv', encoding === 'utf-16be' ? bytes.swap16() : bytes);
    const done = await transcode({ from, to: folder.path('m.utf8'), encoding });
    expect(readFileSync(folder.path('m.utf8'), 'utf8')).toBe(text.slice(1));
    expect(done.undecodable.count).toBe(0);
    expect(done.lines).toBe(3);
  },
);

test('bytes that are no text are said, with their lines, and do not take the separator behind them along', async () => {
  const bad = Buffer.concat([
    gbk('姓名,字\r\n张三,'),
    Buffer.from([0x81, 0x2c]),
    gbk('甲\r\n李四,乙\r\n王五,'),
    Buffer.from([0xff, 0xff]),
    gbk('\n'),
  ]);
  const done = await transcode({
    from: folder.put('b.gbk', bad),
    to: folder.path('b.utf8'),
    encoding: 'gb18030',
  });
  expect(done.undecodable).toEqual({ first: [2, 4], count: 2 });
  expect(readFileSync(folder.path('b.utf8'), 'utf8')).toBe(
    '姓名,字\r\n张三,\ufffd,甲\r\n李四,乙\r\n王五,\ufffd\ufffd\n',
  );
});

test('a file in the wrong encoding shows itself by its lines', async () => {
  const from = folder.put('w.csv', gbk('姓名,单位\n张三,某某厂\n'.repeat(300)));
  const done = await transcode({ from, to: folder.path('w.utf8'), encoding: 'utf-8' });
  expect(done.undecodable.count).toBe(600);
  expect(done.undecodable.first).toHaveLength(100);
});

test('a UTF-8 character that the file cuts at its end is said', async () => {
  const from = folder.put('c.csv', Buffer.from('a\n张').subarray(0, 4));
  const done = await transcode({ from, to: folder.path('c.utf8'), encoding: 'utf-8' });
  expect(done.undecodable).toEqual({ first: [2], count: 1 });
});

test('an empty file is empty, and a cancelled one stops', async () => {
  const from = folder.put('e.csv', '');
  expect(await transcode({ from, to: folder.path('e.utf8'), encoding: 'utf-8' })).toMatchObject({ lines: 0 });
  const cancelled = transcode({
    from,
    to: folder.path('x'),
    encoding: 'utf-8',
    signal: AbortSignal.abort(new Error('no')),
  });
  await expect(cancelled).rejects.toThrow('no');
});
