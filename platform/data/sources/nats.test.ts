import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, type TestContext } from 'vitest';
import { openNatsBureau, recordOf, type NatsBureau } from './testing/nats-bureau.ts';

let opened: NatsBureau | undefined;
beforeAll(async () => {
  opened = await openNatsBureau();
}, 300_000);
afterAll(() => opened?.close());

const bureau = () => opened as NatsBureau;
const here = (context: TestContext): NatsBureau => {
  if (!opened) context.skip('no NATS here');
  return bureau();
};

const batchesOf = async (code: string) =>
  (await bureau().town.batches()).filter(({ filename }) => filename.startsWith(`${code}-`));
const consumerOf = (code: string) => bureau().manager().consumers.info(`S-${code}`, `yaojiang-${code}`);
const db = () => bureau().town.city.platform.services.store.db;
const tasks = async () =>
  (await bureau().town.clerk.get('/api/tasks?whose=department'))
    .json<{ items: { kind: string; link: string }[] }>()
    .items.filter(({ kind }) => kind === 'sources.gap')
    .map(({ link }) => link.split('/').at(-1));

test('what comes while nobody listens becomes one batch, the server restarted or not; what was read is not read again', async (context) => {
  here(context);
  await bureau().stream('kept');
  await bureau().make('kept', { topicField: '主题', timeField: '时间' });
  expect(await bureau().town.run('kept')).toMatchObject({ state: 'nothing', rows: 0, reason: null });
  await bureau().publish('kept.a', recordOf(1));
  await bureau().publish('kept.b', [recordOf(2), recordOf(3)]);
  await bureau().restart();
  await bureau().publish('kept.a', recordOf(4));
  const run = await bureau().town.run('kept');
  expect(run).toMatchObject({ state: 'collected', rows: 4, reason: null });
  expect((await batchesOf('kept')).map(({ rows, status }) => [rows, status])).toEqual([[4, 'collected']]);
  expect(await bureau().town.run('kept')).toMatchObject({ state: 'nothing', rows: 0 });
  expect(await consumerOf('kept')).toMatchObject({ num_pending: 0, num_ack_pending: 0 });
  expect((await bureau().town.state('kept')).gaps).toEqual([]);
});

test('a message is acknowledged when the table that it went into is taken, and not before; given again it is known', async (context) => {
  here(context);
  await bureau().stream('acked');
  await bureau().make('acked');
  for (let number = 11; number <= 14; number += 1) await bureau().publish('acked.x', recordOf(number));
  // As it is killed after the batch was handed in: nothing was noted.
  await sql`create function sources.nats_killed() returns trigger language plpgsql as
    $$ begin if new.source = 'acked' and new.taken_at is not null then raise exception 'killed'; end if; return new; end $$`.execute(
    db(),
  );
  await sql`create trigger nats_killed before update on sources.message for each row execute function sources.nats_killed()`.execute(
    db(),
  );
  const { run } = (await bureau().town.clerk.post('/api/sources/sources/acked/run', {})).json<{
    run: string;
  }>();
  await expect.poll(async () => (await batchesOf('acked')).length, { timeout: 20_000 }).toBe(1);
  expect(await consumerOf('acked')).toMatchObject({ num_ack_pending: 4, ack_floor: { stream_seq: 0 } });
  await bureau().publish('acked.x', recordOf(15));
  await sql`drop trigger nats_killed on sources.message`.execute(db());
  await expect
    .poll(async () => (await bureau().town.state('acked')).last, { timeout: 30_000 })
    .toMatchObject({ id: run, state: 'collected' });
  expect((await batchesOf('acked')).map(({ rows }) => rows).toSorted()).toEqual([1, 4]);
  // What was given out before the end is given again once the broker has waited long enough.
  await bureau().manager().consumers.update('S-acked', 'yaojiang-acked', { ack_wait: 1_000_000_000 });
  await bureau().town.run('acked');
  await expect
    .poll(
      async () => {
        await bureau().town.run('acked');
        return (await consumerOf('acked')).num_ack_pending;
      },
      { timeout: 60_000 },
    )
    .toBe(0);
  expect((await batchesOf('acked')).map(({ rows }) => rows).toSorted()).toEqual([1, 4]);
}, 150_000);

