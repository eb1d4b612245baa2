import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { sql } from 'kysely';
import { endOver } from '../../recalling.ts';
import { jobRun } from '../../testing/job-run.ts';
import { employerOf, insured, openTwoSides, type TwoSides } from '../../testing/two-sides.ts';
import { verifyProof, type Proof } from '../../receipts/verify.ts';
import { openOutsidePostgres } from '#kernel/outside-postgres';
import { sendChanges } from '../sending.ts';
import type { TableAddress } from './address.ts';
import { emptyTable } from './emptying.ts';
import { write } from './writing.ts';

// Changes written into the consumer's own database: a second database of the run's server. Without a server there is none.

const server = inject('testServer');
const name = `consumer_${process.pid}`;
const user = `writer_${process.pid}`;
const password = 'Write-Only-9';
let sides: TwoSides;
let there: pg.Client;
let database: Record<string, unknown>;

const on = async (work: (client: pg.Client) => Promise<unknown>) => {
  const client = new pg.Client({
    connectionString: Object.assign(new URL(server ?? ''), { pathname: '/postgres' }).href,
  });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
};

beforeAll(async () => {
  if (server === null) return;
  await on(async (client) => {
    await client.query(`create role ${user} login password '${password}'`);
    await client.query(`create database ${name} owner ${user}`);
  });
  const mine = new URL(server);
  mine.pathname = `/${name}`;
  there = new pg.Client({ connectionString: mine.href });
  await there.connect();
  await there.query(`create schema shared authorization ${user}`);
  const port = Number(mine.port || '5432');
  const host = mine.hostname.startsWith('%2F') ? '127.0.0.1' : mine.hostname;
  database = { host, port, database: name, table: 'shared.insured', user, password, tls: 'off' };
  sides = await openTwoSides({ EXCHANGE_INSIDE: `${host}:${port}` });
  await sides.deliver([1, 2, 3].map((each) => insured(each, employerOf(1))));
}, 300_000);
afterAll(async () => {
  if (server === null) return;
  await there.end();
  await sides.city.close();
  await on(async (client) => {
    await client.query(`drop database ${name} with (force)`);
    await client.query(`drop role ${user}`);
  });
});

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';
const ask = (method: Method, path: string, payload?: object) =>
  sides.city.app.inject({
    method,
    url: `/exchange/agreements/${path}`,
    headers: { 'x-test-actor': 'client-police', 'x-purpose': 'verify' },
    ...(payload ? { payload } : {}),
  });
const standing = async (id: string) =>
  (await ask('GET', `${id}/webhook`)).json<{
    problem: string | null;
    sent: number;
    change: number;
    left: { problem: string | null }[];
  }>();
const lying = async () =>
  (await there.query('select * from shared.insured order by "insuranceNumber"')).rows as Record<
    string,
    string
  >[];
const position = async (id: string) =>
  (
    await there.query(
      'select position::int, turn::int, receipt from shared.yaojiang_exchange where agreement = $1',
      [id],
    )
  ).rows[0] as { position: number; turn: number; receipt: string };
const poll = { timeout: 30_000, interval: 50 };
const agreed = () =>
  sides.agreed(
    [
      { field: 'insuranceNumber', decision: 'grant' },
      { field: 'name', decision: 'mask' },
      { field: 'citizenId', decision: 'pseudonym' },
      { field: 'insuredSince', decision: 'grant' },
    ],
    [{ field: 'employer', values: [employerOf(1)] }],
    { way: 'subscription' },
  );
const use = async (id: string) =>
  (await sides.consumer.get(`/api/exchange/agreements/${id}/use`)).json<{ days: { rows: number }[] }>().days;

