import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ask, Standing } from './contract.ts';
import { endOver } from './recalling.ts';
import { jobRun } from './testing/job-run.ts';
import { bound, insured, openTwoSides, type TwoSides } from './testing/two-sides.ts';

// One agreement for one dataset, system and purpose; what is longer or more takes over from it.

let sides: TwoSides;
beforeAll(async () => {
  sides = await openTwoSides();
  await sides.deliver([insured(1), insured(2)]);
});
afterAll(() => sides.city.close());

const path = '/api/exchange/requests';
const asked: Ask = {
  dataset: 'rsj-insured',
  items: ['name'],
  purpose: 'verify',
  legalBasis: '《政务数据共享条例》第二十条',
  scenario: '窗口核对参保情况',
  periodFrom: '2026-03-01',
  periodUntil: '2026-12-31',
  frequency: 'on-demand',
  way: 'api',
};
const ask = (change: Partial<Ask> = {}, by = sides.consumer) =>
  by.post('/api/exchange/ask', { ...asked, ...change });
const refusal = async (change: Partial<Ask> = {}) => {
  const answer = await ask(change);
  expect(answer.statusCode, answer.body).toBe(409);
  return answer.json<{ code: string; extra: { existing: string; link: string } }>();
};
const stateOf = async (id: string) =>
  (await sides.consumer.get(`/api/exchange/agreements/${id}`)).json<{ state: string }>().state;
const check = (number: string) => sides.office.post(`${path}/${number}/check`, { outcome: 'pass' });
const decide = async (number: string, items: readonly object[]) => {
  await check(number);
  const answer = await sides.provider.post(`${path}/${number}/decide`, { items, filter: [] });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<Standing>();
};

let agreement: string;

test('while a request waits, a second one is refused with its number; of many at once one comes in', async () => {
  const answers = await Promise.all([
    ask(),
    ask(),
    ask({ way: 'subscription' }),
    ask({ items: ['employer'] }),
  ]);
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409, 409, 409]);
  const { number } = answers.find(({ statusCode }) => statusCode === 200)?.json<Standing>() ?? { number: '' };
  const twice = await refusal();
  expect(twice).toMatchObject({
    code: 'exchange.already-asked',
    extra: { existing: number, link: `/exchange/requests/${number}` },
  });
  // Another's, another purpose and another system are none of it.
  const other = { ...asked, items: ['name'] };
  expect((await sides.stranger.post('/api/exchange/ask', other)).statusCode).toBe(200);
  expect((await ask({ purpose: 'service' })).statusCode).toBe(200);
  expect((await ask(bound)).statusCode).toBe(200);
  expect((await sides.consumer.post(`${path}/${number}/take-back`, { why: '写错了' })).statusCode).toBe(200);
  const again = (await ask()).json<Standing>();
  agreement = String((await decide(again.number, [{ field: 'name', decision: 'grant' }])).agreement);
  expect(await refusal()).toMatchObject({
    code: 'exchange.already-agreed',
    extra: { existing: agreement, link: `/exchange/agreements/${agreement}` },
  });
  const mine = (await sides.consumer.get('/api/exchange/datasets/rsj-insured/mine')).json<{
    items: { kind: string; key: string; items: string[] }[];
  }>();
  expect(mine.items.filter(({ kind }) => kind === 'request')).toHaveLength(2);
  expect(mine.items).toContainEqual(expect.objectContaining({ key: agreement, items: ['name'] }));
});

test('further items are asked for as an amendment: what there is holds until it is decided, then the new one takes over', async () => {
  const more = { renews: agreement, items: ['name', 'employer'] };
  const { number } = (await ask(more)).json<Standing>();
  for (const change of [more, {}, { ...more, purpose: 'service' }])
    expect((await refusal(change)).code).toBe('exchange.already-asked');
  await check(number);
  expect((await sides.rows(agreement)).statusCode).toBe(200);
  const given = [
    { field: 'name', decision: 'grant' },
    { field: 'employer', decision: 'grant' },
  ];
  const next = String((await decide(number, given)).agreement);
  expect(await stateOf(agreement)).toBe('replaced');
  expect((await sides.rows(next)).json()).toMatchObject({ fields: ['name', 'employer'] });
  agreement = next;
});

