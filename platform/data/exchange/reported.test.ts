import { afterAll, beforeAll, expect, test } from 'vitest';
import { insured, openTwoSides, type TwoSides } from './testing/two-sides.ts';

let sides: TwoSides;
beforeAll(async () => {
  sides = await openTwoSides();
  await sides.deliver([insured(1), insured(2), insured(3)]);
}, 300_000);
afterAll(() => sides.city.close());

test('a report by a pseudonym: the provider is told which of its rows it is, the consumer and others never', async () => {
  const id = await sides.agreed([
    { field: 'insuranceNumber', decision: 'pseudonym' },
    { field: 'employer', decision: 'grant' },
  ]);
  const { items } = (await sides.rows(id)).json<{ items: Record<string, string>[] }>();
  const rowKey = items[0]?.['insuranceNumber'] ?? '';
  expect(['1', '2', '3']).not.toContain(rowKey);
  const said = { rowKey, item: 'employer', wrong: '单位已经更名，请核对' };
  const made = await sides.consumer.post(`/api/exchange/agreements/${id}/reports`, said);
  expect(made.statusCode, made.body).toBe(200);
  const { number } = made.json<{ number: string }>();
  const path = `/api/exchange/reports/${number}/row`;
  const told = (await sides.provider.get(path)).json<{ key: string; batch: string; row: number }>();
  // The delivered line at that place is the one with that key.
  expect(Number(told.key)).toBe(told.row);
  for (const who of [sides.consumer, sides.stranger]) {
    const answer = await who.get(path);
    expect(answer.statusCode).toBe(404);
    expect(answer.body).not.toContain(told.batch);
  }
  expect((await sides.program.get(path)).statusCode).toBe(403);
  expect((await sides.provider.get('/api/exchange/reports/none/row')).statusCode).toBe(404);
  const entries = async () =>
    (await sides.office.get('/api/ledger/entries?resource=ingestion.rsj-insured&action=read'))
      .json<{ items: { basis: string; subjects: number }[] }>()
      .items.filter(({ basis }) => basis === `exchange.report:${number}`);
  await expect.poll(async () => (await entries()).length, { timeout: 10_000 }).toBe(1);
  expect(await entries()).toMatchObject([{ subjects: 1 }]);
});
