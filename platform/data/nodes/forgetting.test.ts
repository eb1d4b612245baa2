import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '#kernel/db';
import { anchorHeads } from './city/anchoring.ts';
import type { Standing } from './contract.ts';
import { receiptsAfter } from './log/log-store.ts';
import { nodeStatus } from './node/status.ts';
import { insured, openCitySide, openNodeSide, type CitySide, type NodeSide } from './testing/pair.ts';

// One of the two ends is restored from an older backup: its tables are as they were then.
let there: CitySide;
let here: NodeSide;
beforeAll(async () => {
  there = await openCitySide();
  await there.register('rsj');
  await there.register('before');
}, 240_000);
afterAll(async () => {
  await here.node.close();
  await there.city.close();
});

/** Keeps all tables of these schemas as they are; what is given back puts them back. */
async function backUp(db: Db, schemas: readonly string[]): Promise<() => Promise<void>> {
  const { rows: tables } = await sql<{ name: string; copy: string }>`
    select format('%I.%I', schemaname, tablename) as name,
      format('public.%I', 'backup_' || schemaname || '_' || tablename || '_' || extract(epoch from clock_timestamp())) as copy
    from pg_tables where schemaname = any(${schemas as string[]})`.execute(db);
  for (const { name, copy } of tables)
    await sql.raw(`create table ${copy} as select * from ${name}`).execute(db);
  return async () => {
    for (const { name, copy } of tables) {
      await sql.raw(`delete from ${name}`).execute(db);
      await sql.raw(`insert into ${name} select * from ${copy}`).execute(db);
    }
  };
}

const cityDb = () => there.city.platform.services.store.db;
const channel = async () =>
  (await there.office.get('/api/nodes/nodes/rsj/standing'))
    .json<Standing>()
    .channels.find((each) => each.channel === 'up/delivery/rsj-insured');
const batches = async () =>
  (await there.office.get('/api/ingestion/batches'))
    .json<{ items: { filename: string }[] }>()
    .items.map(({ filename }) => filename);
const told = async () =>
  (await nodeStatus(here.context)).messages.map(({ what, name }) => `${String(what)} ${String(name)}`);
/** Until the city has worked on everything, said so, and has it. */
async function settled(names: readonly string[]): Promise<void> {
  const heard = async () => {
    await here.call();
    return told();
  };
  const checked = names.map((name) => `checked ${name}`);
  await expect.poll(heard, { timeout: 15_000 }).toEqual(expect.arrayContaining(checked));
  // What it said before it was restored is no sign that it has them again.
  await expect.poll(batches, { timeout: 15_000 }).toEqual(expect.arrayContaining([...names]));
}

test('a city that was restored from before it knew a node lets it in by its certificate, tells the office, and gets everything again', async () => {
  const restore = await backUp(cityDb(), ['nodes', 'ingestion']);
  const code = await there.invite('rsj');
  here = await openNodeSide(there.clock, { address: there.address, code });
  await here.put('a.csv', insured(3));
  await settled(['a.csv']);
  const kept = await receiptsAfter(here.context.db, { node: 'rsj', channel: 'up/delivery/rsj-insured' }, 0);
  await restore();
  expect(await batches()).toEqual([]);
  await sql`delete from nodes.node where code = 'rsj'`.execute(cityDb());

  await settled(['a.csv']);
  expect(await channel()).toMatchObject({ sent: 1, taken: 1, missing: 0, agrees: true });
  expect(await batches()).toEqual(['a.csv']);
  expect((await there.office.get('/api/nodes/nodes/rsj')).json()).toMatchObject({
    state: 'active',
    owner: '330281-rsj',
    datasets: ['rsj-insured'],
  });
  const tasks = (await there.office.get('/api/tasks?whose=department')).json<{ items: { kind: string }[] }>();
  expect(tasks.items.map(({ kind }) => kind)).toContain('nodes.returned');
  // The first receipt still proves what was taken the first time.
  const place = { node: 'rsj', channel: 'up/delivery/rsj-insured' };
  expect(await receiptsAfter(here.context.db, place, 0)).toEqual(kept);
});

test('a certificate that is changed, or of a node that was revoked, lets nobody in', async () => {
  const { openLine } = await import('./node/city-client.ts');
  const { rejoinAt } = await import('./node/enrolling.ts');
  const { getSelf, keyOf } = await import('./node/self.ts');
  const self = await getSelf(here.context);
  const key = await keyOf(here.context, self.keyNumber);
  const line = openLine({
    city: there.address,
    key,
    clock: there.clock,
    signal: new AbortController().signal,
  });
  const changed = { ...self, certificate: { ...self.certificate, owner: '330281-gaj' } };
  await expect(rejoinAt(here.context, line, changed)).rejects.toMatchObject({
    code: 'nodes.bad-certificate',
  });
  await rejoinAt(here.context, line, self);
});

