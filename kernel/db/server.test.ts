import { createServer, type AddressInfo } from 'node:net';
import pg from 'pg';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createDatabase, dropDatabase } from '../../tests/setup/databases.ts';
import { testStore } from '../../tests/setup/store.ts';
import { askKept, openStore, storeProblem, type Db, type Store } from './index.ts';
import { openEmptyStore } from './test-store.ts';

const wanted = testStore();
const server = wanted.kind === 'server' ? wanted.url : '';

async function ask(url: string, query: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(query);
  } finally {
    await client.end();
  }
}

const sizeOf = async (store: Store): Promise<unknown> =>
  (await sql<{ n: number }>`select count(*) as n from entry`.execute(store.db)).rows[0]?.n;

test.runIf(wanted.kind === 'server')('a server promises more', async () => {
  const { store, remove } = await openEmptyStore();
  expect(store).toMatchObject({ kind: 'server', capabilities: { vectorTiles: true, powerLossSafe: true } });
  await remove();
});

test('nobody behind the address: store.unavailable', async () => {
  const probe = createServer().listen(0);
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  const opening = openStore({ folder: '/nowhere', url: `postgres://nobody@127.0.0.1:${port}/none` });
  await expect(opening).rejects.toMatchObject({ status: 503, code: 'store.unavailable' });
});

test.runIf(wanted.kind === 'server')(
  'a session that the server ends: store.unavailable once, then on with a new one',
  async () => {
    const { store, url, remove } = await openEmptyStore({ poolSize: 1 });
    await sql`create table entry (number int)`.execute(store.db);
    const broken = store.transaction(async (tx) => {
      await sql`insert into entry values (1)`.execute(tx);
      await ask(
        server,
        `select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'yaojiang' and datname = '${new URL(url ?? '').pathname.slice(1)}'`,
      );
      await sql`insert into entry values (2)`.execute(tx);
    });
    await expect(broken).rejects.toMatchObject({ status: 503, code: 'store.unavailable' });
    expect(await sizeOf(store)).toBe(0);
    await remove();
  },
);

test.runIf(wanted.kind === 'server')(
  'the time-out of the store holds, and a transaction may set its own',
  async () => {
    const { store, remove } = await openEmptyStore({ statementTimeoutMs: 200 });
    await expect(sql`select pg_sleep(1)`.execute(store.db)).rejects.toMatchObject({ code: 'store.timeout' });
    await store.transaction((tx) => sql`select pg_sleep(0.5)`.execute(tx), { timeoutMs: 0 });
    await expect(sql`select pg_sleep(1)`.execute(store.db)).rejects.toMatchObject({ code: 'store.timeout' });
    await remove();
  },
);

test.runIf(wanted.kind === 'server')(
  'a user without rights is told what to ask an administrator for',
  async () => {
    const name = `plain_${process.pid}`;
    const url = await createDatabase(server, name);
    await ask(server, `create role ${name} login password 'simulated'`);
    const mine = new URL(url);
    mine.username = name;
    mine.password = 'simulated';
    const opening = openStore({ folder: '/nowhere', url: mine.href });
    await expect(opening).rejects.toThrow(
      /lacks the extension postgis.*administrator.*CREATE EXTENSION postgis/,
    );
    await dropDatabase(server, name);
    await ask(server, `drop role ${name}`);
  },
);

test('conditions of the store are told from errors of the caller', () => {
  const coded = (code: string) => Object.assign(new Error('x'), { code });
  expect(storeProblem(coded('53100'))).toMatchObject({ status: 507, code: 'store.full' });
  expect(storeProblem(coded('ENOSPC'))).toMatchObject({ status: 507, code: 'store.full' });
  expect(storeProblem(coded('57014'))).toMatchObject({ status: 503, code: 'store.timeout' });
  for (const code of ['08006', '08P01', 'ECONNREFUSED', '57P01', '57P03', '25006']) {
    expect(storeProblem(coded(code))).toMatchObject({ status: 503, code: 'store.unavailable' });
  }
  expect(storeProblem(new AggregateError([coded('ECONNREFUSED')]))).toMatchObject({
    code: 'store.unavailable',
  });
  for (const code of ['23505', '42P01', 'ENOENT']) expect(storeProblem(coded(code))).toBeUndefined();
  expect(storeProblem('text')).toBeUndefined();
});

