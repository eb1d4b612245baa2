import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCity, type TestCity } from '#testing';
import { system } from '../actor.ts';
import type { Context } from '../context.ts';
import { cleanJob } from './jobs.ts';

let city: TestCity;
let context: Context;

beforeAll(async () => {
  city = await openTestCity({ modules: [], environment: { KEEP_EVENTS_DAYS: '90', KEEP_JOBS_DAYS: '30' } });
  context = city.platform.contextFor(system);
});
afterAll(() => city.close());

const old = '100 days';
const recent = '80 days';

async function clean() {
  const id = await context.startJob(context.db, cleanJob, {}, { actor: system });
  const row = await city.finished(id);
  expect(row, JSON.stringify(row.problem)).toMatchObject({ status: 'done' });
  return (row.outcome as { data: { events: number; jobs: number; files: number } }).data;
}

async function event(key: string, position: number | null, age: string, name = 'town.rang'): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into kernel.event (name, version, key, payload, occurred_at, recorded_at, position)
    values (${name}, 1, ${key}, '{}', now(), now() - ${age}::interval, ${position}) returning id`.execute(
    context.db,
  );
  return rows[0]?.id ?? 0;
}

const cursor = (subscriber: string, position: number, name = 'town.rang') =>
  sql`insert into kernel.event_cursor (subscriber, event, position) values (${subscriber}, ${`${name}@1`}, ${position})`.execute(
    context.db,
  );

const letter = (subscriber: string, id: number, status: string) =>
  sql`insert into kernel.dead_letter (subscriber, event_id, position, key, status, first_at, last_at)
    values (${subscriber}, ${id}, 0, 'k', ${status}, now() - interval '100 days', now() - interval '100 days')`.execute(
    context.db,
  );

const keysLeft = async () => {
  const { rows } = await sql<{ key: string }>`select key from kernel.event order by key`.execute(context.db);
  return rows.map(({ key }) => key);
};

test('only old events go that everybody was told and no letter holds', async () => {
  await event('a-told', 1001, old);
  await letter('one', await event('b-dead', 1002, old), 'dead');
  await letter('one', await event('c-dropped', 1003, old), 'dropped');
  await event('d-recent', 1004, recent);
  await event('e-one-is-behind', 1006, old);
  await event('f-nobody-listens', 1007, old, 'town.sang');
  await event('g-of-a-module-gone-quiet', 1008, old, 'town.wept');
  await cursor('one', 1009);
  await cursor('two', 1005);
  await cursor('quiet', 10, 'town.wept');
  await sql`update kernel.event_order set last = 2000`.execute(context.db);
  expect(await clean()).toMatchObject({ events: 3 });
  expect(await keysLeft()).toEqual(['b-dead', 'd-recent', 'e-one-is-behind', 'g-of-a-module-gone-quiet']);
  expect(await clean()).toMatchObject({ events: 0 });
});

test('what imports brought goes in its time; that they were is remembered', async () => {
  const source = await put('编码,名称\nT1,一\n');
  const looked = await put('only looked at');
  const fresh = await put('looked at today');
  const running = await put('still running');
  const errors = await put('its error file, later');
  await sql`insert into kernel.record_import (id, record, file, filename, layout, headers, status, started_by, started_at, error_file)
    select id, 'c.d', file, 'f.csv', '{}', '[]', status, 'x', now() - age::interval, error_file
    from (values ('c1', ${source}, 'done', '40 days', ${errors}), ('c2', ${looked}, 'previewed', '3 days', null),
      ('c3', ${fresh}, 'previewed', '1 day', null), ('c4', ${running}, 'running', '40 days', null))
      as t(id, file, status, age, error_file)`.execute(context.db);
  await sql`insert into kernel.record_import_fault (import, line, code, detail, value)
    values ('c1', 2, 'a.b', '{}', '一行')`.execute(context.db);
  await clean();
  expect(await Promise.all([source, looked, fresh, running, errors].map(kept))).toEqual([
    false,
    false,
    true,
    true,
    false,
  ]);
  const { rows } = await sql<{ id: string; faults: number }>`
    select i.id, (select count(*)::int from kernel.record_import_fault f where f.import = i.id) as faults
    from kernel.record_import i where record = 'c.d' order by id`.execute(context.db);
  expect(rows).toEqual(['c1', 'c3', 'c4'].map((id) => ({ id, faults: 0 })));
});

interface Old {
  readonly age: string;
  readonly status?: string;
  readonly key?: string;
  readonly file?: string;
}

async function job({ age, status = 'done', key, file }: Old): Promise<string> {
  const ended = status === 'done' || status === 'failed';
  const outcome = file ? JSON.stringify({ files: [{ id: file, name: 'x.csv', type: 'text/csv' }] }) : null;
  const { rows } = await sql<{ id: string }>`
    insert into kernel.job (id, name, title, input, actor, actor_id, status, attempts, created_at, run_after, finished_at, key, outcome)
    values (gen_random_uuid(), 'town.count', '{}', '{}', '{}', 'x', ${status}, 1, now() - ${age}::interval,
      now() + interval '1 day', case when ${ended} then now() - ${age}::interval end, ${key ?? null}, ${outcome}::jsonb)
    returning id`.execute(context.db);
  return rows[0]?.id ?? '';
}

const stands = async (id: string) =>
  (await sql`select 1 from kernel.job where id = ${id}`.execute(context.db)).rows.length === 1;

const put = async (text: string) => (await context.files.put(Readable.from([text]))).id;
const kept = (id: string) =>
  context.files.path(id).then(
    () => true,
    () => false,
  );

test('jobs that ended long ago go with their result files; nothing that waits, runs or is named does', async () => {
  const result = await put('a result');
  const shared = await put('a result of two');
  await put('a result of two');
  const errors = await put('the error file of an import');
  const gone = [await job({ age: old, file: result }), await job({ age: '31 days', status: 'failed' })];
  const staying = [
    await job({ age: '29 days' }),
    await job({ age: old, status: 'queued' }),
    await job({ age: recent, key: 'once' }),
  ];
  const ofTwo = await job({ age: old, file: shared });
  const ofImport = await job({ age: old, file: errors });
  const running = await job({ age: old });
  await sql`insert into kernel.record_import (id, record, file, filename, layout, headers, status, job, started_by, started_at, error_file)
    values ('i1', 'a.b', 'f', 'f.csv', '{}', '[]', 'done', ${ofImport}, 'x', now(), ${errors}),
      ('i2', 'a.b', 'f', 'f.csv', '{}', '[]', 'running', ${running}, 'x', now(), null)`.execute(context.db);
  expect(await clean()).toMatchObject({ jobs: 4, files: 1 });
  for (const id of [...gone, ofTwo, ofImport]) expect(await stands(id)).toBe(false);
  for (const id of [...staying, running]) expect(await stands(id)).toBe(true);
  expect([await kept(result), await kept(shared), await kept(errors)]).toEqual([false, true, true]);
});
