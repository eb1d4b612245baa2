import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { codesModule } from '#platform/base/codes';
import { identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { tasksModule } from '#platform/base/tasks';
import { openTestCity, type Asker, type TestCity } from '#testing';
import payments from './module.ts';
import type { ReturnedNotice } from './provider.ts';
import { dayIn } from '#kernel/clock';
import { returnAtSimulator, signNotice, simulator } from './simulator.ts';

const clock = fixedClock('2026-11-28T02:00:00Z');
let city: TestCity;
let cashier: Asker;
let finance: Asker;

beforeAll(async () => {
  city = await openTestCity({
    modules: [organisationsModule, codesModule, identityModule, ledgerModule, tasksModule, payments],
    clock,
    work: false,
  });
  cashier = city.as({
    id: 'cashier',
    organisation: '330281-zfj',
    grants: { 'payments:read': 'department', 'payments:payout-ask': 'department' },
  });
  finance = city.as({
    id: 'finance',
    organisation: '330281-czj',
    grants: { 'payments:reconcile': 'city', 'payments:read': 'city', 'payments:payout-approve': 'city' },
  });
});
afterAll(() => city.close());

const platform = () => city.as({ id: 'platform', grants: { '*': 'city' } }).context();
const codeOf = async (answer: ReturnType<Asker['post']>) => (await answer).json<{ code: string }>().code;
async function unbalanced(): Promise<unknown[]> {
  const { rows } = await sql`select movement from payments.entry group by movement
    having sum(debit_fen) <> sum(credit_fen)`.execute(platform().db);
  return rows;
}

test('a pay-out that came back is booked once, corrected, approved anew and paid under another number', async () => {
  const request = 'award-0010';
  const ask = {
    purpose: '技改补助',
    payeeName: '收试验',
    payeeAccount: '6200000000000001',
    amountFen: 88_800,
  };
  const { id } = (await cashier.post('/api/payments/payouts/ask', { ...ask, request })).json();
  const decide = () => finance.post(`/api/payments/payouts/${id}/decide`, { approve: true, why: '材料齐全' });
  const correct = (payeeAccount: string) =>
    cashier.post(`/api/payments/payouts/${id}/correct`, { payeeAccount });
  expect(await codeOf(correct('6200000000000002'))).toBe('payments.not-stopped');
  expect((await decide()).json()).toEqual({ status: 'paid' });
  const told = await returnAtSimulator(platform(), { ours: id, amountFen: 88_800 }, '账号户名不符');
  const send = async (said: ReturnedNotice) =>
    city.stranger.post('/api/payments/returns/simulator', await signNotice(platform(), said));
  expect((await send({ ...told, amountFen: 1 })).json()).toEqual({ outcome: 'wrong-amount' });
  expect((await send({ ...told, payout: 'nobody-knows' })).json()).toEqual({ outcome: 'unknown-payout' });
  const notice = await signNotice(platform(), told);
  const forged = { ...notice, body: notice.body.replace('88800', '88801') };
  expect(await codeOf(city.stranger.post('/api/payments/returns/simulator', forged))).toBe(
    'payments.bad-signature',
  );
  expect((await send(told)).json()).toEqual({ outcome: 'returned' });
  expect((await send(told)).json()).toEqual({ outcome: 'repeated' });
  expect((await finance.post(`/api/payments/payouts/${id}/pay`)).json()).toMatchObject({
    code: 'payments.not-approved',
  });
  expect((await correct('6200000000000002')).json()).toEqual({ status: 'asked' });
  expect((await decide()).json()).toEqual({ status: 'paid' });
  // A second notice of the first attempt does not touch the second.
  expect((await send(told)).json()).toEqual({ outcome: 'repeated' });
  expect((await finance.get(`/api/payments/payouts/${id}`)).json()).toMatchObject({ status: 'paid' });
  expect(await unbalanced()).toEqual([]);
  const day = dayIn('Asia/Shanghai', clock.now());
  clock.advance(86_400_000);
  const { differences } = (
    await finance.post('/api/payments/reconciliations', { provider: 'simulator', day })
  ).json();
  expect(differences).toBe(0);
  const lines = (await simulator.statement(platform(), day)).split('\n').map((line) => line.split(',')[0]);
  expect(lines).toEqual(expect.arrayContaining(['payout', 'return']));
});

test('an attempt that failed and went through after all is not asked again under another account', async () => {
  const request = 'award-0011';
  const ask = { purpose: '技改补助', payeeName: '收试验', payeeAccount: '9000000000000001', amountFen: 100 };
  const { id } = (await cashier.post('/api/payments/payouts/ask', { ...ask, request })).json();
  const decided = finance.post(`/api/payments/payouts/${id}/decide`, { approve: true, why: '同意' });
  expect(await codeOf(decided)).toBe('payments.payout-failed');
  await sql`insert into payments.simulated_movement (reference, kind, ours, amount_fen, at)
    values ('sim-late', 'payout', ${id}, 100, ${clock.now().toISOString()})`.execute(platform().db);
  const again = cashier.post(`/api/payments/payouts/${id}/correct`, {
    payeeAccount: '6200000000000002',
  });
  expect(await codeOf(again)).toBe('payments.paid-after-all');
});
