import { inferSchema, initParser } from 'udsv';
import { expect, test } from 'vitest';
import { csvField } from './csv-field.ts';
import { RowScanner } from './row-scanner.ts';
import { splitRow } from './split-row.ts';

const PIECES = ['', 'a', '张三', '"', '""', ',', '\n', '\r\n', '\r', ' ', 'x"y', '12345', '\t', '😀'];

let state = 4180;
function below(limit: number): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 4294967296) * limit);
}

function piece(): string {
  return Array.from({ length: below(4) }, () => PIECES[below(PIECES.length)] ?? '').join('');
}

interface Read {
  rows: string[][];
  lines: number[];
  faults: string[];
}

function read(text: string, chunkSize: number): Read {
  const result: Read = { rows: [], lines: [], faults: [] };
  const scanner = new RowScanner(
    { delimiter: ',', maxRowBytes: 1 << 16 },
    {
      row: (bytes, { start, end, line, fields }) => {
        const cells = splitRow(bytes.toString('utf8', start, end), ',');
        expect(cells).toHaveLength(fields);
        result.rows.push(cells);
        result.lines.push(line);
      },
      fault: (code, _bytes, { line }) => result.faults.push(`${line} ${code}`),
    },
  );
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunkSize) scanner.push(bytes.subarray(at, at + chunkSize));
  scanner.end();
  return result;
}

test('every table that is written is read back, however it is cut into chunks', () => {
  for (let round = 0; round < 300; round++) {
    const width = 1 + below(4);
    const rows = Array.from({ length: 1 + below(6) }, () => Array.from({ length: width }, piece));
    rows[0] = rows[0]?.map((cell, place) => `${cell}${place}`) ?? [];
    const end = ['\n', '\r\n', '\r'][below(3)] ?? '';
    const text = rows.map((row) => row.map((cell) => csvField(cell, ',')).join() + end).join('');
    const whole = read(text, text.length * 4);
    expect(whole).toMatchObject({ rows, faults: [] });
    expect(read(text, 1)).toEqual(whole);
    expect(read(text, 1 + below(9))).toEqual(whole);
  }
});

test('uDSV reads the same', () => {
  for (let round = 0; round < 200; round++) {
    const rows = Array.from({ length: 5 }, (_, line) =>
      Array.from({ length: 3 }, (_c, place) => `${line}${place}${piece()}`),
    );
    const text = rows.map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join()).join('\n');
    const parser = initParser(inferSchema(text, { col: ',', row: '\n', encl: '"' }));
    expect(read(text, 1 << 20).rows.slice(1)).toEqual(parser.stringArrs(text));
  }
});

test('damaged text never stops the reading, and every line is accounted for however it is cut', () => {
  for (let round = 0; round < 500; round++) {
    const text = Array.from({ length: 12 }, () => `${piece()},${piece()}\n`).join('');
    const whole = read(text, 1 << 20);
    expect(read(text, 1 + below(7))).toEqual(whole);
    const starts = [...whole.lines, ...whole.faults.map((fault) => Number.parseInt(fault, 10))];
    expect(new Set(starts).size).toBe(starts.length);
  }
});
