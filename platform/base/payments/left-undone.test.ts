import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { codesModule } from '#platform/base/codes';
import { identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { tasksModule } from '#platform/base/tasks';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { reconcileJob } from './jobs.ts';
import payments from './module.ts';
import { closeUnpaid, createOrder } from './orders.ts';
import { askPayOut, payJob } from './payouts.ts';
import { retryRefunds } from './refunds.ts';
import { payAtSimulator, signNotice, simulator } from './simulator.ts';

const clock = fixedClock('2026-11-28T02:00:00Z');
const minutes = (count: number) => clock.advance(count * 60_000);
const parking = '330281-zfj';
const fund = '330281-czj';
let city: TestCity;
let cashier: Asker, funder: Asker, colleague: Asker;

beforeAll(async () => {
  city = await openTestCity({
    modules: [organisationsModule, codesModule, identityModule, ledgerModule, tasksModule, payments],
    clock,
    work: false,
  });
  cashier = city.as({
    id: 'cashier',
    organisation: parking,
    grants: {
      'payments:read': 'department',
      'payments:refund': 'department',
      'payments:payout-ask': 'department',
      'tasks:own': 'department',
    },
  });
  const approves = { 'payments:payout-approve': 'department', 'payments:payout-ask': 'department' } as const;
  funder = city.as({ id: 'funder', organisation: fund, grants: approves });
  colleague = city.as({ id: 'colleague', organisation: parking, grants: approves });
});
afterAll(() => city.close());
afterEach(() => vi.restoreAllMocks());

const platform = () => city.as({ id: 'platform', grants: { '*': 'city' } }).context();
const order = (amountFen: number): Promise<string> => {
  const context = platform();
  return context.transaction((tx) =>
    createOrder(context, tx, {
      matter: 'parking.fee:1',
      title: { zh: '停车费', en: 'Parking' },
      organisation: parking,
      payer: 'payer',
      payerName: '付试验',
      amountFen,
      simulated: true,
    }),
  );
};
const send = async (id: string, amountFen: number) =>
  city.stranger.post(
    '/api/payments/notices/simulator',
    await signNotice(platform(), await payAtSimulator(platform(), { id, amountFen })),
  );
const statusOf = async (id: string): Promise<string | undefined> =>
  (await sql<{ status: string }>`select status from payments.order where id = ${id}`.execute(platform().db))
    .rows[0]?.status;
const tasks = async (kind: string): Promise<unknown[]> =>
  (await cashier.get(`/api/tasks?kind=${kind}`)).json().items;
const codeOf = async (asked: ReturnType<Asker['post']>) => (await asked).json<{ code?: string }>().code;
const down = () => Promise.reject(new Error('no answer'));
const run = { signal: new AbortController().signal } as never;

test('another amount than the one asked for waits for somebody, who gives it back: order and task are closed', async () => {
  const id = await order(600);
  expect((await send(id, 605)).json().code).toBe('payments.wrong-amount');
  minutes(31);
  await closeUnpaid(platform());
  expect(await statusOf(id)).toBe('open');
  expect(await tasks('payments.wrong-amount')).toHaveLength(1);
  const give = () => cashier.post(`/api/payments/orders/${id}/give-back-wrong`, { why: '金额不符' });
  expect((await funder.post(`/api/payments/orders/${id}/give-back-wrong`, { why: '无权' })).statusCode).toBe(
    403,
  );
  expect((await give()).statusCode).toBe(200);
  expect(await statusOf(id)).toBe('closed');
  expect(await tasks('payments.wrong-amount')).toEqual([]);
  expect(await codeOf(give())).toBe('payments.no-wrong-amount');
  const statement = await simulator.statement(platform(), '2026-11-28');
  expect(statement).toMatch(new RegExp(`refund,${id}.wrong,[^,]+,605`));
});

test('a refund that the provider did not do is taken up by the next, or by the clock; after an hour somebody is told', async () => {
  const id = await order(1000);
  await send(id, 1000);
  const refund = (amountFen: number, request: string) =>
    cashier.post(`/api/payments/orders/${id}/refund`, { amountFen, why: '多收', request });
  const spy = vi.spyOn(simulator, 'refund').mockImplementation(down);
  expect(await codeOf(refund(1000, 'refund-one'))).toBe('payments.refund-failed');
  minutes(6);
  expect(await retryRefunds(platform())).toBe(0);
  expect(await tasks('payments.refund-stuck')).toEqual([]);
  minutes(60);
  expect(await retryRefunds(platform())).toBe(0);
  expect(await tasks('payments.refund-stuck')).toHaveLength(1);
  spy.mockRestore();
  expect((await refund(1000, 'refund-two')).json()).toMatchObject({ status: 'done' });
  expect(await statusOf(id)).toBe('refunded');
  expect(await tasks('payments.refund-stuck')).toEqual([]);
});

test('what came after closing goes back, though the provider was down when it came', async () => {
  const id = await order(700);
  minutes(31);
  await closeUnpaid(platform());
  vi.spyOn(simulator, 'refund').mockImplementationOnce(down);
  expect((await send(id, 700)).json()).toEqual({ outcome: 'paid-late' });
  expect(await statusOf(id)).toBe('paid');
  minutes(6);
  expect(await retryRefunds(platform())).toBe(1);
  expect(await statusOf(id)).toBe('refunded');
});

test('an order of a provider that is gone keeps no other from being closed', async () => {
  const gone = await order(1);
  await sql`update payments.order set provider = 'gone' where id = ${gone}`.execute(platform().db);
  minutes(1);
  const other = await order(2);
  minutes(31);
  await closeUnpaid(platform());
  expect([await statusOf(gone), await statusOf(other)]).toEqual(['open', 'closed']);
  expect(await tasks('payments.order-stuck')).toEqual([]);
  minutes(60);
  await closeUnpaid(platform());
  expect(await tasks('payments.order-stuck')).toHaveLength(1);
  await sql`update payments.order set provider = 'simulator' where id = ${gone}`.execute(platform().db);
  await closeUnpaid(platform());
  expect(await statusOf(gone)).toBe('closed');
  expect(await tasks('payments.order-stuck')).toEqual([]);
});

const asked = {
  purpose: '创业补贴',
  payeeName: '收试验',
  payeeAccount: '6200000000000001',
  amountFen: 100,
  request: '2026-0001',
};
const ask = (who: Asker, more: object = {}) => who.post('/api/payments/payouts/ask', { ...asked, ...more });
const payOut = async (more: object = {}): Promise<string> => {
  const context = platform();
  const { request: _request, ...what } = asked;
  return context.transaction((tx) =>
    askPayOut(context, tx, { ...what, matter: 'trial:1', organisation: parking, approver: fund, ...more }),
  );
};
const decide = (who: Asker, id: string) =>
  who.post(`/api/payments/payouts/${id}/decide`, { approve: true, why: '材料齐全' });
const stateOf = async (id: string): Promise<string | undefined> =>
  (await sql<{ status: string }>`select status from payments.payout where id = ${id}`.execute(platform().db))
    .rows[0]?.status;

test('the number of a request is its institution’s: another one says the same for something else', async () => {
  const first = (await ask(cashier)).json<{ id: string }>();
  expect((await ask(cashier)).json()).toEqual(first);
  expect((await ask(colleague)).json()).toEqual(first);
  const other = (await ask(funder, { amountFen: 900 })).json<{ id: string }>();
  expect(other.id).not.toBe(first.id);
  expect(await codeOf(ask(cashier, { amountFen: 101 }))).toBe('payments.request-reused');
  expect((await ask(cashier, { request: '2026-0001.2' })).statusCode).toBe(400);
});

test('those approve in whose office it waits, not those of the office that asked', async () => {
  const id = await payOut();
  expect(await codeOf(decide(colleague, id))).toBe('payments.other-organisation');
  expect((await decide(funder, id)).json()).toEqual({ status: 'paid' });
});

test('approved and not paid, it is paid by the job; not done by the provider, it is a task of who asked', async () => {
  const id = await payOut();
  const spy = vi.spyOn(simulator, 'payOut').mockImplementation(down);
  expect(await codeOf(decide(funder, id))).toBe('payments.payout-failed');
  expect(await tasks('payments.payout-stopped')).toHaveLength(1);
  spy.mockRestore();
  const job = () => payJob.run({ payout: id, attempt: 1 }, run, platform());
  await job();
  expect(await stateOf(id)).toBe('failed');
  // As it stands when the process ends between the approval and the payment.
  await sql`update payments.payout set status = 'approved' where id = ${id}`.execute(platform().db);
  await job();
  expect(await stateOf(id)).toBe('paid');
  expect(await tasks('payments.payout-stopped')).toEqual([]);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from kernel.job
    where name = 'payments.pay'`.execute(platform().db);
  expect(rows[0]?.n).toBe(2);
});

test('nobody corrects a pay-out while the provider is asked; one given up that was paid is booked and looked at', async () => {
  const id = await payOut();
  vi.spyOn(simulator, 'payOut').mockImplementationOnce(down);
  await decide(funder, id);
  const correct = () =>
    cashier.post(`/api/payments/payouts/${id}/correct`, { payeeAccount: '6200000000000002' });
  const retry = funder.post.bind(funder, `/api/payments/payouts/${id}/pay`);
  vi.spyOn(simulator, 'payOut').mockImplementationOnce(async () => {
    expect(await codeOf(correct())).toBe('payments.being-paid');
    // The process that asks hangs for so long that it is given up.
    minutes(11);
    expect((await correct()).statusCode).toBe(200);
    return 'sim-late';
  });
  await retry();
  expect(await stateOf(id)).toBe('asked');
  expect(await tasks('payments.payout-stopped')).toHaveLength(1);
  const { rows } = await sql`select ours from payments.payout_movement where payout = ${id}`.execute(
    platform().db,
  );
  expect(rows).toEqual([{ ours: id }]);
});

test('days on which nobody compared are made up', async () => {
  clock.set('2026-11-29T02:00:00Z');
  await reconcileJob.run({}, run, platform());
  clock.set('2026-12-02T02:00:00Z');
  await reconcileJob.run({}, run, platform());
  const { rows } = await sql<{ day: string }>`
    select day::text from payments.reconciliation order by day`.execute(platform().db);
  expect(rows.map(({ day }) => day)).toEqual(['2026-11-28', '2026-11-29', '2026-11-30', '2026-12-01']);
});
