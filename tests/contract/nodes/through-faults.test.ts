import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chance } from '#engines/chance';
import { system } from '#kernel/actor';
import { codesModule } from '#platform/base/codes';
import { ledgerModule } from '#platform/base/ledger';
import { catalogueModule } from '#platform/data/catalogue';
import { exchangeModule } from '#platform/data/exchange';
import { ingestionModule } from '#platform/data/ingestion';
import { enrolAt, nodeModule, nodesModule, nodeStatus } from '#platform/data/nodes';
import { openTestCity, type TestCity } from '#testing';
import { faults, openFaultProxy, type FaultProxy } from './fault-proxy.ts';
import { openNamespace, type Namespace } from './namespace.ts';
import { startCity, startNode, type Process } from './processes.ts';

// A city and a node as processes of their own, between them a line on which all goes wrong that may: cut in the middle of a
// request, of an answer, after the request and before the answer, doubled, late, refused. Both are killed (SIGKILL) at random
// moments, and the node's clock is off by a day, now the one way and now the other. Where the system allows, the node has a network
// of its own, whose one line to the city is taken down under what is on its way. In the end nothing is lost, nothing is
// doubled. `NODE_SCHEDULES` and `NODE_SEED` make it longer, and other.
const schedules = Number(process.env['NODE_SCHEDULES'] ?? '8');
const seed = Number(process.env['NODE_SEED'] ?? '20261129');
const day = 86_400_000;

let city: TestCity;
let node: TestCity;
let proxy: FaultProxy;
let network: Namespace | undefined;
const processes: { city?: Process; node?: Process } = {};

beforeAll(async () => {
  const modules = [codesModule, ledgerModule, catalogueModule, ingestionModule, exchangeModule, nodesModule];
  city = await openTestCity({ modules, work: false });
  node = await openTestCity({ modules: [nodeModule], work: false });
  if (city.platform.services.config.DATABASE_URL === undefined) return;
  processes.city = await startCity(city);
  network = await openNamespace(String(node.platform.services.config.DATABASE_URL));
  const line = network?.line ?? '127.0.0.1';
  proxy = await openFaultProxy(seed, Number(processes.city.said), line);
  const office = city.as({ id: 'office', organisation: '330281-jxj', grants: { '*': 'city' } });
  const values = {
    code: 'rsj',
    titleZh: '前置机',
    titleEn: 'Node',
    owner: '330281-rsj',
    role: 'department',
    way: 'network',
  };
  const made = await office.post('/api/nodes/nodes', { ...values, datasets: ['rsj-insured'] });
  expect(made.statusCode, made.body).toBe(200);
  const { code } = (await office.post('/api/nodes/nodes/rsj/code')).json<{ code: string }>();
  await enrolAt(node.platform.contextFor(system), `http://${line}:${proxy.port}`, code);
}, 240_000);
afterAll(async () => {
  await processes.node?.kill();
  await processes.city?.kill();
  await proxy?.close();
  await network?.close();
  await node?.close();
  await city?.close();
});

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const header = '个人编号,姓名,公民身份号码,出生日期,险种,参保日期';

let rows = 0;
const sent: string[] = [];

/** Rows that stand nowhere else: invented persons of a division that never was. */
function newRows(count: number): string {
  const lines = Array.from({ length: count }, () => {
    rows += 1;
    sent.push(`N${rows}`);
    return `N${rows},试验,00028119800101${String(1000 + (rows % 9000))},1980-01-01,310,2020-05-01`;
  });
  return [header, ...lines, ''].join('\r\n');
}

/** A program of the department lays a file down as one does: under another name until it is whole. */
async function layFile(random: () => number): Promise<void> {
  const folder = join(node.platform.services.config.dataFolder, 'outbox', 'rsj-insured');
  await mkdir(folder, { recursive: true });
  const name = `${String(rows).padStart(6, '0')}.csv`;
  await writeFile(join(folder, `.${name}`), newRows(1 + Math.floor(random() * 60)));
  await rename(join(folder, `.${name}`), join(folder, name));
}

async function restartCity(): Promise<void> {
  await processes.city?.kill();
  processes.city = await startCity(city);
  proxy.target = Number(processes.city.said);
}

