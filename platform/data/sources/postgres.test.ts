import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { cellsOf, headers, openTown, type Town } from './testing/town.ts';

// A second database of the run's server plays the department's own. Without a server there is none to read from.
const server = inject('testServer');
const name = `department_${process.pid}`;
let town: Town;
let there: pg.Client;
let settings: object;

const on = async (database: string, work: (client: pg.Client) => Promise<unknown>) => {
  const url = new URL(server ?? '');
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
};

const insert = async (from: number, to: number, changedAt: string) => {
  for (let number = from; number <= to; number += 1)
    await there.query('insert into insured values ($1, $2, $3, $4, $5, $6, $7)', [
      ...cellsOf(number),
      changedAt,
    ]);
};

beforeAll(async () => {
  if (server === null) return;
  const url = new URL(server);
  await on('postgres', (client) => client.query(`create database ${name}`));
  const mine = new URL(server);
  mine.pathname = `/${name}`;
  there = new pg.Client({ connectionString: mine.href });
  await there.connect();
  await there.query(
    `create table insured (${headers.map((header) => `"${header}" text`).join(', ')}, "改于" timestamptz not null)`,
  );
  await there.query('create view seen as select * from insured');
  await there.query(`drop role if exists reader_${process.pid}`);
  await there.query(`create role reader_${process.pid} login password 'Read-Only-9'`);
  await there.query(`grant select on seen to reader_${process.pid}`);
  await insert(1, 5, '2026-11-01T08:00:00+08');
  const port = url.port || '5432';
  // The tests themselves go through the server's socket; a source has a host.
  const host = url.hostname.startsWith('%2F') ? '127.0.0.1' : url.hostname;
  settings = {
    host,
    port,
    database: name,
    user: `reader_${process.pid}`,
    relation: 'public.seen',
    key: ['个人编号'],
    tls: 'off',
  };
  town = await openTown([`${host}:${port}`]);
});
afterAll(async () => {
  if (server === null) return;
  await there.end();
  await on('postgres', async (client) => {
    await client.query(`drop database ${name} with (force)`);
    await client.query(`drop role reader_${process.pid}`);
  });
  await town.close();
});

const make = async (code: string, more: object, fields: object = {}) => {
  await town.make({ code, kind: 'postgres', settings: { ...settings, ...more }, ...fields });
  await town.clerk.put(`/api/sources/sources/${code}/secret`, { secret: 'Read-Only-9' });
};

test.skipIf(server === null)(
  'full: all rows of a view that can only be read; the same again is unchanged',
  async () => {
    await make('full', { mode: 'full' });
    expect(await town.run('full')).toMatchObject({ state: 'collected', rows: 5, reason: null });
    expect(await town.run('full')).toMatchObject({ state: 'unchanged', rows: 5 });
    const tried = (await town.clerk.post('/api/sources/sources/full/try', {})).json<{
      rows: unknown[];
      columns: object[];
      fault: unknown;
    }>();
    expect(tried).toMatchObject({ fault: null, masked: true });
    expect(tried.columns.at(-1)).toEqual({ name: '改于', type: 'timestamp with time zone', field: null });
    expect(await town.batches()).toHaveLength(1);
  },
);

test.skipIf(server === null)(
  'watermark: what is new, also of the same instant; days of the past on demand',
  async () => {
    await make('rising', { mode: 'watermark', markColumn: '改于' });
    expect(await town.run('rising')).toMatchObject({ rows: 5 });
    expect(await town.run('rising')).toMatchObject({ state: 'nothing', rows: 0 });
    await insert(6, 6, '2026-11-01T08:00:00+08');
    expect(await town.run('rising')).toMatchObject({ state: 'collected', rows: 6 });
    await insert(7, 8, '2026-11-03T08:00:00+08');
    expect(await town.run('rising')).toMatchObject({ state: 'collected', rows: 8 });
    await insert(9, 9, '2026-11-04T08:00:00+08');
    expect(await town.run('rising')).toMatchObject({ state: 'collected', rows: 3 });
    expect(await town.run('rising')).toMatchObject({ state: 'nothing' });
    expect(await town.run('rising', { from: '2026-11-03', to: '2026-11-03' })).toMatchObject({
      state: 'collected',
      rows: 2,
    });
    expect(await town.run('rising')).toMatchObject({ state: 'nothing' });
  },
);

