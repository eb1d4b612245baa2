import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endAgreements, takeOver } from './agreeing.ts';
import { openTwoSides, type TwoSides } from './testing/two-sides.ts';

// What was recalled is never in force again, whoever decides or ends at the same moment.

let sides: TwoSides;
beforeAll(async () => {
  sides = await openTwoSides();
});
afterAll(() => sides.city.close());

const stateOf = async (id: string) =>
  (await sides.consumer.get(`/api/exchange/agreements/${id}`)).json<{ state: string }>().state;

test('what was recalled neither ends nor is taken over', async () => {
  const id = await sides.agreed([{ field: 'employer', decision: 'grant' }]);
  await sides.provider.post(`/api/exchange/agreements/${id}/recall`, { why: '超出约定使用' });
  const context = sides.office.context();
  await context.transaction(async (tx) => {
    expect(await endAgreements(context, tx, [id], 'exchange:recall')).toBe(0);
    await takeOver(context, tx, id, id);
  });
  expect(await stateOf(id)).toBe('recalled');
});

test('a decision that meets a recall under way makes another agreement and does not revive the recalled one', async () => {
  const { number, agreement } = await sides.ask({
    dataset: 'scjg-company',
    items: ['name', 'representative'],
  });
  const id = String(agreement);
  await sides.office.post(`/api/exchange/requests/${number}/check`, { outcome: 'pass' });
  const decider = sides.city.as({
    id: 'market-decider',
    organisation: '330281-scjg',
    grants: { 'exchange:read': 'department', 'exchange:decide': 'department' },
  });
  const context = sides.office.context();
  const decided = await context.transaction(async (tx) => {
    await sql`update exchange.agreement set state = 'recalled' where id = ${id}`.execute(tx);
    const answer = decider.post(`/api/exchange/requests/${number}/decide`, {
      items: [{ field: 'representative', decision: 'mask' }],
    });
    // Until the decision waits for the row, or, were it not to, has written past it.
    await pause(500);
    return { answer };
  });
  const answer = await decided.answer;
  expect(answer.statusCode, answer.body).toBe(200);
  expect(answer.json<{ agreement: string }>().agreement).not.toBe(id);
  expect(await stateOf(id)).toBe('recalled');
});

test('after a recall nothing passes by itself any longer, for that consumer', async () => {
  const asked = {
    dataset: 'scjg-company',
    items: ['name'],
    purpose: 'verify',
    legalBasis: '《政务数据共享条例》',
    scenario: '核对登记状态',
    periodFrom: '2026-03-01',
    periodUntil: '2026-12-31',
    frequency: 'once',
  };
  const ask = async () =>
    (await sides.stranger.post('/api/exchange/ask', asked)).json<{
      state: string;
      agreement: string | null;
    }>();
  // The recall of another consumer's is none of its business.
  const first = await ask();
  expect(first.state).toBe('granted');
  const why = { why: '超出约定使用' };
  const recalled = await sides.office.post(`/api/exchange/agreements/${first.agreement}/recall`, why);
  expect(recalled.statusCode, recalled.body).toBe(200);
  expect(await ask()).toMatchObject({ state: 'checking', agreement: null });
});
