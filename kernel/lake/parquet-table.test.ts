import { mkdtemp, open, readFile, rm, truncate, writeFile, copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openParquet } from './parquet-table.ts';
import { bringTable, lookAtTable, prepareTable } from '../table-layout.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parquet-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A Parquet file of a query, written by DuckDB. */
async function make(name: string, query: string, how = ''): Promise<string> {
  const path = join(folder, name);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`copy (${query}) to '${path}' (format parquet${how})`);
  connection.closeSync();
  instance.closeSync();
  return path;
}

const signal = new AbortController().signal;

test('values of every type are text, rows are numbered', async () => {
  const path = await make(
    'types.parquet',
    `select '330281199001011234567' as "编号", 12.50::decimal(10,2) as sum, date '2026-11-29' as day,
       timestamptz '2026-11-29 00:00:00+00' as instant, true as flag, 'ab'::blob as raw, [1, 2] as list, {'x': '余'} as tree, null::int as nothing
     union all select 'b', 1, null, null, false, null, null, null, 5`,
  );
  const looked = await lookAtTable(path, 'any.bin', 20);
  expect(looked).toMatchObject({ layout: { format: 'parquet' }, faults: [] });
  expect(looked.headers).toEqual(['编号', 'sum', 'day', 'instant', 'flag', 'raw', 'list', 'tree', 'nothing']);
  expect(looked.rows).toEqual([
    {
      line: 1,
      cells: [
        '330281199001011234567',
        '12.50',
        '2026-11-29',
        '2026-11-29 08:00:00+08',
        'true',
        '6162',
        '[1,2]',
        '{"x":"余"}',
        '',
      ],
    },
    { line: 2, cells: ['b', '1.00', '', '', 'false', '', '', '', '5'] },
  ]);
  const to = join(folder, 'types.csv');
  const { rows } = await prepareTable(path, looked.layout, { to, lineColumn: 'line', signal });
  expect(rows).toBe(2);
  expect(await readFile(to, 'utf8')).toContain('\n2,b,1.00,,,false,,,,5\n');
});

test('many rows come into the lake as they are', async () => {
  const path = await make('many.parquet', `select range as a, 'x' || range as b from range(100000)`);
  const { layout } = await lookAtTable(path, 'many.parquet', 5);
  const to = join(folder, 'lake.parquet');
  const columns = [{ name: 'b', header: 'b' }];
  const table = await bringTable(path, layout, {
    to,
    columns,
    rowColumn: '_row',
    lineColumn: '_line',
    signal,
  });
  expect(table).toMatchObject({ rows: 100_000, faults: { count: 0 } });
});

test.each(['cut in the middle', 'cut by a byte', 'no footer'])(
  'a file that is %s is refused as not whole',
  async (how) => {
    const path = join(folder, `${how}.parquet`);
    await copyFile(join(folder, 'many.parquet'), path);
    const { length } = await readFile(path);
    const sizes: Readonly<Record<string, number>> = {
      'cut in the middle': length >> 1,
      'cut by a byte': length - 1,
    };
    await truncate(path, sizes[how] ?? 6);
    await expect(lookAtTable(path, 'x.parquet', 5)).rejects.toMatchObject({
      status: 422,
      code: 'tabular.truncated',
    });
  },
);

test('a file that is damaged within is refused as damaged, whether it is looked at or taken', async () => {
  const path = join(folder, 'damaged.parquet');
  await copyFile(join(folder, 'many.parquet'), path);
  const { layout } = await lookAtTable(path, 'x.parquet', 5);
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(4096, 0xff), 0, 4096, 4);
  await file.close();
  const to = join(folder, 'damaged.csv');
  await expect(prepareTable(path, layout, { to, lineColumn: 'line', signal })).rejects.toMatchObject({
    code: 'tabular.damaged',
  });
  const bytes = await readFile(join(folder, 'many.parquet'));
  await writeFile(path, Buffer.concat([Buffer.from('PAR1'), bytes.subarray(-40)]));
  await expect(lookAtTable(path, 'x.parquet', 5)).rejects.toMatchObject({ code: 'tabular.damaged' });
});

test('a file made to burst memory: what it claims is refused before, what does not fit a row is a fault', async () => {
  const claims = join(folder, 'many.parquet');
  await expect(openParquet(claims, { mostBytes: 100_000 })).rejects.toMatchObject({
    code: 'tabular.too-large-unzipped',
  });
  const repeats = await make(
    'repeats.parquet',
    `select repeat('0', 1000000) as a, range as b from range(4000)`,
  );
  const looked = await lookAtTable(repeats, 'x.parquet', 5);
  expect(looked.faults.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => 'row-too-long'));
  const before = process.memoryUsage().rss;
  const to = join(folder, 'repeats.csv');
  const table = await prepareTable(repeats, looked.layout, { to, lineColumn: 'line', signal });
  expect(table).toMatchObject({ rows: 0, faults: { count: 4000 } });
  expect(process.memoryUsage().rss - before).toBeLessThan(900 * 1024 ** 2);
}, 60_000);
