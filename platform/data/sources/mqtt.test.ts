import { connectAsync, type MqttClient } from 'mqtt';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, type TestContext } from 'vitest';
import { startMosquitto, type MosquittoServer } from '../../../tests/setup/mosquitto.ts';
import { cellsOf, headers, openTown, type Town } from './testing/town.ts';

// A Mosquitto of its own plays the bureau's broker.
let server: MosquittoServer | undefined;
let town: Town;
let bureau: MqttClient | undefined;

const here = (context: TestContext): MosquittoServer => {
  if (!server) context.skip('no Mosquitto here');
  return server as MosquittoServer;
};
const connectBureau = async ({ port, user: username, password }: MosquittoServer) => {
  await bureau?.endAsync(true);
  bureau = await connectAsync(`mqtt://127.0.0.1:${port}`, { username, password, reconnectPeriod: 0 });
};

beforeAll(async () => {
  server = await startMosquitto();
  if (!server) return;
  await connectBureau(server);
  town = await openTown([`127.0.0.1:${server.port}`]);
}, 300_000);
afterAll(async () => {
  if (!server) return;
  await bureau?.endAsync(true);
  await town.close();
  await server.stop();
});

const recordOf = (number: number) =>
  Object.fromEntries(cellsOf(number).map((cell, at) => [headers[at] ?? '', cell]));
const publish = async (topic: string, value: unknown, retain = false) => {
  const text = typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value);
  await bureau?.publishAsync(topic, text, { qos: 1, retain });
};
const make = async (code: string, more: object, secret: string | null | undefined = server?.password) => {
  const settings = {
    host: '127.0.0.1',
    port: String(server?.port),
    topics: [`insured/${code}`],
    user: server?.user,
    tls: 'off',
    quietSeconds: '1',
    listenSeconds: '20',
    ...more,
  };
  await town.make({ code, kind: 'mqtt', settings });
  if (secret) await town.clerk.put(`/api/sources/sources/${code}/secret`, { secret });
};
const batchOf = async (id: string | null) => (await town.batches()).find((each) => each.id === id);
const db = () => town.city.platform.services.store.db;

test.each(['3.1.1', '5'])(
  'MQTT %s: what comes while nobody listens is kept by the broker, restarted or not, and becomes one batch',
  async (version) => {
    if (!server) return;
    const code = `insured-v${version.replaceAll('.', '')}`;
    const first = Number(version.at(0)) * 1000;
    await make(code, { version, topicField: '主题' });
    expect(await town.run(code)).toMatchObject({ state: 'nothing', rows: 0, reason: null });
    await publish(`insured/${code}`, recordOf(first + 1));
    await publish(`insured/${code}`, [recordOf(first + 2), recordOf(first + 3)]);
    await server.restart();
    await connectBureau(server);
    await publish(`insured/${code}`, recordOf(first + 1));
    await publish(`insured/${code}`, recordOf(first + 4));
    const run = await town.run(code);
    expect(run).toMatchObject({ state: 'collected', rows: 4, reason: null });
    expect(await batchOf(run.batch)).toMatchObject({ rows: 4, status: 'collected' });
    // The very same again: it came before.
    await publish(`insured/${code}`, recordOf(first + 4));
    expect(await town.run(code)).toMatchObject({ state: 'nothing', rows: 0 });
  },
);

test('a message is acknowledged once it is kept: what could not be kept comes again', async (context) => {
  here(context);
  await make('acknowledged', {});
  await town.run('acknowledged');
  for (let number = 11; number <= 15; number += 1) await publish('insured/acknowledged', recordOf(number));
  await sql`create function sources.full_disk() returns trigger language plpgsql as
    $$ begin if new.source = 'acknowledged' and (select count(*) from sources.message where source = 'acknowledged') >= 2
    then raise exception 'no space'; end if; return new; end $$`.execute(db());
  await sql`create trigger full_disk before insert on sources.message for each row execute function sources.full_disk()`.execute(
    db(),
  );
  const started = await town.clerk.post('/api/sources/sources/acknowledged/run', {});
  const { run } = started.json<{ run: string }>();
  const kept = async () =>
    (
      await sql<{
        count: number;
      }>`select count(*)::int as count from sources.message where source = 'acknowledged'`.execute(db())
    ).rows[0]?.count;
  await expect.poll(kept, { timeout: 20_000 }).toBe(2);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await kept()).toBe(2);
  await sql`drop trigger full_disk on sources.message`.execute(db());
  // Its job tries again by itself.
  const last = async () => (await town.state('acknowledged')).last;
  await expect.poll(last, { timeout: 30_000 }).toMatchObject({ id: run, state: 'collected', rows: 5 });
}, 60_000);

