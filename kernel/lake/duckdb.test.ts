import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLake, writeParquet, type Lake } from './index.ts';

const root = mkdtempSync(join(tmpdir(), 'yaojiang-lake-'));
const outside = mkdtempSync(join(tmpdir(), 'yaojiang-outside-'));
let lake: Lake;
beforeAll(async () => {
  lake = await openLake({
    folder: join(root, 'lake'),
    temp: join(root, 'temp'),
    memory: '150MB',
    threads: 2,
    sessions: 2,
  });
});
afterAll(async () => {
  await lake.close();
  for (const folder of [root, outside]) rmSync(folder, { recursive: true, force: true });
});

test('values arrive as the store gives them', async () => {
  const [row] = await lake.session((session) =>
    session.rows(`select 42::bigint as small, 9007199254740993::bigint as large, 12.50::decimal(9,2) as price,
      date '2016-03-01' as day, timestamp '2016-03-01 08:00:00' as stamp, timestamptz '2016-03-01 08:00:00+08' as instant,
      timestamp '1969-12-31 23:59:59.999999' as before, timestamp_s '2016-03-01 08:00:00' as seconds,
      [1, null]::bigint[] as list, {'a': date '2020-02-29'} as struct, null as nothing, 'infinity'::timestamp as forever,
      time '08:30:00' as opens, '\\x01\\xFF'::blob as bytes, uuid '00000000-0000-4000-8000-000000000001' as id`),
  );
  expect(row).toEqual({
    small: 42,
    large: 9007199254740993n,
    price: '12.50',
    day: '2016-03-01',
    stamp: '2016-03-01T08:00:00.000Z',
    instant: '2016-03-01T00:00:00.000Z',
    before: '1969-12-31T23:59:59.999999Z',
    seconds: '2016-03-01T08:00:00.000Z',
    list: [1, null],
    struct: { a: '2020-02-29' },
    nothing: null,
    forever: 'infinity',
    opens: '08:30:00',
    bytes: Buffer.from([1, 255]),
    id: '00000000-0000-4000-8000-000000000001',
  });
});

test('parameters go in as they are, and never as SQL', async () => {
  const [row] = await lake.session((session) =>
    session.rows(
      `select $1 as words, $2 + 1 as next, $3::timestamptz as at, list_contains($4, '甲') as found, len($5) as none,
      list_sum($6) as total, octet_length($7) as size, $8 as absent, ($9)::date + 1 as tomorrow, $10 as yes`,
      [
        "'; drop table x",
        41,
        new Date('2026-01-01T00:00:00Z'),
        ['乙', '甲'],
        [],
        [1, 2 ** 40],
        new Uint8Array(3),
        undefined,
        '2024-02-28',
        true,
      ],
    ),
  );
  expect(row).toEqual({
    words: "'; drop table x",
    next: 42,
    at: '2026-01-01T00:00:00.000Z',
    found: true,
    none: 0,
    total: 2 ** 40 + 1,
    size: 3,
    absent: null,
    tomorrow: '2024-02-29',
    yes: true,
  });
  await expect(lake.session((session) => session.rows('select $1', [{}]))).rejects.toThrow('give JSON text');
});

test("days are the city's own", async () => {
  const [row] = await lake.session((session) =>
    session.rows(`select timestamptz '2026-01-01 17:00:00Z'::date as day`),
  );
  expect(row).toEqual({ day: '2026-01-02' });
});

test('SQL is shut in: no file elsewhere, no extension, no network, no way to open the door again', async () => {
  const secret = join(outside, 'secret.csv');
  writeFileSync(secret, 'a\n1\n');
  const inside = await lake.path('probe', 'here.csv');
  writeFileSync(inside, 'a\n1\n');
  const refused = [
    `select * from read_csv('${secret}')`,
    `select * from read_csv('${inside}/../../../../${secret}')`,
    `copy (select 1) to '${join(outside, 'out.parquet')}' (format parquet)`,
    `attach '${join(outside, 'x.db')}' as x`,
    'install httpfs',
    'load httpfs',
    `load '${join(root, 'lake', 'any.duckdb_extension')}'`,
    `select * from read_parquet('https://example.com/x.parquet')`,
    'set enable_external_access = true',
    `set allowed_directories = ['/']`,
    `set memory_limit = '90GB'`,
    'set lock_configuration = false',
  ];
  await lake.session(async (session) => {
    expect(await session.rows(`select * from read_csv('${inside}')`)).toEqual([{ a: 1 }]);
    for (const statement of refused)
      await expect(session.run(statement), statement).rejects.toThrow(/Permission Error|locked|disabled/);
  });
  expect(readdirSync(outside)).toEqual(['secret.csv']);
});