test.skipIf(server === null)(
  'tried, made when asked, written, the same twice, gone, and emptied by a recall',
  async () => {
    const id = await agreed();
    for (const change of [
      { host: 'db.example.org' },
      { port: 1 },
      { table: 'insured' },
      { password: '' },
      { user: 'a\u0000' },
    ])
      expect(
        (await ask('PUT', `${id}/webhook`, { database: { ...database, ...change } })).json(),
      ).toMatchObject({
        code: 'exchange.bad-table',
      });
    const set = await ask('PUT', `${id}/webhook`, { database });
    expect(set.json(), set.body).toMatchObject({ secret: null });
    expect(set.body).not.toContain(password);
    // No such table: nothing leaves, and nothing is counted.
    await expect.poll(async () => (await standing(id)).problem, poll).toBe('DB no-table');
    expect(await use(id)).toEqual([]);
    const tried = (await ask('POST', `${id}/webhook/test`, {})).json<{ problem: string; sql: string }>();
    expect(tried).toMatchObject({ problem: 'DB lacks', lacks: [{ kind: 'table' }, { kind: 'positions' }] });
    await there.query('create table shared.insured (yaojiang_row text, "name" integer, "insuredSince" date)');
    await there.query(`alter table shared.insured owner to ${user}`);
    expect((await ask('POST', `${id}/webhook/test`, {})).json()).toMatchObject({
      lacks: [
        { kind: 'column', name: 'yaojiang_agreement' },
        { kind: 'column', name: 'insuranceNumber' },
        { kind: 'type', name: 'name' },
        { kind: 'column', name: 'citizenId' },
        { kind: 'key' },
        { kind: 'positions' },
      ],
    });
    await there.query('drop table shared.insured');
    // As it is said, the consumer may make it; or have it made.
    expect(tried.sql).toContain('"yaojiang_row" text primary key');
    const made = await ask('POST', `${id}/webhook/test`, { create: true });
    expect(made.json(), made.body).toEqual({ problem: null, lacks: [], sql: null });
    await ask('POST', `${id}/webhook/replay`, {});
    await expect.poll(async () => (await standing(id)).sent, poll).toBe(3);
    const first = await lying();
    expect(first.map((row) => [row['insuranceNumber'], row['name']])).toEqual([
      ['1', '试*1'],
      ['2', '试*2'],
      ['3', '试*3'],
    ]);
    expect(first[0]?.['citizenId']).toMatch(/^[\w-]{26}$/);
    const proof = (
      await sides.program.get(`/exchange/receipts/${(await position(id)).receipt}`)
    ).json<Proof>();
    expect(verifyProof(proof, {}).faults).toEqual([]);
    expect(JSON.parse(proof.receipt)).toMatchObject({ way: 'database', rows: 3, whole: true });
    expect(proof.receipt).not.toContain(password);
    expect(await use(id)).toMatchObject([{ rows: 3 }]);
    // Killed after the consumer's commit and before ours: sent once more, it changes nothing and counts nothing.
    const before = await position(id);
    const { db } = sides.city.platform.services.store;
    await there.query('update shared.insured set name = name || $1', ['!']);
    await sql`update exchange.subscription set sent = 0 where agreement = ${id}`.execute(db);
    await sendChanges.run({ agreement: id }, jobRun(), sides.program.context());
    expect(await standing(id)).toMatchObject({ sent: 3, problem: null });
    expect(await position(id)).toEqual(before);
    expect((await lying()).map((row) => row['name'])).toEqual(['试*1!', '试*2!', '试*3!']);
    expect(await use(id)).toMatchObject([{ rows: 3 }]);
    // Whoever takes the position away is told, and begins anew.
    sides.clock.advance(60_000);
    await there.query('delete from shared.yaojiang_exchange');
    await sides.deliver([insured(1, employerOf(1)), insured(2, employerOf(2)), insured(4, employerOf(1))]);
    await expect.poll(async () => (await standing(id)).problem, poll).toBe('DB no-position');
    expect(await lying()).toHaveLength(3);
    await there.query(
      `insert into shared.insured (yaojiang_row, yaojiang_agreement, name) values ('own', 'own', 'own')`,
    );
    await ask('POST', `${id}/webhook/replay`, { after: 0 });
    await expect
      .poll(async () => (await lying()).map((row) => row['name']), poll)
      .toEqual(['试*1', '试*3', '试*4', 'own']);
    // What was given once and is no longer is emptied, also in rows that do not come again.
    await there.query('alter table shared.insured add column mobile text default $$15412345678$$');
    await there.query("update shared.yaojiang_exchange set fields = fields || '{mobile}'");
    // Gone rows are deleted, changed ones are changed.
    sides.clock.advance(60_000);
    await sides.deliver([insured(3, employerOf(2)), insured(4, employerOf(1)).replace('试验4', '改名4')]);
    await expect
      .poll(async () => (await lying()).map((row) => row['name']), poll)
      .toEqual(['试*1', '改*4', 'own']);
    expect((await lying()).map((row) => row['mobile'])).toEqual([null, null, '15412345678']);
    await expect
      .poll(async () => (await standing(id)).sent === (await position(id)).position, poll)
      .toBe(true);
    await sides.provider.post(`/api/exchange/agreements/${id}/recall`, { why: '超出约定使用' });
    await expect.poll(async () => (await lying()).map((row) => row['name']), poll).toEqual(['own']);
    await expect
      .poll(async () => (await sides.consumer.get(`/api/exchange/agreements/${id}/webhook`)).json(), poll)
      .toMatchObject({ url: null, left: [] });
    // A sending that was under way when it was recalled writes there no more.
    const link = { ...(database as unknown as TableAddress), address: String(database['host']) };
    const late = await openOutsidePostgres({ ...link, timeoutMs: 5000, writesWithinMs: 5000 });
    const changes = {
      items: [{ change: 'added', row: 'late', values: {} }],
      source: { shows: new Map() },
    } as const;
    const writing = { table: link.table, agreement: id, turn: before.turn, after: 0, next: 9 };
    await expect(write(late, { ...writing, receipt: 'none', changes }, { types: new Map() })).rejects.toThrow(
      'DB superseded',
    );
    await late.close();
    expect(await lying()).toHaveLength(1);
  },
  120_000,
);

