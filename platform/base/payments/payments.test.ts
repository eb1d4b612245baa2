import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCity, showCityFault } from '#kernel/city';
import { fixedClock } from '#kernel/clock';
import { codesModule } from '#platform/base/codes';
import { identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { tasksModule } from '#platform/base/tasks';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { paymentsFiles, reconcilerIsKnown } from './city.ts';
import payments from './module.ts';
import { closeUnpaid, createOrder } from './orders.ts';
import type { PaidNotice } from './provider.ts';
import { payAtSimulator, signNotice } from './simulator.ts';
import { findReconciler, putReconciler } from './store.ts';

const clock = fixedClock('2026-11-28T02:00:00Z');
const parking = '330281-zfj';
let city: TestCity;
let payer: Asker;
let cashier: Asker;
let finance: Asker;

beforeAll(async () => {
  city = await openTestCity({
    modules: [organisationsModule, codesModule, identityModule, ledgerModule, tasksModule, payments],
    clock,
    work: false,
  });
  payer = city.as({ id: 'payer', name: '付试验', kind: 'citizen', grants: { 'payments:pay': 'own' } });
  cashier = city.as({
    id: 'cashier',
    organisation: parking,
    grants: {
      'payments:read': 'department',
      'payments:refund': 'department',
      'payments:payout-ask': 'department',
      'payments:payout-approve': 'department',
      'tasks:own': 'department',
    },
  });
  finance = city.as({
    id: 'finance',
    organisation: '330281-czj',
    grants: {
      'payments:reconcile': 'city',
      'payments:reveal': 'city',
      'payments:read': 'city',
      'payments:payout-approve': 'city',
      'tasks:own': 'department',
    },
  });
});
afterAll(() => city.close());

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
const paidAt = (id: string, amountFen: number): Promise<PaidNotice> =>
  payAtSimulator(platform(), { id, amountFen });
const send = (notice: object) => city.stranger.post('/api/payments/notices/simulator', notice);
const pay = async (amountFen: number): Promise<string> => {
  const id = await order(amountFen);
  await send(await signNotice(platform(), await paidAt(id, amountFen)));
  return id;
};
const mine = async (id: string) =>
  (await payer.get('/api/payments/my/orders'))
    .json<{ items: { id: string; status: string; refundedFen: number; receipt: string | null }[] }>()
    .items.find((each) => each.id === id);
const codeOf = async (asked: ReturnType<Asker['post']>) => (await asked).json<{ code: string }>().code;
const refund = (id: string, amountFen: number, request: string) =>
  cashier.post(`/api/payments/orders/${id}/refund`, { amountFen, why: '多收', request });
const unbalanced = async () => {
  const { rows } =
    await sql`select movement from payments.entry group by movement having sum(debit_fen) <> sum(credit_fen)`.execute(
      platform().db,
    );
  return rows;
};

test('a notice pays an order once, however often and at the same time it comes; SM2 counts as well', async () => {
  const id = await order(1250);
  expect(await mine(id)).toMatchObject({ status: 'open', receipt: null });
  const signed = await signNotice(platform(), await paidAt(id, 1250));
  const answers = await Promise.all([1, 2, 3, 4].map(() => send(signed)));
  expect(answers.map((answer) => answer.json().outcome).toSorted()).toEqual([
    'paid',
    'repeated',
    'repeated',
    'repeated',
  ]);
  expect(await mine(id)).toMatchObject({
    status: 'paid',
    receipt: expect.stringMatching(/^20261128-\d{8}$/),
  });
  const other = await order(1);
  const national = await signNotice(platform(), await paidAt(other, 1), 'national');
  expect((await send(national)).json()).toEqual({ outcome: 'paid' });
  expect(await unbalanced()).toEqual([]);
});

test('refused: a wrong signature, a changed text, an old time, another amount, an unknown provider; nothing is booked', async () => {
  const id = await order(500);
  const paid = await paidAt(id, 500);
  const signed = await signNotice(platform(), paid);
  expect(await codeOf(send({ ...signed, body: signed.body.replace('500', '501') }))).toBe(
    'payments.bad-signature',
  );
  expect(await codeOf(send({ ...signed, nonce: 'another-nonce' }))).toBe('payments.bad-signature');
  expect(await codeOf(send({ ...signed, signature: 'international:AAAA' }))).toBe('payments.bad-signature');
  expect(await codeOf(send({ ...signed, timestamp: '1000000000' }))).toBe('payments.stale-notice');
  expect((await city.stranger.post('/api/payments/notices/nobody', signed)).statusCode).toBe(503);
  expect((await send({})).statusCode).toBe(400);
  expect(await codeOf(send(await signNotice(platform(), { ...paid, notice: 'n-less', amountFen: 5 })))).toBe(
    'payments.wrong-amount',
  );
  expect((await cashier.get('/api/tasks?kind=payments.wrong-amount')).json().items).toHaveLength(1);
  expect(await mine(id)).toMatchObject({ status: 'open' });
  expect(
    (await send(await signNotice(platform(), { ...paid, order: 'unknown', notice: 'n-unknown' }))).json(),
  ).toEqual({ outcome: 'unknown-order' });
  // The right amount, come after all, is booked.
  expect((await send(signed)).json()).toEqual({ outcome: 'paid' });
});

test('a refund never exceeds what was paid, asked at the same time or twice', async () => {
  const id = await pay(1000);
  const answers = await Promise.all([1, 2, 3, 4, 5].map((n) => refund(id, 300, `refund-${n}`)));
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 200, 200, 422, 422]);
  const done = answers.findIndex(({ statusCode }) => statusCode === 200) + 1;
  expect((await refund(id, 300, `refund-${done}`)).statusCode).toBe(200);
  expect(await codeOf(refund(id, 200, `refund-${done}`))).toBe('payments.request-reused');
  expect(await mine(id)).toMatchObject({ refundedFen: 900, status: 'paid' });
  expect((await refund(id, 100, 'refund-last')).statusCode).toBe(200);
  expect(await mine(id)).toMatchObject({ refundedFen: 1000, status: 'refunded' });
  expect(await codeOf(refund(id, 1, 'refund-more'))).toBe('payments.not-paid');
  expect((await refund(id, 0.5, 'refund-half')).statusCode).toBe(400);
  expect((await payer.post(`/api/payments/orders/${id}/refund`, {})).statusCode).toBe(403);
  expect(await unbalanced()).toEqual([]);
});