test('a city that was restored from yesterday gets again what it had receipted, and its own messages back', async () => {
  const restore = await backUp(cityDb(), ['nodes', 'ingestion']);
  await here.put('b.csv', insured(2, 100));
  await here.put('c.csv', insured(2, 200));
  await settled(['b.csv', 'c.csv']);
  const heard = await told();
  await restore();
  expect(await channel()).toMatchObject({ taken: 1 });
  await settled(['b.csv', 'c.csv']);
  expect(await channel()).toMatchObject({ sent: 3, taken: 3, missing: 0, agrees: true });
  expect((await batches()).toSorted()).toEqual(['a.csv', 'b.csv', 'c.csv']);
  expect((await told()).length).toBeGreaterThanOrEqual(heard.length);
});

test('a node that was restored from yesterday learns what it had sent, and goes on behind it', async () => {
  const restore = await backUp(here.context.db, ['nodes']);
  await here.put('d.csv', insured(2, 300));
  await settled(['d.csv']);
  await restore();
  expect(
    (await nodeStatus(here.context)).channels.find((each) => each.channel.startsWith('up/delivery')),
  ).toMatchObject({
    sequence: 3,
  });
  await here.call();
  expect(await here.put('e.csv', insured(2, 400))).toBe(5);
  await settled(['d.csv', 'e.csv']);
  expect(await channel()).toMatchObject({ sent: 5, taken: 5, missing: 0, agrees: true });
  expect((await batches()).toSorted()).toEqual(['a.csv', 'b.csv', 'c.csv', 'd.csv', 'e.csv']);
});

test('two copies of one node that both went on are told apart: that channel stops, nothing is overwritten', async () => {
  const restore = await backUp(here.context.db, ['nodes']);
  await here.put('one.csv', insured(2, 500));
  await settled(['one.csv']);
  await restore();
  await here.put('other.csv', insured(2, 600));
  expect(await here.call()).toMatchObject({ forked: ['up/delivery/rsj-insured'] });
  expect(await nodeStatus(here.context)).toMatchObject({ trouble: 'nodes.forked', waiting: 1 });
  expect(await channel()).toMatchObject({ sent: 6, taken: 6, agrees: false });
  const asked = (await there.office.get('/api/tasks?kind=nodes.forked')).body;
  expect(asked).toContain('up/delivery/rsj-insured');
  expect(await batches()).not.toContain('other.csv');
});

test('where the city has gone further than another copy, that copy’s channel stops and the rest goes on', async () => {
  const restore = await backUp(here.context.db, ['nodes']);
  await sql`delete from nodes.envelope where channel = 'up/delivery/rsj-insured' and sequence > 5`.execute(
    here.context.db,
  );
  await sql`update nodes.channel set sequence = 5, acknowledged = 5, link = e.link from nodes.envelope e
    where nodes.channel.channel = 'up/delivery/rsj-insured' and e.channel = nodes.channel.channel and e.sequence = 5`.execute(
    here.context.db,
  );
  await here.call();
  await here.put('seven.csv', insured(2, 700));
  await here.call();
  await restore();
  await here.put('eight.csv', insured(2, 800));
  expect(await here.call()).toMatchObject({ forked: ['up/delivery/rsj-insured'] });
  expect(await batches()).not.toContain('eight.csv');
});

test('heads of the channels stand in the ledger, each once while nothing comes', async () => {
  const heads = async () =>
    (
      await sql<{ channel: string; sequence: string; link: string }>`
      select channel, sequence, link from nodes.anchored where node = 'rsj' order by channel`.execute(
        cityDb(),
      )
    ).rows;
  const now = async () =>
    (
      await sql<{ channel: string; sequence: string; link: string }>`
      select channel, sequence, link from nodes.channel where node = 'rsj' and sequence > 0 order by channel`.execute(
        cityDb(),
      )
    ).rows;
  const entries = async () =>
    (await there.office.get('/api/ledger/entries?resource=nodes.channel')).json<{ items: unknown[] }>().items
      .length;
  const atRest = async () => {
    const [before, { rows }] = [
      JSON.stringify(await now()),
      await sql`select from kernel.job where status in ('queued', 'running')
        and split_part(name, '.', 1) in ('nodes', 'ingestion', 'quality') limit 1`.execute(cityDb()),
    ];
    await pause(300);
    return rows.length === 0 && JSON.stringify(await now()) === before;
  };
  // What the city does with the last delivery says something to the node, and moves a channel.
  await expect.poll(atRest, { timeout: 15_000 }).toBe(true);
  const count = await anchorHeads(there.office.context());
  expect(count).toBeGreaterThan(1);
  expect(await heads()).toEqual(await now());
  await expect.poll(entries, { timeout: 10_000 }).toBe(count);
  expect(await anchorHeads(there.office.context())).toBe(0);
  await here.call();
  await sql`update nodes.channel set link = 'another' where node = 'rsj' and channel = 'up/delivery/rsj-insured'`.execute(
    cityDb(),
  );
  // Another past under the same number is another head: the one before stays in the ledger.
  expect(await anchorHeads(there.office.context())).toBeGreaterThan(0);
});