test.skipIf(server === null)(
  'difference: new and changed rows alone, those that are gone are counted',
  async () => {
    await make('diff', { mode: 'difference', columns: headers });
    expect(await town.run('diff')).toMatchObject({ rows: 9 });
    expect(await town.run('diff')).toMatchObject({ state: 'nothing', rows: 0 });
    await there.query(`update insured set "姓名" = '改过名' where "个人编号" = 'N2'`);
    await there.query(`delete from insured where "个人编号" in ('N3', 'N9')`);
    await insert(10, 11, '2026-11-05T08:00:00+08');
    const run = await town.run('diff');
    expect(run).toMatchObject({ state: 'collected', rows: 3 });
    const whole = (await town.clerk.get(`/api/sources/runs/${run.id}`)).json<{ gone: number }>();
    expect(whole.gone).toBe(2);
    await there.query(`delete from insured where "个人编号" = 'N11'`);
    expect(await town.run('diff')).toMatchObject({ state: 'nothing', rows: 0 });
    await insert(2, 2, '2026-11-05T08:00:00+08');
    expect(await town.run('diff')).toMatchObject({
      state: 'failed',
      reason: { en: expect.stringContaining('not unique') as string },
    });
    await there.query(`delete from insured where "个人编号" = 'N2' and "姓名" <> '改过名'`);
    expect(await town.run('diff')).toMatchObject({ state: 'nothing' });
  },
);

test.skipIf(server === null)(
  'a column that is retyped, new or gone stops at the gate, by the type that the database declares',
  async () => {
    await make('drift', { relation: 'other', mode: 'full' });
    const view = (columns: string) =>
      there.query(
        `drop view if exists other; create view other as select ${columns} from insured; grant select on other to reader_${process.pid}`,
      );
    const all = headers.map((each) => `"${each}"`).join(', ');
    await view(`${all}, 1 as extra`);
    expect(await town.run('drift')).toMatchObject({ state: 'collected' });
    await view(`${all}, 'x'::varchar(3) as extra, now()::date as added`);
    expect(await town.run('drift')).toMatchObject({ state: 'held' });
    expect((await town.state('drift')).held?.oddities).toEqual([
      { kind: 'retyped', column: 'extra', before: 'integer', now: 'character varying(3)' },
      { kind: 'new', column: 'added', now: 'date' },
    ]);
  },
);

test.skipIf(server === null)(
  'a database that is not listed, not there, or has no such view: said in our words',
  async () => {
    await make('gone', { relation: 'nothing' });
    expect(await town.run('gone')).toMatchObject({
      state: 'failed',
      reason: { en: 'The database has no nothing, or the account cannot see it.' },
    });
    await make('closed', { relation: 'public.insured' });
    expect(await town.run('closed')).toMatchObject({
      state: 'failed',
      reason: { en: 'The database refused the query (42501).' },
    });
    await make('stranger', { mode: 'full' });
    await town.clerk.put('/api/sources/sources/stranger/secret', { secret: 'Not-The-Word-1' });
    const turned = await town.run('stranger');
    expect(turned.reason?.en).toBe('The database does not accept the account or its password.');
    await make('evil', { relation: 'seen"; drop table insured; --' }).catch(() => undefined);
    for (const host of [
      '2130706433',
      '0x7f.0.0.1',
      'localhost',
      '10.0.0.1',
      '169.254.169.254',
      '::1',
      '::ffff:127.0.0.1',
    ]) {
      const code = `h-${Buffer.from(host).toString('hex')}`;
      await make(code, { host, tls: 'require' });
      expect(await town.run(code), host).toMatchObject({ state: 'failed', rows: null });
    }
    const { rows } = await there.query<{ count: number }>('select count(*)::int as count from insured');
    expect(rows[0]?.count).toBeGreaterThan(5);
  },
);
