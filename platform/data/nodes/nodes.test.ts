import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Standing } from './contract.ts';
import { receiptHolds } from './log/envelope.ts';
import { receiptsAfter } from './log/log-store.ts';
import { nodeStatus } from './node/status.ts';
import { insured, openCitySide, openNodeSide, type CitySide, type NodeSide } from './testing/pair.ts';

let there: CitySide;
let here: NodeSide;
beforeAll(async () => {
  there = await openCitySide();
  await there.register('rsj');
  here = await openNodeSide(there.clock, { address: there.address, code: await there.invite('rsj') });
});
afterAll(async () => {
  await here.node.close();
  await there.city.close();
});

const standing = async (code = 'rsj', by = there.office) =>
  (await by.get(`/api/nodes/nodes/${code}/standing`)).json<Standing>();
const codeOf = (answer: { json<T>(): T }) => answer.json<{ code: string }>().code;
const batches = async () =>
  (await there.office.get('/api/ingestion/batches')).json<{ items: { id: string; filename: string }[] }>()
    .items;

test('what a department hands in while the line is down is in the city once it is up, once, with a receipt', async () => {
  expect(await here.put('a.csv', insured(3))).toBe(1);
  expect(await here.put('b.csv', insured(2, 100))).toBe(2);
  expect(await here.put('b.csv', insured(2, 100))).toBe(2);
  expect((await nodeStatus(here.context)).waiting).toBe(2);

  expect(await here.call()).toMatchObject({ sent: 2 });
  expect(await here.call()).toMatchObject({ sent: 0 });
  await expect.poll(async () => (await batches()).length, { timeout: 20_000 }).toBe(2);
  const [channel] = (await standing()).channels.filter((each) => each.channel === 'up/delivery/rsj-insured');
  expect(channel).toMatchObject({ sent: 2, taken: 2, missing: 0, agrees: true });

  const { city } = (await nodeCertificate()) ?? { city: '' };
  const place = { node: 'rsj', channel: 'up/delivery/rsj-insured' };
  const kept = await receiptsAfter(here.context.db, place, 0);
  expect(kept).toMatchObject([{ from: 1, to: 2 }]);
  expect(kept.every((receipt) => receiptHolds(receipt, [city]))).toBe(true);
  expect(kept.some((receipt) => receiptHolds({ ...receipt, to: 3 }, [city]))).toBe(false);
  expect(await receiptsAfter(there.city.platform.services.store.db, place, 0)).toEqual(kept);
});

async function nodeCertificate() {
  const { findSelf } = await import('./node/self.ts');
  return (await findSelf(here.context))?.certificate;
}

test('what becomes of it comes back down: taken in, checked, or why it could not be', async () => {
  await here.put('bad.csv', '甲,乙\r\n1,2');
  await here.call();
  const said = async () => {
    await here.call();
    return (await nodeStatus(here.context)).messages.map(
      ({ what, name }) => `${String(what)} ${String(name)}`,
    );
  };
  await expect
    .poll(said, { timeout: 20_000 })
    .toEqual(
      expect.arrayContaining(['delivered a.csv', 'checked a.csv', 'checked b.csv', 'refused bad.csv']),
    );
  const { envelopes, receipts } = await standing();
  expect(envelopes.find(({ name }) => name === 'bad.csv')).toMatchObject({ state: 'refused', batch: null });
  expect(receipts.some(({ channel }) => channel === 'down/messages')).toBe(true);
});

test('a code enrols once; another key, an old code and a foreign city are refused', async () => {
  await there.register('rsj-two');
  const first = await there.invite('rsj-two');
  const code = await there.invite('rsj-two');
  const other = await openNodeSide(there.clock);
  const { enrolAt } = await import('./node/enrolling.ts');
  await expect(enrolAt(other.context, there.address, first)).rejects.toMatchObject({
    code: 'nodes.bad-code',
  });
  const foreign = `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`;
  await expect(enrolAt(other.context, there.address, foreign)).rejects.toMatchObject({
    code: 'nodes.bad-code',
  });
  await enrolAt(other.context, there.address, code);
  await expect(enrolAt(here.context, there.address, code)).rejects.toMatchObject({ code: 'nodes.bad-code' });
  expect(await here.call()).toMatchObject({ sent: 0 });

  const revoked = await there.office.post('/api/nodes/nodes/rsj-two/revoke', { why: '设备报废' });
  expect(revoked.statusCode, revoked.body).toBe(200);
  await expect(other.call()).rejects.toMatchObject({ code: 'nodes.revoked' });
  expect(codeOf(await there.office.post('/api/nodes/nodes/rsj-two/code'))).toBe('nodes.is-revoked');
  await other.node.close();
});