test('the same message twice is one: by its id and content, or by its content; a value that comes back under a new id is new', async (context) => {
  here(context);
  // The server itself forgets ids at once, as it does those older than its window.
  await bureau().stream('twice', { duplicate_window: 100_000_000 });
  await bureau().make('twice');
  await bureau().publish('twice.x', recordOf(21), 'one');
  await bureau().publish('twice.x', recordOf(22));
  await new Promise((resolve) => setTimeout(resolve, 300));
  await bureau().publish('twice.x', recordOf(21), 'one');
  await bureau().publish('twice.x', recordOf(22));
  expect(await bureau().town.run('twice')).toMatchObject({ state: 'collected', rows: 2 });
  await bureau().publish('twice.x', recordOf(21), 'one');
  expect(await bureau().town.run('twice')).toMatchObject({ state: 'nothing', rows: 0 });
  await bureau().publish('twice.x', recordOf(23), 'one');
  await bureau().publish('twice.x', recordOf(21), 'three');
  expect(await bureau().town.run('twice')).toMatchObject({ state: 'collected', rows: 2 });
  expect((await bureau().town.state('twice')).gaps).toEqual([]);
});

test('many become batches of a size, also where the bureau’s own consumer gives few at a time; what is no record is told beside', async (context) => {
  here(context);
  await bureau().stream('sized');
  await bureau().manager().consumers.add('S-sized', {
    durable_name: 'for-the-city',
    ack_policy: 'explicit',
    max_ack_pending: 4,
  });
  await bureau().make('sized', { consumer: 'for-the-city', batchMessages: '3' });
  await bureau().publish('sized.x', 'temperature 21');
  expect(await bureau().town.run('sized')).toMatchObject({ state: 'nothing' });
  for (let number = 31; number <= 40; number += 1) await bureau().publish('sized.x', recordOf(number));
  await bureau().publish('sized.x', Buffer.from([0xff, 0x00, 0xfe]));
  expect(await bureau().town.run('sized')).toMatchObject({ state: 'collected', rows: 10, reason: null });
  const files = await batchesOf('sized');
  expect(Math.max(...files.map(({ rows }) => rows))).toBeLessThanOrEqual(3);
  expect(files.reduce((sum, { rows }) => sum + rows, 0)).toBe(10);
  expect(await bureau().manager().consumers.info('S-sized', 'for-the-city')).toMatchObject({
    num_pending: 0,
    num_ack_pending: 0,
  });
  await bureau().publish('sized.x', recordOf(41));
  expect(await bureau().town.run('sized')).toMatchObject({ state: 'collected', rows: 1 });
  const lines = await Promise.all(
    (await batchesOf('sized')).map(async ({ id }) =>
      (await bureau().town.clerk.get(`/api/ingestion/batches/${id}/unreadable`)).json<{
        items: { code: string }[];
      }>(),
    ),
  );
  expect(lines.flatMap(({ items }) => items.map(({ code }) => code))).toEqual(
    expect.arrayContaining(['not-json', 'undecodable']),
  );
}, 60_000);

test('new columns wait at the gate, and their messages are not asked for again', async (context) => {
  here(context);
  await bureau().stream('gate');
  await bureau().make('gate');
  await bureau().publish('gate.x', recordOf(51));
  await bureau().town.run('gate');
  await bureau().publish('gate.x', { ...recordOf(52), 备注: '新' });
  expect(await bureau().town.run('gate')).toMatchObject({ state: 'held' });
  expect(await consumerOf('gate')).toMatchObject({ num_ack_pending: 0 });
  const taken = await bureau().town.clerk.post('/api/sources/sources/gate/gate', {
    accept: true,
    why: '对方加了备注',
  });
  expect(taken.statusCode, taken.body).toBe(200);
  expect((await batchesOf('gate')).map(({ rows }) => rows)).toEqual([1, 1]);
});