test.skipIf(server === null)(
  'a wrong password moves nothing; what cannot be deleted is put before the office, tried each night, and done',
  async () => {
    const id = await agreed();
    await ask('PUT', `${id}/webhook`, { database: { ...database, password: 'wrong' } });
    await expect.poll(async () => (await standing(id)).problem, poll).toBe('DB sign-in');
    expect((await ask('POST', `${id}/webhook/test`, {})).json()).toEqual({ problem: 'DB sign-in' });
    expect(await use(id)).toEqual([]);
    await ask('PUT', `${id}/webhook`, { database });
    await expect.poll(async () => (await standing(id)).sent, poll).toBeGreaterThan(0);
    const written = (await lying()).length;
    expect(written).toBeGreaterThan(1);
    const { db } = sides.city.platform.services.store;
    const kept = await sql<{
      secret: string;
    }>`select secret from exchange.subscription where agreement = ${id}`.execute(db);
    expect(kept.rows[0]?.secret).not.toContain(password);
    // Set elsewhere, or asked for anew, just before it would leave: by the older turn nothing does.
    await sql`update exchange.subscription set sent = 0 where agreement = ${id}`.execute(db);
    const context = sides.program.context();
    const overtaken: typeof context = {
      ...context,
      async transaction(work) {
        await sql`update exchange.subscription set asked = asked + 1 where agreement = ${id}`.execute(db);
        return context.transaction(work);
      },
    };
    await expect(sendChanges.run({ agreement: id }, jobRun(), overtaken)).rejects.toThrow('DB superseded');
    await there.query(`alter role ${user} nologin`);
    // Set anew, of which nothing is written yet, and taken away: what was written before is known.
    await ask('PUT', `${id}/webhook`, { database });
    await ask('DELETE', `${id}/webhook`);
    await expect.poll(async () => (await standing(id)).left[0]?.problem, poll).toBe('DB sign-in');
    const { rows } = await sql<{
      turn: number;
    }>`select turn from exchange.left_table where agreement = ${id}`.execute(db);
    const turn = rows[0]?.turn ?? 0;
    const last = jobRun({ attempt: emptyTable.attempts });
    await expect(emptyTable.run({ agreement: id, turn }, last, sides.office.context())).rejects.toThrow(
      'DB sign-in',
    );
    const tasks = async () =>
      (await sql<{ status: string }>`select status from tasks.task where kind = 'exchange.left'`.execute(db))
        .rows;
    expect(await tasks()).toEqual([{ status: 'open' }]);
    expect((await lying()).length).toBe(written);
    await there.query(`alter role ${user} login`);
    await endOver.run({}, jobRun(), sides.office.context());
    await vi.waitFor(async () => expect(await lying()).toHaveLength(1), poll);
    await expect.poll(async () => (await tasks())[0]?.status, poll).not.toBe('open');
    expect((await standing(id)).left).toEqual([]);
  },
  120_000,
);