test('a request that is changed, repeated, signed by nobody or by an old clock is refused; a wrong clock harms nothing', async () => {
  const { app } = there.city;
  const bare = await app.inject({ method: 'POST', url: '/nodes/v1/hello', payload: '{}' });
  expect(bare.statusCode).toBe(401);
  const { openLine } = await import('./node/city-client.ts');
  const { getSelf, keyOf } = await import('./node/self.ts');
  const self = await getSelf(here.context);
  const key = await keyOf(here.context, self.keyNumber);
  const signal = new AbortController().signal;
  const hello = { version: 'x', clock: '2026-11-01T02:00:00.000Z', waiting: 0, channels: [], leases: [] };
  const ask = { method: 'POST', path: '/nodes/v1/hello', body: hello } as const;
  for (const days of [-1, 1]) {
    const clock = { now: () => new Date(there.clock.now().getTime() + days * 86_400_000) };
    const line = openLine({ city: there.address, key, clock, signal });
    expect(await line.ask(ask)).toMatchObject({ leaseSeconds: 300 });
    expect(Math.round(line.offset() / 86_400_000)).toBe(-days);
  }
  expect((await there.office.get('/api/nodes/nodes/rsj')).json()).toMatchObject({ clockOffset: -86_400 });
  expect((await standing()).clockIsOff).toBe(true);
  await expect(
    openLine({ city: there.address, key, clock: there.clock, signal }).ask({ ...ask, body: { clock: 1 } }),
  ).rejects.toMatchObject({ code: 'nodes.unreadable', status: 400 });
});

test('a node of another department is not there; what is not registered is not sent', async () => {
  expect((await there.stranger.get('/api/nodes/nodes/rsj/standing')).statusCode).toBe(404);
  expect((await there.stranger.post('/api/nodes/nodes/rsj/code')).statusCode).toBe(404);
  expect((await there.department.get('/api/nodes/nodes/rsj/standing')).statusCode).toBe(200);
  await expect(here.put('x.csv', insured(1), 'scjg-company')).rejects.toMatchObject({
    code: 'nodes.no-dataset',
  });
  const foreign = await there.office.post('/api/nodes/nodes', {
    code: 'wrong',
    titleZh: '错',
    titleEn: 'Wrong',
    owner: '330281-rsj',
    role: 'department',
    way: 'network',
    datasets: ['scjg-company'],
  });
  expect(foreign.statusCode).toBe(422);
});

test('a key is renewed before its end; both ends go on', async () => {
  const before = await nodeCertificate();
  there.clock.advance(70 * 86_400_000);
  await here.put('later.csv', insured(2, 300));
  expect(await here.call()).toMatchObject({ sent: 1 });
  const after = await nodeCertificate();
  expect(after?.key).not.toBe(before?.key);
  expect(Date.parse(after?.until ?? '')).toBeGreaterThan(Date.parse(before?.until ?? ''));
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from nodes.key where node = 'rsj'`.execute(
    there.city.platform.services.store.db,
  );
  expect(rows[0]?.n).toBe(2);
});

test('what a node may not send any longer stands still alone, and says why', async () => {
  await here.put('kept.csv', insured(2, 400));
  await there.office.patch('/api/nodes/nodes/rsj', await withDatasets([]));
  const result = await here.call();
  expect(result).toMatchObject({
    sent: 0,
    stopped: [{ channel: 'up/delivery/rsj-insured', code: 'nodes.channel' }],
  });
  expect(await nodeStatus(here.context)).toMatchObject({ trouble: 'nodes.channel', waiting: 1 });
  await there.office.patch('/api/nodes/nodes/rsj', await withDatasets(['rsj-insured']));
  expect(await here.call()).toMatchObject({ sent: 1, stopped: [] });
});

async function withDatasets(datasets: readonly string[]) {
  const { meta } = (await there.office.get('/api/nodes/nodes/rsj')).json<{ meta: { revision: number } }>();
  return { revision: meta.revision, values: { datasets } };
}

test('an empty file is not taken', async () => {
  await expect(here.put('empty.csv', '')).rejects.toMatchObject({ code: 'nodes.empty' });
});