test('many messages become batches of a size; a message that is no record is told beside those that are', async (context) => {
  here(context);
  await make('sized', { batchMessages: '3' });
  await town.run('sized');
  await publish('insured/sized', 'temperature 21');
  expect(await town.run('sized')).toMatchObject({ state: 'nothing' });
  for (let number = 21; number <= 26; number += 1) await publish('insured/sized', recordOf(number));
  await publish('insured/sized', Buffer.from([0xff, 0x00, 0xfe]));
  expect(await town.run('sized')).toMatchObject({ state: 'collected', rows: 6 });
  const files = (await town.batches()).filter(({ filename }) => filename.startsWith('sized-'));
  expect(files.length).toBeGreaterThanOrEqual(3);
  expect(Math.max(...files.map(({ rows }) => rows))).toBeLessThanOrEqual(3);
  expect(files.reduce((sum, { rows }) => sum + rows, 0)).toBe(6);
  const lines = await Promise.all(
    files.map(async ({ id }) =>
      (await town.clerk.get(`/api/ingestion/batches/${id}/unreadable`)).json<{ items: { code: string }[] }>(),
    ),
  );
  expect(lines.flatMap(({ items }) => items.map(({ code }) => code))).toEqual(
    expect.arrayContaining(['not-json', 'undecodable']),
  );
});

test('a process that ended before a table was noted as taken makes the very same batch of it', async (context) => {
  here(context);
  await make('again', {});
  await town.run('again');
  for (let number = 31; number <= 34; number += 1) await publish('insured/again', recordOf(number));
  // As it is killed after the batch was handed in: nothing was noted.
  await sql`create function sources.killed() returns trigger language plpgsql as
    $$ begin if new.source = 'again' and new.taken_at is not null then raise exception 'killed'; end if; return new; end $$`.execute(
    db(),
  );
  await sql`create trigger killed before update on sources.message for each row execute function sources.killed()`.execute(
    db(),
  );
  const { run } = (await town.clerk.post('/api/sources/sources/again/run', {})).json<{ run: string }>();
  const mine = async () => (await town.batches()).filter(({ filename }) => filename.startsWith('again-'));
  await expect.poll(async () => (await mine()).length, { timeout: 20_000 }).toBe(1);
  await publish('insured/again', recordOf(35));
  await sql`drop trigger killed on sources.message`.execute(db());
  await expect
    .poll(async () => (await town.state('again')).last, { timeout: 30_000 })
    .toMatchObject({ id: run, state: 'collected' });
  expect((await mine()).map(({ rows }) => rows).toSorted()).toEqual([1, 4]);
}, 60_000);

test('topics that are no longer wanted are not collected, though the session goes on', async (context) => {
  here(context);
  await make('topics', { topics: ['insured/one', 'insured/two'] });
  await town.run('topics');
  const path = '/api/sources/sources/topics';
  const row = (await town.clerk.get(path)).json<{ settings: object; meta: { revision: number } }>();
  const values = { settings: { ...row.settings, topics: ['insured/two'] } };
  expect((await town.clerk.patch(path, { revision: row.meta.revision, values })).statusCode).toBe(200);
  await town.run('topics');
  await publish('insured/one', recordOf(41));
  await publish('insured/two', recordOf(42));
  expect(await town.run('topics')).toMatchObject({ state: 'collected', rows: 1 });
});