test('an unpaid order closes by the clock; a lost notice is asked for; what is paid after closing goes back', async () => {
  const [unpaid, lost] = [await order(700), await order(800)];
  await paidAt(lost, 800);
  clock.advance(31 * 60_000);
  await closeUnpaid(platform());
  expect(await mine(unpaid)).toMatchObject({ status: 'closed' });
  expect(await mine(lost)).toMatchObject({ status: 'paid' });
  expect(await codeOf(payer.post(`/api/payments/my/orders/${unpaid}/prepay`))).toBe('payments.closed');
  const late = await signNotice(platform(), await paidAt(unpaid, 700));
  expect((await send(late)).json()).toEqual({ outcome: 'paid-late' });
  expect(await mine(unpaid)).toMatchObject({ status: 'refunded', refundedFen: 700 });
  expect((await send(late)).json()).toEqual({ outcome: 'repeated' });
});

test('my orders are mine, and amounts are masked for whoever lacks the right', async () => {
  const id = await order(4321);
  const other = city.as({ id: 'other', kind: 'citizen', grants: { 'payments:pay': 'own' } });
  expect((await other.get('/api/payments/my/orders')).json().items).toEqual([]);
  expect((await other.post(`/api/payments/my/orders/${id}/pay-simulated`)).statusCode).toBe(404);
  const listed = await cashier.get('/api/payments/orders');
  expect(listed.statusCode).toBe(200);
  expect(listed.json().items.map(({ amountFen }: { amountFen: unknown }) => amountFen)).not.toContain(4321);
  expect(
    listed.json().items.every(({ amountFen }: { amountFen: unknown }) => typeof amountFen === 'string'),
  ).toBe(true);
  expect(listed.body).not.toContain('付试验');
  expect((await payer.post(`/api/payments/my/orders/${id}/pay-simulated`)).json()).toEqual({
    outcome: 'paid',
  });
});

