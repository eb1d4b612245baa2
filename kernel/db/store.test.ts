import { setTimeout as after } from 'node:timers/promises';
import { sql, CompiledQuery } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isUniqueViolation, storeProblem } from './index.ts';
import type { Db } from './store.ts';
import { openEmptyStore, type OpenedStore } from './test-store.ts';

let opened: OpenedStore;
beforeAll(async () => {
  opened = await openEmptyStore({ statementTimeoutMs: 5000 });
  await sql`create table tower (code text constraint tower_key primary key, height int8, note text)`.execute(
    opened.store.db,
  );
});
afterAll(() => opened.remove());

type Tables = { tower: { code: string; height: number | null; note: string | null } };
const towers = (db: Db) => db.withTables<Tables>();
const countTowers = async (like: string): Promise<number> => {
  const query = towers(opened.store.db)
    .selectFrom('tower')
    .select((all) => all.fn.countAll<number>().as('n'));
  return (await query.where('code', 'like', like).executeTakeFirstOrThrow()).n;
};

/** Every type that a module may read: SQL, and what JavaScript and JSON see. */
const values: readonly (readonly [string, unknown])[] = [
  [`42::int2`, 42],
  [`-7::int4`, -7],
  [`9007199254740991::int8`, 9007199254740991],
  [`9007199254740993::int8`, 9007199254740993n],
  [`array[1, 9007199254740993, null]::int8[]`, [1, 9007199254740993n, null]],
  [`count(*)`, 1],
  [`0.1::float8 + 0.2::float8`, 0.30000000000000004],
  [`12.30::numeric`, '12.30'],
  [`array[1.50, 2]::numeric(9, 2)[]`, ['1.50', '2.00']],
  [`sum(1.5::numeric)`, '1.5'],
  [`date '2017-12-31'`, '2017-12-31'],
  [`array[date '2017-12-31']`, ['2017-12-31']],
  [`time '08:30'`, '08:30:00'],
  [`timestamptz '2017-06-01 00:00:00.5+08'`, '2017-05-31T16:00:00.500Z'],
  [`timestamptz '2017-06-01 12:00:00.123987Z'`, '2017-06-01T12:00:00.123Z'],
  [`timestamptz '1900-01-01 00:00+08'`, '1899-12-31T16:00:00.000Z'],
  [`timestamptz 'infinity'`, 'infinity'],
  [`array[timestamptz '2017-06-01 00:00+08']`, ['2017-05-31T16:00:00.000Z']],
  [`(timestamptz '2017-05-31 16:30Z')::date`, '2017-06-01'],
  [`interval '1 day 2 hours 3.5 seconds'`, 'P1DT2H3.5S'],
  [`'\\x00ff'::bytea`, Buffer.from([0, 255])],
  [`'{"姚": [1, null]}'::jsonb`, { 姚: [1, null] }],
  [`'[1]'::json`, [1]],
  [`array['{"a": 1}'::jsonb]`, [{ a: 1 }]],
  [`true`, true],
  [`array[true, false, null]`, [true, false, null]],
  [`'姚江'::text`, '姚江'],
  [`array['a,b', 'say "hi"', null, '']`, ['a,b', 'say "hi"', null, '']],
  [`'00000000-0000-4000-8000-000000000001'::uuid`, '00000000-0000-4000-8000-000000000001'],
  [`null::text`, null],
  [`st_astext(st_transform(st_setsrid(st_makepoint(121.15, 30.04), 4490), 4326), 6)`, 'POINT(121.15 30.04)'],
];

test.each(values)('%s is read the same on both stores', async (expression, expected) => {
  const { rows } = await opened.store.db.executeQuery(CompiledQuery.raw(`select ${expression} as value`));
  expect(rows).toEqual([{ value: expected }]);
});

test('a timestamp without a zone is refused, and the session goes on', async () => {
  const { db } = opened.store;
  await expect(sql`select timestamp '2017-06-01 08:00' as at`.execute(db)).rejects.toThrow(/timestamptz/);
  expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
});

test('values go in as they come out', async () => {
  const sent = [9007199254740993n, 'P1DT2H', '2017-05-31T16:00:00.500Z', '2017-12-31', Buffer.from('姚')];
  const query = CompiledQuery.raw(
    'select $1::int8 as a, $2::interval as b, $3::timestamptz as c, $4::date as d, $5::bytea as e',
    sent,
  );
  const { rows } = await opened.store.db.executeQuery(query);
  expect(Object.values(rows[0] as object)).toEqual(sent);
});