test('a look shows the first messages masked, keeps nothing and takes nothing away', async (context) => {
  here(context);
  await make('look', { topics: ['other/look'] });
  await publish('other/look', recordOf(51), true);
  const tried = (await town.clerk.post('/api/sources/sources/look/try', {})).json<{
    rows: string[][];
    masked: boolean;
    fault: unknown;
  }>();
  expect(tried).toMatchObject({ fault: null, masked: true });
  expect(tried.rows).toHaveLength(1);
  expect(JSON.stringify(tried.rows)).not.toContain('试验51');
  expect(await town.run('look')).toMatchObject({ state: 'collected', rows: 1 });
  await publish('other/look', '', true);
});

test.each([
  ['a wrong password', { version: '5' }, 'wrong', 'failed', 'The broker accepts neither'],
  ['a wrong password', {}, 'wrong', 'failed', 'The broker accepts neither'],
  ['no secret', {}, null, 'failed', 'No secret is set'],
  ['an address of one’s own network that is not listed', { port: '1' }, 'x', 'failed', 'SOURCES_INSIDE'],
  ['no encryption to the outside', { host: '192.0.2.1' }, 'x', 'failed', 'encrypted connection'],
  ['encryption where there is none', { tls: 'verify' }, 'x', 'unreachable', 'cannot be reached'],
])('%s is refused', async (...[what, more, secret, state, words]) => {
  if (!server) return;
  const code = `bad-${Buffer.from(what + JSON.stringify(more))
    .toString('hex')
    .slice(-24)}`;
  await make(code, { ...more, ...('port' in more ? { tls: 'verify' } : {}) }, secret);
  expect(await town.run(code)).toMatchObject({
    state,
    reason: { en: expect.stringContaining(words) as string },
  });
  for (const url of [`/api/sources/sources/${code}`, `/api/sources/sources/${code}/state`])
    if (server.password) expect((await town.clerk.get(url)).body).not.toContain(server.password);
});

test.each([['#'], ['insured/+/changed'], ['insured/#'], ['/a//b']])('the topic %s is one', async (topic) => {
  if (!server) return;
  const { MqttSettings } = await import('./settings.ts');
  expect(MqttSettings.safeParse({ host: 'h', topics: [topic] }).success).toBe(true);
});
test.each([['insured#'], ['a/#/b'], ['a+/b'], ['$SYS/#'], ['$share/g/a'], ['']])(
  '%s is none',
  async (topic) => {
    const { MqttSettings } = await import('./settings.ts');
    expect(MqttSettings.safeParse({ host: 'h', topics: [topic] }).success).toBe(false);
  },
);

test('a session that the broker did not keep is told, with a task, until somebody has looked into it', async (context) => {
  const { port, user: username, password } = here(context);
  await make('forgotten', {});
  expect(await town.run('forgotten')).toMatchObject({ state: 'nothing', reason: null });
  // A clean session under the same name ends ours, as a broker does that was set up anew.
  const other = await connectAsync(`mqtt://127.0.0.1:${port}`, {
    username,
    password,
    clientId: 'yaojiang-forgotten',
    clean: true,
  });
  await other.endAsync();
  await publish('insured/forgotten', recordOf(71));
  const run = await town.run('forgotten');
  expect(run).toMatchObject({
    state: 'nothing',
    reason: { en: expect.stringContaining('some messages did not come') as string },
  });
  expect((await town.state('forgotten')).gaps).toMatchObject([{ kind: 'session', first: null, run: run.id }]);
  await publish('insured/forgotten', recordOf(72));
  expect(await town.run('forgotten')).toMatchObject({ state: 'collected', rows: 1, reason: null });
  const noted = await town.clerk.post('/api/sources/sources/forgotten/gaps', { why: '对方已补发' });
  expect(noted.statusCode, noted.body).toBe(200);
  expect((await town.state('forgotten')).gaps).toEqual([]);
});

test('a broker that is away is out of reach, and a later run has what waited there', async (context) => {
  const broker = here(context);
  await make('away', {});
  await town.run('away');
  await publish('insured/away', recordOf(61));
  await broker.halt();
  expect(await town.run('away')).toMatchObject({ state: 'unreachable' });
  await broker.restart();
  expect(await town.run('away')).toMatchObject({ state: 'collected', rows: 1 });
});
