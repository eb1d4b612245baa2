import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { organisationCodeCheck, usccCheck } from '#engines/identifiers';
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

test('what passed by itself leaves no longer once it is personal or conditional, before somebody decides', async () => {
  // Numbers of a division that registers nobody, with checks that hold.
  const company = (number: number) => {
    const organisation = `0000000${number}`;
    const code = `91990099${organisation}${organisationCodeCheck(organisation)}`;
    const words = `试验${number}公司,${code}${usccCheck(code)},制造业,存续,2019-05-06,330281001001`;
    return `${number},${words},模拟路 ${number} 号,模拟人`;
  };
  await sides.deliver([company(1), company(2)], 'scjg-company');
  const asked = { dataset: 'scjg-company', items: ['registrationNumber', 'address'], purpose: 'service' };
  const { agreement } = await sides.ask(asked);
  const read = async (tag?: string) => {
    const path = `/exchange/agreements/${agreement}/rows`;
    return sides.program.get(path, { purpose: 'service', ...(tag && { headers: { 'if-none-match': tag } }) });
  };
  const first = await read();
  expect(first.json()).toMatchObject({ fields: ['registrationNumber', 'address'] });
  expect(first.body).toContain('模拟路 1 号');
  const used = async () => (await sides.consumer.get(`/api/exchange/agreements/${agreement}/use`)).json();
  expect(await used()).toMatchObject({ withheld: [] });
  const tag = String(first.headers['etag']);
  expect((await read(tag)).statusCode).toBe(304);
  await sql`update catalogue.dataset set definition = jsonb_set(definition::jsonb, '{fields}', (
    select jsonb_agg(case when field->>'name' = 'address' then field || '{"sensitivity":"personal","mask":"address"}' else field end)
    from jsonb_array_elements(definition::jsonb->'fields') field)) where code = 'scjg-company'`.execute(
    sides.city.platform.services.store.db,
  );
  const after = await read(tag);
  expect(after.statusCode, after.body).toBe(200);
  expect(after.json()).toMatchObject({ fields: ['registrationNumber'] });
  expect(after.body).not.toContain('模拟路');
  expect(await used()).toMatchObject({ withheld: ['address'] });
  // Asked for anew it waits for its provider.
  expect(await sides.ask({ ...asked, renews: String(agreement) })).toMatchObject({ state: 'checking' });
});

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