test('changes tell how many rows they changed', async () => {
  const db = towers(opened.store.db);
  await db.insertInto('tower').values({ code: 'N1', height: 30, note: null }).execute();
  const changed = await db
    .updateTable('tower')
    .set({ height: 31 })
    .where('code', '=', 'N1')
    .executeTakeFirst();
  expect(changed.numUpdatedRows).toBe(1n);
});

test('a transaction keeps everything or nothing', async () => {
  const { transaction } = opened.store;
  await transaction((tx) =>
    towers(tx).insertInto('tower').values({ code: 'K1', height: 1, note: null }).execute(),
  );
  const broken = transaction(async (tx) => {
    await towers(tx).insertInto('tower').values({ code: 'K2', height: 1, note: null }).execute();
    throw new Error('the form was wrong');
  });
  await expect(broken).rejects.toThrow('the form was wrong');
  expect(await countTowers('K%')).toBe(1);
});

test('a transaction inside another joins it', async () => {
  const { transaction } = opened.store;
  const broken = transaction(async () => {
    await transaction((tx) =>
      towers(tx).insertInto('tower').values({ code: 'J1', height: 1, note: null }).execute(),
    );
    throw new Error('later step failed');
  });
  await expect(broken).rejects.toThrow('later step failed');
  expect(await countTowers('J%')).toBe(0);
});

test('store.db inside a transaction is refused rather than waited for', async () => {
  const { transaction, db } = opened.store;
  await expect(transaction(() => sql`select 1`.execute(db))).rejects.toThrow(/use its tx/);
});

test('a swallowed error does not pass for a commit', async () => {
  const pretending = opened.store.transaction(async (tx) => {
    await towers(tx).insertInto('tower').values({ code: 'S1', height: 1, note: null }).execute();
    await sql`select no_such_function()`.execute(tx).catch(() => undefined);
  });
  await expect(pretending).rejects.toThrow(/rolled back/);
  expect(await countTowers('S%')).toBe(0);
});

test('a transaction is run again when the database asks for it, and at most three times more', async () => {
  const { transaction } = opened.store;
  let runs = 0;
  const clash = (until: number) => async (tx: Db) => {
    runs += 1;
    if (runs < until)
      await sql`do $$ begin raise exception 'clash' using errcode = '40001'; end $$`.execute(tx);
    return runs;
  };
  expect(await transaction(clash(3), { retry: true })).toBe(3);
  runs = 0;
  await expect(transaction(clash(9), { retry: true })).rejects.toThrow('clash');
  expect(runs).toBe(4);
  runs = 0;
  await expect(transaction(clash(9))).rejects.toThrow('clash');
  expect(runs).toBe(1);
});

test('a key that is taken is told by constraint and is no condition of the store', async () => {
  const twice = sql`insert into tower values ('U1', 1, null), ('U1', 2, null)`.execute(opened.store.db);
  const error = await twice.catch((reason: unknown) => reason);
  expect(isUniqueViolation(error)).toBe(true);
  expect(isUniqueViolation(error, 'tower_key')).toBe(true);
  expect(isUniqueViolation(error, 'another_key')).toBe(false);
  expect(storeProblem(error)).toBeUndefined();
});

test('a statement over its time ends with store.timeout; the store answers again', async () => {
  const { store } = opened;
  const endless = store.transaction((tx) => sql`select count(*) from generate_series(1, 1e12)`.execute(tx), {
    timeoutMs: 300,
  });
  await expect(endless).rejects.toMatchObject({ status: 503, code: 'store.timeout' });
  await store.health();
  expect(await countTowers('K%')).toBe(1);
});

async function* csvRecords(prefix: string, count: number): AsyncGenerator<string> {
  for (let at = 0; at < count; at += 1000) {
    const numbers = Array.from({ length: Math.min(1000, count - at) }, (_, index) => at + index);
    yield numbers.map((number) => `${prefix}${number},${number},"line 1\nsaid ""余姚"", twice"\n`).join('');
    await after(0);
  }
}
const columns = ['code', 'height', 'note'];