test('what a stream dropped before it was read is told, with a task, until somebody has looked into it', async (context) => {
  here(context);
  await bureau().stream('dropped', { max_msgs: 3 });
  await bureau().make('dropped');
  await bureau().publish('dropped.x', recordOf(61));
  expect(await bureau().town.run('dropped')).toMatchObject({ state: 'collected', rows: 1, reason: null });
  // Sequences 2 to 7, of which the stream keeps the last three; then one of those is taken out.
  for (let number = 62; number <= 67; number += 1) await bureau().publish('dropped.x', recordOf(number));
  const run = await bureau().town.run('dropped');
  expect(run).toMatchObject({
    state: 'collected',
    rows: 3,
    reason: { en: expect.stringContaining('some messages did not come') as string },
  });
  const gap = { kind: 'removed', first: 2, last: 4, exact: true, run: run.id };
  expect((await bureau().town.state('dropped')).gaps).toMatchObject([gap]);
  expect(await tasks()).toContain('dropped');
  // Said once.
  expect(await bureau().town.run('dropped')).toMatchObject({ state: 'nothing', reason: null });
  expect((await bureau().town.state('dropped')).gaps).toHaveLength(1);
  for (let number = 68; number <= 70; number += 1) await bureau().publish('dropped.x', recordOf(number));
  await bureau().manager().streams.deleteMessage('S-dropped', 9);
  await bureau().town.run('dropped');
  expect((await bureau().town.state('dropped')).gaps[0]).toMatchObject({
    kind: 'removed',
    first: 9,
    last: 9,
  });

  const path = '/api/sources/sources/dropped/gaps';
  expect((await bureau().town.stranger.post(path, { why: '不关我的事' })).statusCode).toBe(404);
  expect((await bureau().town.clerk.post(path, { why: '' })).statusCode).toBe(400);
  expect((await bureau().town.clerk.post(path, { why: '对方已补发' })).statusCode).toBe(200);
  expect((await bureau().town.state('dropped')).gaps).toEqual([]);
  expect(await tasks()).not.toContain('dropped');
  const again = await bureau().town.clerk.post(path, { why: '对方已补发' });
  expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([409, 'sources.no-gaps']);
});

test('a consumer that is gone is made again where we were; one that somebody moved on, and a stream made anew, are told', async (context) => {
  here(context);
  await bureau().stream('moved');
  await bureau().make('moved');
  await bureau().publish('moved.x', recordOf(71));
  await bureau().town.run('moved');
  await bureau().publish('moved.x', recordOf(72));
  await bureau().manager().consumers.delete('S-moved', 'yaojiang-moved');
  expect(await bureau().town.run('moved')).toMatchObject({ state: 'collected', rows: 1, reason: null });
  expect((await bureau().town.state('moved')).gaps).toEqual([]);
  await bureau().publish('moved.x', recordOf(73));
  await bureau().manager().consumers.delete('S-moved', 'yaojiang-moved');
  await bureau().manager().consumers.add('S-moved', {
    durable_name: 'yaojiang-moved',
    ack_policy: 'explicit',
    deliver_policy: 'new',
  });
  await bureau().publish('moved.x', recordOf(74));
  expect(await bureau().town.run('moved')).toMatchObject({ state: 'collected', rows: 1 });
  expect((await bureau().town.state('moved')).gaps).toMatchObject([{ kind: 'skipped', first: 3, last: 3 }]);
  await bureau().manager().streams.delete('S-moved');
  await bureau().stream('moved');
  await bureau().publish('moved.x', recordOf(75));
  expect(await bureau().town.run('moved')).toMatchObject({ state: 'collected', rows: 1 });
  expect((await bureau().town.state('moved')).gaps.map(({ kind }) => kind)).toEqual(['anew', 'skipped']);
});

test('a source of one subject is given no other, and takes what the others lose for nothing of its own', async (context) => {
  here(context);
  await bureau().stream('picked');
  await bureau().make('picked', { subject: 'picked.*.changed' });
  await bureau().publish('picked.a.changed', recordOf(81));
  await bureau().publish('picked.a.seen', recordOf(82));
  expect(await bureau().town.run('picked')).toMatchObject({ state: 'collected', rows: 1, reason: null });
  await bureau().publish('picked.a.seen', recordOf(83));
  await bureau().publish('picked.b.changed', recordOf(84));
  expect(await bureau().town.run('picked')).toMatchObject({ state: 'collected', rows: 1, reason: null });
});

test('a broker that is away is out of reach, and a later run has what waited there', async (context) => {
  const { server: broker } = here(context);
  await bureau().stream('away');
  await bureau().make('away');
  await bureau().publish('away.x', recordOf(97));
  await broker.halt();
  expect(await bureau().town.run('away')).toMatchObject({ state: 'unreachable' });
  await broker.restart();
  expect(await bureau().town.run('away')).toMatchObject({ state: 'collected', rows: 1 });
});