test('a renewal for later is asked for once, and whatever takes it over takes over what it was to', async () => {
  const later = { renews: agreement, periodFrom: '2026-06-01', periodUntil: '2027-06-01' };
  const { number } = (await ask(later)).json<Standing>();
  const renewal = String((await decide(number, [{ field: 'name', decision: 'grant' }])).agreement);
  expect(await stateOf(agreement)).toBe('in-force');
  expect((await refusal(later)).extra.existing).toBe(renewal);
  const anew = (await ask({ renews: renewal, items: ['name', 'mobile'] })).json<Standing>();
  const both = [
    { field: 'name', decision: 'grant' },
    { field: 'mobile', decision: 'mask' },
  ];
  const last = String((await decide(anew.number, both)).agreement);
  expect(await Promise.all([agreement, renewal, last].map(stateOf))).toEqual([
    'replaced',
    'replaced',
    'in-force',
  ]);
});

test('who has asked anew disputes the refusal before no longer', async () => {
  const first = (await ask({ purpose: 'correct' })).json<Standing>();
  const refused = [{ field: 'name', decision: 'refuse', reason: '不需要' }];
  expect((await decide(first.number, refused)).state).toBe('refused');
  const second = (await ask({ purpose: 'correct' })).json<Standing>();
  const dispute = await sides.consumer.post(`${path}/${first.number}/dispute`, { why: '窗口须核对' });
  expect(dispute.json()).toMatchObject({
    status: 409,
    code: 'exchange.already-asked',
    extra: { existing: second.number },
  });
});

test('what passes by itself does not take over before the rest is decided', async () => {
  const company = { dataset: 'scjg-company', items: ['name'] };
  const first = (await ask(company)).json<Standing>();
  expect(first.state).toBe('granted');
  const more = { ...company, items: ['name', 'representative'], renews: String(first.agreement) };
  const second = (await ask(more)).json<Standing>();
  expect(second).toMatchObject({ state: 'checking', agreement: expect.any(String) as string });
  expect(await stateOf(String(first.agreement))).toBe('in-force');
  await sides.consumer.post(`${path}/${second.number}/take-back`, { why: '不再需要' });
  expect([await stateOf(String(first.agreement)), await stateOf(String(second.agreement))]).toEqual([
    'in-force',
    'ended',
  ]);
});

test('what was to take over and was taken back leaves none behind: the next one takes over from the first', async () => {
  const [first] = (
    await sides.consumer.get('/api/exchange/agreements?dataset=scjg-company&state=in-force')
  ).json<{ items: { id: string }[] }>().items;
  const x = String(first?.id);
  const company = { dataset: 'scjg-company', items: ['name', 'representative'] };
  const y = (await ask({ ...company, renews: x })).json<Standing>();
  await sides.consumer.post(`${path}/${y.number}/take-back`, { why: '不再需要' });
  expect(await Promise.all([x, String(y.agreement)].map(stateOf))).toEqual(['in-force', 'ended']);
  const z = (await ask({ ...company, items: ['name'], renews: String(y.agreement) })).json<Standing>();
  expect(z.state).toBe('granted');
  expect(await Promise.all([x, String(y.agreement), String(z.agreement)].map(stateOf))).toEqual([
    'replaced',
    'ended',
    'in-force',
  ]);
});

test('one that begins later takes over on its first day from what was never taken over', async () => {
  const company = { dataset: 'scjg-company', items: ['name', 'representative'], purpose: 'service' };
  const x = (await ask({ ...company, items: ['name'] })).json<Standing>();
  const y = (await ask({ ...company, renews: String(x.agreement) })).json<Standing>();
  await sides.consumer.post(`${path}/${y.number}/take-back`, { why: '不再需要' });
  const later = { items: ['name'], renews: String(y.agreement), periodFrom: '2026-03-10' };
  const z = (await ask({ ...company, ...later })).json<Standing>();
  const ids = [x, y, z].map(({ agreement: id }) => String(id));
  expect(await Promise.all(ids.map(stateOf))).toEqual(['in-force', 'ended', 'in-force']);
  sides.clock.advance(9 * 24 * 3_600_000);
  await endOver.run({}, jobRun(), sides.office.context());
  expect(await Promise.all(ids.map(stateOf))).toEqual(['replaced', 'ended', 'in-force']);
});