test('COPY loads quoted, many-line, Chinese records, and an empty field is null', async () => {
  const { copyIn, db } = opened.store;
  async function* two(): AsyncGenerator<Uint8Array | string> {
    yield Buffer.from('C1,,"姚"\nC2,5,""');
    yield '\n';
  }
  expect(await copyIn({ table: 'public.tower', columns }, two())).toBe(2);
  const rows = await towers(db)
    .selectFrom('tower')
    .selectAll()
    .where('code', 'like', 'C_')
    .orderBy('code')
    .execute();
  expect(rows).toEqual([
    { code: 'C1', height: null, note: '姚' },
    { code: 'C2', height: 5, note: '' },
  ]);
});

test('a large COPY with one bad record keeps nothing and names its line', async () => {
  async function* bad(): AsyncGenerator<string> {
    for (let block = 0; block < 300; block += 1) {
      yield Array.from({ length: 1000 }, (_, index) => `B${block}-${index},1,"a, ""note"""\n`).join('');
    }
    yield 'B-bad,not a number,\n';
  }
  const failure = await opened.store
    .copyIn({ table: 'tower', columns }, bad())
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: '22P02' });
  expect(failure).toHaveProperty('where', expect.stringContaining('line 300001'));
  expect(await countTowers('B%')).toBe(0);
});

test('COPY in a transaction comes and goes with it', async () => {
  const { transaction, copyIn } = opened.store;
  const work = transaction(async (tx) => {
    await copyIn({ table: 'tower', columns, tx }, csvRecords('T', 10));
    const { rows } = await sql`select count(*) as n from tower where code like 'T%'`.execute(tx);
    expect(rows).toEqual([{ n: 10 }]);
    throw new Error('not wanted');
  });
  await expect(work).rejects.toThrow('not wanted');
  expect(await countTowers('T%')).toBe(0);
});

test('COPY that is called off keeps nothing', async () => {
  const abort = new AbortController();
  async function* interrupted(): AsyncGenerator<string> {
    yield* csvRecords('A', 2000);
    abort.abort();
    yield* csvRecords('AA', 2000);
  }
  const load = opened.store.copyIn({ table: 'tower', columns }, interrupted(), abort.signal);
  await expect(load).rejects.toMatchObject({ name: 'AbortError' });
  expect(await countTowers('A%')).toBe(0);
  await opened.store.health();
});

test('COPY whose source fails keeps nothing and tells the source’s error', async () => {
  async function* failing(): AsyncGenerator<string> {
    yield* csvRecords('F', 2000);
    throw new Error('the upload broke off');
  }
  const load = opened.store.copyIn({ table: 'tower', columns }, failing());
  await expect(load).rejects.toThrow('the upload broke off');
  expect(await countTowers('F%')).toBe(0);
});

test('a stream gives all rows in pieces, while other statements run in between', async () => {
  const { store } = opened;
  const pieces: number[] = [];
  const query = { sql: 'select n from generate_series(1, $1::int4) n', parameters: [2500] };
  for await (const piece of store.stream<{ n: number }>(query, 1000)) {
    pieces.push(piece.length);
    await sql`select ${piece.length}::int4`.execute(store.db);
  }
  expect(pieces).toEqual([1000, 1000, 500]);
});

test('a stream may be left early, and inside a transaction sees its rows', async () => {
  const { store } = opened;
  for await (const piece of store.stream(
    { sql: 'select n from generate_series(1, 100000) n', parameters: [] },
    10,
  )) {
    expect(piece).toHaveLength(10);
    break;
  }
  await store.transaction(async (tx) => {
    await towers(tx).insertInto('tower').values({ code: 'R1', height: 1, note: null }).execute();
    const found: unknown[] = [];
    const query = towers(tx).selectFrom('tower').select('code').where('code', '=', 'R1').compile();
    for await (const piece of store.stream(query)) found.push(...piece);
    expect(found).toEqual([{ code: 'R1' }]);
  });
  await store.health();
});

test('a query that is wrong fails in a stream like anywhere else', async () => {
  const read = async () => {
    for await (const piece of opened.store.stream({ sql: 'select * from nowhere', parameters: [] }))
      void piece;
  };
  await expect(read()).rejects.toMatchObject({ code: '42P01' });
  await opened.store.health();
});

test('many at once are all answered', async () => {
  const { db } = opened.store;
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, number) => sql<{ n: number }>`select ${number}::int4 as n`.execute(db)),
  );
  expect(answers.map(({ rows }) => rows[0]?.n)).toEqual(Array.from({ length: 50 }, (_, number) => number));
});
