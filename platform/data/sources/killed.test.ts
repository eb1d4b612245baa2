import { connectAsync, type MqttClient } from 'mqtt';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startMosquitto, type MosquittoServer } from '../../../tests/setup/mosquitto.ts';
import { startWorkerProcess, type WorkerProcess } from '../../../tests/setup/worker-process.ts';
import { cellsOf, headers, openTown, type Town } from './testing/town.ts';

// A run that is killed as a process is: by SIGKILL, again and again, while messages go on coming.
const messages = 150;

let broker: MosquittoServer | undefined;
let town: Town | undefined;
let bureau: MqttClient | undefined;
let worker: WorkerProcess | undefined;

beforeAll(async () => {
  broker = await startMosquitto();
  if (!broker) return;
  town = await openTown([`127.0.0.1:${broker.port}`], {}, false);
}, 300_000);
afterAll(async () => {
  await worker?.kill();
  await bureau?.endAsync(true);
  await town?.close();
  await broker?.stop();
});

const connect = ({ port, user: username, password }: MosquittoServer, more: object = {}) =>
  connectAsync(`mqtt://127.0.0.1:${port}`, { username, password, reconnectPeriod: 0, ...more });

const publish = async (from: number, to: number) => {
  for (let number = from; number <= to; number += 1) {
    const record = Object.fromEntries(cellsOf(number).map((cell, at) => [headers[at] ?? '', cell]));
    await bureau?.publishAsync('insured/killed', JSON.stringify(record), { qos: 1 });
  }
};

test('a run killed in the middle, three times, goes on: nothing acknowledged is lost and nothing is doubled', async (context) => {
  if (!broker || !town) return context.skip('no Mosquitto here');
  const { db } = town.city.platform.services.store;
  if (town.city.platform.services.config.DATABASE_URL === undefined)
    return context.skip('an embedded store belongs to one process');
  const settings = {
    host: '127.0.0.1',
    port: String(broker.port),
    topics: ['insured/killed'],
    user: broker.user,
    tls: 'off',
    batchMessages: '15',
    quietSeconds: '3',
    listenSeconds: '200',
  };
  await town.make({ code: 'killed', kind: 'mqtt', settings });
  await town.clerk.put('/api/sources/sources/killed/secret', { secret: broker.password });
  // The durable session, so that the broker keeps what comes before anybody listens.
  const session = await connect(broker, { clientId: 'yaojiang-killed', clean: false });
  await session.subscribeAsync('insured/killed', { qos: 1 });
  await session.endAsync();
  bureau = await connect(broker);
  await publish(1, 60);

  const count = async (what: string) =>
    (await sql<{ count: number }>`select count(*)::int as count from ${sql.raw(what)}`.execute(db)).rows[0]
      ?.count ?? 0;
  const kept = () => count("sources.message where source = 'killed'");
  const batches = () => count("ingestion.batch where filename like 'killed-%'");
  const { run } = (await town.clerk.post('/api/sources/sources/killed/run', {})).json<{ run: string }>();
  const stops: readonly (readonly [() => Promise<number>, number])[] = [
    [kept, 7],
    [batches, 2],
    [batches, 4],
  ];
  const environment = { SOURCES_FOLDER: town.root, SOURCES_INSIDE: `127.0.0.1:${broker.port}` };
  let sent = 60;
  for (const [reached, least] of stops) {
    worker = await startWorkerProcess(town.city, environment);
    await expect.poll(reached, { timeout: 60_000, interval: 15 }).toBeGreaterThanOrEqual(least);
    await worker.kill();
    await publish(sent + 1, sent + 30);
    sent += 30;
  }
  expect(sent).toBe(messages);
  expect((await town.state('killed')).last).toMatchObject({ id: run, state: 'running' });

  worker = await startWorkerProcess(town.city, environment);
  await expect
    .poll(async () => (await town?.state('killed'))?.last?.state, { timeout: 120_000 })
    .toBe('collected');
  const all = (await town.batches()).filter(({ filename }) => filename.startsWith('killed-'));
  expect(all.every(({ status }) => status === 'collected')).toBe(true);
  const numbers: (string | null)[] = [];
  for (const { id } of all) {
    const { items } = (
      await town.clerk.get(`/api/ingestion/batches/${id}/rows?limit=200&reveal=yes`, {
        purpose: 'quality-check',
      })
    ).json<{ items: { values: Record<string, string | null> }[] }>();
    numbers.push(
      ...items.map(({ values }) => Object.values(values).find((value) => /^N\d+$/.test(value ?? '')) ?? null),
    );
  }
  expect(numbers.toSorted()).toEqual(Array.from({ length: messages }, (_, at) => `N${at + 1}`).toSorted());
}, 400_000);
