import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startNats, type NatsServer } from '../../../../tests/setup/nats.ts';
import { verifyProof, type Proof } from '../receipts/verify.ts';
import { jobRun } from '../testing/job-run.ts';
import { insured, openTwoSides, type TwoSides } from '../testing/two-sides.ts';
import { sendChanges } from './sending.ts';

// Changes published at the city's broker: kept by a stream before the position moves, again from any number.

let nats: NatsServer | undefined;
let sides: TwoSides;
let connection: NatsConnection;
let manager: JetStreamManager;
beforeAll(async () => {
  nats = await startNats();
  if (!nats) return;
  const { port, bureau } = nats;
  connection = await connect({ servers: `127.0.0.1:${port}`, ...bureau });
  manager = await jetstreamManager(connection);
  sides = await openTwoSides({ EXCHANGE_NATS: `nats://${bureau.user}:${bureau.pass}@127.0.0.1:${port}` });
  await sides.deliver([insured(1), insured(2)]);
}, 300_000);
afterAll(async () => {
  await connection?.close();
  await sides?.city.close();
  await nats?.stop();
});

const ask = (method: 'GET' | 'PUT' | 'POST', path: string, payload?: object) =>
  sides.city.app.inject({
    method,
    url: `/exchange/agreements/${path}`,
    headers: { 'x-test-actor': 'client-police', 'x-purpose': 'verify' },
    ...(payload ? { payload } : {}),
  });

async function messageAt(seq: number) {
  const found = await manager.streams.getMessage('CHANGES', { seq });
  if (!found) throw new Error(`the stream has no message ${seq}`);
  return found;
}

test('nothing moves until a stream keeps it; then each change once, signed and receipted, and again when asked', async (context) => {
  const broker = nats;
  if (!broker) return context.skip('no NATS here');
  const id = await sides.agreed(
    [
      { field: 'insuranceNumber', decision: 'grant' },
      { field: 'mobile', decision: 'grant' },
    ],
    [],
    { way: 'subscription' },
  );
  const standing = async () =>
    (await ask('GET', `${id}/webhook`)).json<{ problem: string | null; sent: number; change: number }>();
  const set = await ask('PUT', `${id}/webhook`, { broker: 'nats' });
  const subject = `yaojiang.exchange.${id}`;
  expect(set.json(), set.body).toMatchObject({ url: `nats:${subject}` });
  // No stream listens: nobody has taken it.
  await expect.poll(async () => (await standing()).problem, { timeout: 30_000 }).toBe('NATS no-stream');
  expect(await standing()).toMatchObject({ sent: 0, change: 2 });
  await manager.streams.add({ name: 'CHANGES', subjects: ['yaojiang.exchange.>'] });
  await ask('POST', `${id}/webhook/replay`, {});
  await expect.poll(async () => (await standing()).sent, { timeout: 30_000 }).toBe(2);
  const count = async () => (await manager.streams.info('CHANGES')).state.messages;
  expect(await count()).toBe(1);
  const first = await messageAt(1);
  expect(first.subject).toBe(subject);
  expect(first.json()).toMatchObject({
    agreement: id,
    items: [{ change: 'added' }, { change: 'added' }],
    next: 2,
  });
  expect(first.header.get('x-exchange-signature')).toMatch(/^t=\d+,hmac-sha256=[0-9a-f]{64}$/);
  const receipt = first.header.get('x-exchange-receipt');
  const proof = (await sides.program.get(`/exchange/receipts/${receipt}`)).json<Proof>();
  expect(verifyProof(proof, { body: first.data }).faults).toEqual([]);
  expect(JSON.parse(proof.receipt)).toMatchObject({ way: 'broker', rows: 2, whole: true });
  // Sent once more because the acknowledgement was lost, it is no second message within the stream's window.
  const { db } = sides.city.platform.services.store;
  await sql`update exchange.subscription set sent = 0 where agreement = ${id}`.execute(db);
  await sendChanges.run({ agreement: id }, jobRun(), sides.program.context());
  expect(await standing()).toMatchObject({ sent: 2 });
  expect(await count()).toBe(1);
  // Asked for anew it is one, with a receipt of its own.
  await ask('POST', `${id}/webhook/replay`, { after: 0 });
  await expect.poll(count, { timeout: 30_000 }).toBe(2);
  const anew = await messageAt(2);
  expect(anew.json()).toEqual(first.json());
  expect(anew.header.get('x-exchange-receipt')).not.toBe(receipt);
  await expect.poll(async () => (await standing()).sent, { timeout: 30_000 }).toBe(2);
  sides.clock.advance(60_000);
  await sides.deliver([insured(1, '模拟甲公司', '15412340001')]);
  await expect.poll(count, { timeout: 30_000 }).toBe(3);
  const second = await messageAt(3);
  expect(second.json()).toMatchObject({ items: [{ change: 'changed' }], next: 3 });
  const tried = await ask('POST', `${id}/webhook/test`, {});
  expect(tried.json(), tried.body).toEqual({ problem: null });
  // The broker away: the position stays.
  await broker.halt();
  sides.clock.advance(60_000);
  await sides.deliver([insured(2, '模拟甲公司', '15412340002')]);
  await expect.poll(async () => (await standing()).problem, { timeout: 30_000 }).toBe('NATS unreachable');
  expect(await standing()).toMatchObject({ sent: 3, change: 4 });
}, 150_000);
