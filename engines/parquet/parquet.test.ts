import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, expect, test } from 'vitest';
import { ParquetReader, ParquetWriter, TextColumnBuilder, viewOf, type TextColumn } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'parquet-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Column = readonly (string | null)[];

const rows = 20_000;

/** Of each kind: repeating, all different, going over from one to the other, with gaps, empty, long, of many bytes. */
const table: Readonly<Record<string, Column>> = {
  kind: column((row) => ['甲', 'b', '城乡居民社会养老保险'][row % 3] ?? null),
  number: column((row) => `No-${row}`),
  'often, then "never"': column((row) => (row < 5000 ? String(row % 7) : `x${row}`)),
  gaps: column((row) => (row % 5 === 0 ? null : `字${row % 11}`)),
  sparse: column((row) => (row % 1000 === 1 ? `only ${row}` : null)),
  nothing: column(() => null),
  constant: column(() => '余姚'),
  long: column((row) => (row % 4000 === 0 ? '😀é'.repeat(30_000) : 'short')),
};

function column(value: (row: number) => string | null): Column {
  return Array.from({ length: rows }, (_, row) => value(row));
}

function built(values: Column): TextColumn {
  const builder = new TextColumnBuilder();
  for (const value of values) {
    const bytes = Buffer.from(value ?? '');
    if (bytes.length === 0) builder.addNull();
    else builder.add(viewOf(bytes), 0, bytes.length);
  }
  return builder.column();
}

const textsOf = ({ texts, codes, rows: count }: TextColumn): Column =>
  Array.from({ length: count }, (_, row) => {
    const place = codes === null ? row : (codes[row] as number);
    return place < 0 ? null : texts.text(place) || null;
  });

const cuts = [0, 9000, 9001, rows];

/** The table in three row groups, one of a single row, with columns of every type; flags come at the end. */
async function write(name: string, compression: 'none' | 'zstd'): Promise<string> {
  const path = join(folder, name);
  const writer = await ParquetWriter.create(path, {
    compression,
    columns: [
      { name: '_row', type: 'int' },
      { name: 'bits', type: 'long' },
      { name: 'at', type: 'instant' },
      ...Object.keys(table).map((each) => ({ name: each, type: 'text' }) as const),
      { name: 'odd', type: 'flag' },
    ],
  });
  const groups = cuts.slice(1).map((end, at) => ({ first: cuts[at] ?? 0, count: end - (cuts[at] ?? 0) }));
  for (const { first, count } of groups)
    await writer.writeGroup(count, [
      { ints: Int32Array.from({ length: count }, (_, row) => first + row + 1) },
      {
        longs: BigInt64Array.of(0n, 2n ** 60n - 1n),
        codes: Int32Array.from({ length: count }, (_, row) => row & 1),
      },
      { longs: BigInt64Array.of(1_456_790_400_000_000n), codes: new Int32Array(count) },
      ...Object.values(table).map((values) => built(values.slice(first, first + count))),
    ]);
  for (const [group, { count }] of groups.entries())
    await writer.writeLater(group, { flags: Uint8Array.from({ length: count }, (_, row) => row & 1) });
  await writer.finish();
  await writer.close();
  return path;
}

async function ask(sql: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const read = await connection.runAndReadAll(sql);
  connection.closeSync();
  instance.closeSync();
  return read.getRowObjectsJson() as Record<string, unknown>[];
}