async function restartNode(random: () => number): Promise<void> {
  await processes.node?.kill();
  const skewMs = Math.round((random() * 2 - 1) * day);
  processes.node = await startNode(node, { skewMs, before: network?.before ?? [] });
}

const connections = (): number => [...proxy.counts.values()].reduce((sum, each) => sum + each, 0);

/** Taken down under what is on its way; what stood on it hears nothing, and goes on when it is there again. */
async function cutLine(schedule: number, random: () => number): Promise<void> {
  if (!network || schedule % 6 !== 1) return;
  await network.cut();
  await layFile(random);
  await pause(50);
  const before = connections();
  await pause(100 + random() * 300);
  expect(connections(), 'nothing comes over a line that is down').toBe(before);
  await network.mend();
}

const digestOf = (keys: readonly string[]): string =>
  createHash('sha256').update(keys.toSorted().join('\n')).digest('hex');

/** Keys of all rows that lie in the city's lake, as often as they lie there. */
async function keysInCity(): Promise<string[]> {
  const { lake, store } = city.platform.services;
  const { rows: batches } = await sql<{ id: string }>`
    select id from ingestion.batch where dataset = 'rsj-insured' and collected_at is not null`.execute(
    store.db,
  );
  const keys: string[] = [];
  for (const { id } of batches) {
    const path = await lake.path('batches', 'rsj-insured', `${id}.parquet`);
    const found = await lake.session((session) =>
      session.rows(`select insuranceNumber as key from read_parquet('${path}')`),
    );
    keys.push(...found.map(({ key }) => String(key)));
  }
  return keys;
}

test('through cuts, doubled requests, kills of either side and a clock that is off by a day nothing is lost and nothing doubled', async (context) => {
  if (!proxy) return context.skip('an embedded store belongs to one process');
  const random = chance(seed);
  const here = node.platform.contextFor(system);
  let kills = 0;
  await restartNode(random);
  for (let schedule = 0; schedule < schedules; schedule += 1) {
    proxy.trouble = 0.2 + random() * 0.6;
    if (random() < 0.7) await layFile(random);
    await cutLine(schedule, random);
    await pause(50 + random() * 500);
    if (schedule % 6 !== 5) continue;
    // Each start costs a second or two of processor time: now the one side, now the other.
    kills += 1;
    await (kills % 2 === 1 ? restartNode(random) : restartCity());
  }
  expect(kills).toBeGreaterThan(0);
  const { counts } = proxy;
  // On a busy machine fewer connections are made in that time than there are kinds of trouble.
  proxy.trouble = 0.8;
  for (let more = 0; more < 100 && faults.some((kind) => !counts.has(kind)); more += 1) {
    await layFile(random);
    await pause(200);
  }
  proxy.trouble = 0;
  const outbox = join(node.platform.services.config.dataFolder, 'outbox', 'rsj-insured');
  await expect
    .poll(async () => [(await readdir(outbox)).length, (await nodeStatus(here)).waiting], {
      timeout: 90_000,
      interval: 300,
    })
    .toEqual([0, 0]);
  await expect
    .poll(async () => (await keysInCity()).length, { timeout: 90_000, interval: 300 })
    .toBeGreaterThanOrEqual(sent.length);
  const keys = await keysInCity();
  expect(keys).toHaveLength(sent.length);
  expect(digestOf(keys)).toBe(digestOf(sent));
  // What became of each file has come back to the node, once each.
  const told = async () => {
    const { rows: found } = await sql<{ sequence: number }>`
      select (body::jsonb->>'sequence')::int as sequence from nodes.envelope
      where channel = 'down/messages' and body::jsonb->>'what' = 'delivered' order by 1`.execute(here.db);
    return found.map(({ sequence }) => sequence);
  };
  const all =
    (await nodeStatus(here)).channels.find(({ channel }) => channel.startsWith('up/'))?.sequence ?? 0;
  const numbers = Array.from({ length: all }, (_, at) => at + 1);
  await expect.poll(told, { timeout: 60_000, interval: 300 }).toEqual(numbers);
  const seen = [...counts].filter(([kind]) => kind !== 'whole').map(([kind]) => kind);
  expect(seen.toSorted()).toEqual([...faults].toSorted());
}, 400_000);