test('a session sees its own tables and nobody else’s, and they go with it', async () => {
  await lake.session(async (mine) => {
    await mine.run('create table work as select 1 a; create macro twice(x) as x * 2');
    await lake.session(async (other) => {
      await expect(other.rows('select * from work')).rejects.toThrow('does not exist');
      await other.run('create table work as select 2 a');
    });
    expect(await mine.rows('select twice(a) a from work')).toEqual([{ a: 2 }]);
  });
  const left = await lake.session((session) => session.rows(`select count(*) n from duckdb_tables()`));
  expect(left).toEqual([{ n: 0 }]);
});

test('a big answer comes in pieces, and may be left early', async () => {
  await lake.session(async (session) => {
    let rows = 0;
    for await (const piece of session.stream('select range n from range(100000)')) rows += piece.length;
    expect(rows).toBe(100_000);
    for await (const piece of session.stream('select range n from range(50000000)')) {
      expect(piece[0]).toEqual({ n: 0 });
      break;
    }
    expect(await session.rows('select 1 one')).toEqual([{ one: 1 }]);
  });
});

const endless = 'select count(*) from range(100000000) a, range(100000000) b where a.range + b.range < 0';

test('a running statement is interrupted by whoever asked, and the next session works', async () => {
  const controller = new AbortController();
  const began = performance.now();
  const asked = lake.session((session) => session.rows(endless), controller.signal);
  setTimeout(() => controller.abort(new Error('enough')), 100);
  await expect(asked).rejects.toThrow('enough');
  expect(performance.now() - began).toBeLessThan(5000);
  expect(await lake.session((session) => session.rows('select 1 one'))).toEqual([{ one: 1 }]);
  await expect(lake.session((session) => session.rows('select 1'), controller.signal)).rejects.toThrow(
    'enough',
  );
});

test('an abort in any moment of a statement is heard', async () => {
  for (let delay = 0; delay < 12; delay++) {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('enough')), delay);
    await expect(lake.session((session) => session.rows(endless), controller.signal)).rejects.toThrow(
      'enough',
    );
  }
});

test('what needs too much memory is a problem of its own, and the engine goes on', async () => {
  const asked = lake.session((session) =>
    session.rows(`select string_agg(i::varchar || repeat('x', 100), ',') s from range(10000000) t(i)`),
  );
  await expect(asked).rejects.toMatchObject({ status: 507, code: 'lake.out-of-memory' });
  const [row] = await lake.session((session) => session.rows('select sum(range) total from range(1000)'));
  expect(row).toEqual({ total: 499500 });
});

test('more sessions than places wait their turn; who gives up waiting is let go', async () => {
  let most = 0;
  let now = 0;
  const one = () =>
    lake.session(async (session) => {
      most = Math.max(most, ++now);
      await session.rows('select sum(range) from range(1000000)');
      now--;
    });
  const controller = new AbortController();
  const crowd = Array.from({ length: 8 }, one);
  const impatient = lake.session((session) => session.rows('select 1'), controller.signal);
  controller.abort(new Error('no longer needed'));
  await expect(impatient).rejects.toThrow('no longer needed');
  await Promise.all(crowd);
  expect(most).toBe(2);
});

test('a Parquet file is there whole or not at all', async () => {
  const path = await lake.path('ingestion', 'insured', 'b1.parquet');
  await lake.session(async (session) => {
    expect(await writeParquet(session, 'select range n from range($1)', path, [1000])).toBe(1000);
    await expect(writeParquet(session, `select error('broken') from range(9)`, path)).rejects.toThrow(
      'broken',
    );
    expect(await session.rows(`select count(*) n from read_parquet('${path}')`)).toEqual([{ n: 1000 }]);
  });
  expect(readdirSync(join(path, '..'))).toEqual(['b1.parquet']);
  await expect(lake.path('..', 'postgres', 'x')).rejects.toThrow('not a path inside the lake');
  expect(existsSync(join(root, 'postgres'))).toBe(false);
});