test.each(['none', 'zstd'] as const)(
  'what is written comes back, to us and to DuckDB (%s)',
  async (compression) => {
    const path = await write(`${compression}.parquet`, compression);
    const reader = await ParquetReader.open(path);
    expect([reader.rows, reader.groups]).toEqual([rows, [9000, 1, rows - 9001]]);
    for (const [name, values] of Object.entries(table)) {
      const groups: Column[] = [];
      for (const group of reader.groups.keys()) groups.push(textsOf(await reader.readTexts(group, name)));
      expect(groups.flat(), name).toEqual(values);
    }
    await reader.close();
    const read = await ask(`select * from '${path}' order by _row`);
    for (const [name, values] of Object.entries(table)) expect(read.map((row) => row[name])).toEqual(values);
    expect(read[9002]).toMatchObject({
      _row: 9003,
      odd: true,
      bits: String(2n ** 60n - 1n),
      at: '2016-03-01 00:00:00+00',
    });
    const [counted] =
      await ask(`select count(*) filter (where odd)::integer as odd, count(*) filter (where bits = 0)::integer as zeros,
    count(*) filter (where _row > 19990)::integer as last from '${path}'`);
    expect(counted).toEqual({ odd: 9999, zeros: 10_001, last: 10 });
  },
);

/** pyarrow is the second opinion on the format; a machine without it has DuckDB's alone. */
const hasPyarrow = spawnSync('python3', ['-c', 'import pyarrow.parquet']).status === 0;

test.skipIf(!hasPyarrow)('pyarrow reads the same (skipped without python3 and pyarrow)', async () => {
  const path = await write('arrow.parquet', 'zstd');
  const script = `import json, sys, pyarrow.parquet as p
t = p.read_table(sys.argv[1])
print(json.dumps({"types": [str(f.type) for f in t.schema], "columns": t.drop_columns(["at"]).to_pydict()}))`;
  const told = spawnSync('python3', ['-c', script, path], { maxBuffer: 1 << 30, encoding: 'utf8' });
  expect(told.stderr).toBe('');
  const { types, columns } = JSON.parse(told.stdout) as {
    types: string[];
    columns: Record<string, unknown[]>;
  };
  expect(types.slice(0, 4)).toEqual(['int32', 'int64', 'timestamp[us, tz=UTC]', 'string']);
  for (const [name, values] of Object.entries(table)) expect(columns[name]).toEqual(values);
  expect(columns['_row']?.at(-1)).toBe(rows);
});

test('what DuckDB writes is read too', async () => {
  const path = join(folder, 'duckdb.parquet');
  await ask(`copy (select (range % 3)::varchar as few, nullif(range, 7)::varchar as many, null::varchar as none, '' as empty
    from range(200000)) to '${path}' (format parquet, compression zstd)`);
  const reader = await ParquetReader.open(path);
  const read = async (name: string) => {
    const groups: Column[] = [];
    for (const group of reader.groups.keys()) groups.push(textsOf(await reader.readTexts(group, name)));
    return groups.flat();
  };
  expect(await read('few')).toEqual(Array.from({ length: 200_000 }, (_, row) => String(row % 3)));
  expect(await read('many')).toEqual(
    Array.from({ length: 200_000 }, (_, row) => (row === 7 ? null : String(row))),
  );
  expect(new Set([...(await read('none')), ...(await read('empty'))])).toEqual(new Set([null]));
  // What was written before a column was thought of has it nowhere.
  expect(new Set(await read('other'))).toEqual(new Set([null]));
  await reader.close();
});

test('a table without rows is one', async () => {
  const path = join(folder, 'empty.parquet');
  const writer = await ParquetWriter.create(path, { columns: [{ name: 'a', type: 'text' }] });
  await writer.finish();
  await writer.close();
  expect(await ask(`select count(*)::integer as n, min(a) as a from '${path}'`)).toEqual([{ n: 0, a: null }]);
});

test('what is cut or something else is refused, and no file is finished with a column missing', async () => {
  const whole = readFileSync(await write('whole.parquet', 'none'));
  for (const bytes of [whole.subarray(0, whole.length - 3), Buffer.from('a,b\n1,2\n'), Buffer.alloc(0)]) {
    writeFileSync(join(folder, 'bad'), bytes);
    await expect(ParquetReader.open(join(folder, 'bad'))).rejects.toThrow('not a Parquet file');
  }
  const writer = await ParquetWriter.create(join(folder, 'missing'), {
    columns: [{ name: 'a', type: 'text' }],
  });
  await writer.writeGroup(1, []);
  await expect(writer.finish()).rejects.toThrow('a column is missing');
  await writer.close();
});