const keptPlans = async (store: Store): Promise<unknown> =>
  (await sql<{ n: number }>`select count(*)::int as n from pg_prepared_statements`.execute(store.db)).rows[0]
    ?.n;

test.runIf(wanted.kind === 'server')(
  'a plan that is kept outlives no migration: the next answer is of the new shape, and nobody is refused',
  async () => {
    const { store, remove } = await openEmptyStore({ poolSize: 1 });
    await sql`create table entry (number int)`.execute(store.db);
    await sql`insert into entry values (7)`.execute(store.db);
    const ask = (db = store.db) => askKept(db, sql`select * from entry where number >= ${1}`);
    for (let turn = 0; turn < 8; turn += 1) expect(await ask()).toEqual([{ number: 7 }]);
    expect(await keptPlans(store)).toBe(1);
    await sql`alter table entry add column words text default 'new'`.execute(store.db);
    expect(await ask()).toEqual([{ number: 7, words: 'new' }]);
    expect(await store.transaction((tx) => ask(tx))).toEqual([{ number: 7, words: 'new' }]);
    await remove();
  },
);

const planning = async (store: Store): Promise<unknown> =>
  (
    await sql`select current_setting('plan_cache_mode') as mode, sum(generic_plans)::int as kept,
      sum(custom_plans)::int as made from pg_prepared_statements`.execute(store.db)
  ).rows[0];

test.runIf(wanted.kind === 'server')(
  'a kept plan is made once, and what is asked besides is planned for its own values, also after a failure',
  async () => {
    const { store, remove } = await openEmptyStore({ poolSize: 1 });
    const divide = (by: number) => askKept(store.db, sql`select ${12}::int / ${by}::int as n`);
    for (const by of [1, 2, 3]) expect(await divide(by)).toEqual([{ n: 12 / by }]);
    expect(await planning(store)).toEqual({ mode: 'auto', kept: 3, made: 0 });
    await expect(divide(0)).rejects.toMatchObject({ code: '22012' });
    expect(await planning(store)).toEqual({ mode: 'auto', kept: 4, made: 0 });
    await remove();
  },
);

test.runIf(wanted.kind === 'server')(
  'a transaction after a kept plan is planned for its own values, and one that fails at once keeps its session',
  async () => {
    const { store, remove } = await openEmptyStore({ poolSize: 1 });
    const session = async (db: Db) =>
      (
        await sql<{ mode: string; pid: number }>`
          select current_setting('plan_cache_mode') as mode, pg_backend_pid() as pid`.execute(db)
      ).rows[0];
    await askKept(store.db, sql`select ${1}::int as n`);
    const inside = await store.transaction((tx) => session(tx));
    expect(inside?.mode).toBe('auto');
    for (let turn = 0; turn < 3; turn += 1) {
      await askKept(store.db, sql`select ${1}::int as n`);
      const failing = store.transaction((tx) => sql`select ${1}::int / ${0}::int`.execute(tx));
      await expect(failing).rejects.toMatchObject({ code: '22012' });
    }
    expect((await session(store.db))?.pid).toBe(inside?.pid);
    await remove();
  },
);

test.runIf(wanted.kind === 'server')('behind a pooler no plan is kept', async () => {
  const { store, remove } = await openEmptyStore({ poolSize: 1, keepPlans: false });
  for (let turn = 0; turn < 3; turn += 1)
    expect(await askKept(store.db, sql`select ${turn}::int as n`)).toEqual([{ n: turn }]);
  expect(await keptPlans(store)).toBe(0);
  await remove();
});