test('a day is reconciled: long, short and another amount become one task until all are settled', async () => {
  const [short, amount] = [await pay(111), await pay(222)];
  const { db } = platform();
  await sql`delete from payments.simulated_movement where ours = ${short}`.execute(db);
  await sql`update payments.simulated_movement set amount_fen = 223 where ours = ${amount}`.execute(db);
  await sql`insert into payments.simulated_movement (reference, kind, ours, amount_fen, at)
    values ('sim-foreign', 'payment', 'foreign-1', 333, ${clock.now().toISOString()})`.execute(db);
  const today = '2026-11-28';
  const reconcile = () =>
    finance.post('/api/payments/reconciliations', { provider: 'simulator', day: today });
  expect(await codeOf(reconcile())).toBe('payments.day-not-over');
  clock.set('2026-11-29T02:00:00Z');
  const result = (await reconcile()).json();
  const list = async () =>
    (await finance.get('/api/payments/differences?status=open')).json<{
      items: { id: string; kind: string; reference: string }[];
    }>().items;
  const found = await list();
  expect(found.map(({ kind }) => kind).toSorted()).toEqual(['amount', 'long', 'short']);
  expect(result).toMatchObject({ differences: 3, open: 3 });
  const tasks = async () => (await finance.get('/api/tasks?kind=payments.differences')).json().items;
  expect(await tasks()).toMatchObject([{ count: 3 }]);
  await sql`update payments.simulated_movement set amount_fen = 222 where ours = ${amount}`.execute(db);
  expect((await reconcile()).json()).toMatchObject({ differences: 2, open: 2 });
  for (const { id } of await list())
    expect(
      (await finance.post(`/api/payments/differences/${encodeURIComponent(id)}/settle`, { why: '渠道补单' }))
        .statusCode,
    ).toBe(200);
  expect(
    await codeOf(
      finance.post(`/api/payments/differences/${encodeURIComponent(found[0]?.id ?? '')}/settle`, {
        why: '再',
      }),
    ),
  ).toBe('payments.not-open');
  expect(await tasks()).toEqual([]);
  expect((await reconcile()).json()).toMatchObject({ open: 0 });
  expect(
    (await cashier.post('/api/payments/reconciliations', { provider: 'simulator', day: today })).statusCode,
  ).toBe(403);
});

test('a pay-out is asked by one and approved by another, paid once, and tried again after a failure', async () => {
  const ask = (payeeAccount: string, request: string) =>
    cashier.post('/api/payments/payouts/ask', {
      purpose: '创业补贴',
      payeeName: '收试验',
      payeeAccount,
      amountFen: 300_000,
      request,
    });
  const { id } = (await ask('6200000000000001', 'award-0001')).json<{ id: string }>();
  expect((await ask('6200000000000001', 'award-0001')).json()).toEqual({ id });
  const decide = (who: Asker, which: string, approve = true) =>
    who.post(`/api/payments/payouts/${which}/decide`, { approve, why: '材料齐全' });
  expect(await codeOf(decide(cashier, id))).toBe('payments.same-person');
  expect(await codeOf(finance.post(`/api/payments/payouts/${id}/pay`))).toBe('payments.not-approved');
  expect((await decide(finance, id)).json()).toEqual({ status: 'paid' });
  expect(await codeOf(decide(finance, id))).toBe('payments.not-asked');
  expect((await finance.post(`/api/payments/payouts/${id}/pay`)).json()).toEqual({ status: 'paid' });
  const failing = (await ask('9000000000000001', 'award-0002')).json<{ id: string }>();
  expect(await codeOf(decide(finance, failing.id))).toBe('payments.payout-failed');
  expect(await codeOf(finance.post(`/api/payments/payouts/${failing.id}/pay`))).toBe(
    'payments.payout-failed',
  );
  const refused = (await ask('6200000000000001', 'award-0003')).json<{ id: string }>();
  expect((await decide(finance, refused.id, false)).json()).toEqual({ status: 'refused' });
  const listed = await cashier.get('/api/payments/payouts');
  expect(listed.body).not.toContain('6200000000000001');
  expect(await unbalanced()).toEqual([]);
  expect((await finance.get('/api/tasks?kind=payments.payout')).json().items).toEqual([]);
});

test('a city that names nobody who reconciles is told so, and nothing is compared', async () => {
  const db = city.platform.services.store.db;
  const named = await findReconciler(db);
  await putReconciler(db, undefined);
  const day = '2026-01-02';
  const refused = await finance.post('/api/payments/reconciliations', { provider: 'simulator', day });
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'payments.nobody-reconciles']);
  await putReconciler(db, named);
});

test('an organisation that is none of the city is refused at its line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'city-'));
  for (const { path } of paymentsFiles) await cp(join('cities/yuyao', path), join(folder, path));
  await writeFile(join(folder, 'payments.yaml'), 'reconciles: 330281-nobody\n');
  const { faults } = await readCity(folder, paymentsFiles, [reconcilerIsKnown]);
  await rm(folder, { recursive: true });
  expect(faults.map((fault) => showCityFault(fault, 'en'))).toEqual([
    'payments.yaml:1:13 organisations.yaml has no 330281-nobody (payments.organisation-unknown)',
  ]);
});
