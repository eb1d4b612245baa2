import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  bound as forProgram,
  employerOf,
  insured,
  openTwoSides,
  type TwoSides,
} from './testing/two-sides.ts';

type Row = Record<string, string | null>;
interface Page {
  items: Row[];
  fields: string[];
  masked: string[];
  pseudonyms: string[];
  next: string | null;
}

let sides: TwoSides;
const pageOf = async (id: string, query = '') => {
  const answer = await sides.rows(id, query);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<Page>();
};
const codeOf = (answer: { json<T>(): T }) => answer.json<{ code: string }>().code;

beforeAll(async () => {
  sides = await openTwoSides();
}, 300_000);
beforeAll(() => sides.deliver([1, 2, 3, 4, 5, 6, 7].map((number) => insured(number, employerOf(number)))));
afterAll(() => sides.city.close());

test('a mark opens for its agreement, its reader and its version alone', async () => {
  const items = [{ field: 'employer', decision: 'grant' }];
  const [one, two] = [await sides.agreed(items), await sides.agreed(items, [], forProgram)];
  const { next } = await pageOf(one, '?limit=2');
  expect(codeOf(await sides.rows(two, `?after=${next}`))).toBe('request.cursor');
  const other = sides.city.as({
    id: 'client-two',
    kind: 'client',
    organisation: '330281-gaj',
    grants: { 'exchange:fetch': 'department' },
  });
  expect(codeOf(await sides.rows(one, `?after=${next}`, other))).toBe('request.cursor');
  for (const forged of ['MQ', 'e30', `${next?.slice(0, -3)}AAA`])
    expect(codeOf(await sides.rows(one, `?after=${forged}`))).toBe('request.cursor');
  expect(codeOf(await sides.rows(one, '?limit=0'))).toBe('exchange.bad-query');
});

test('only for the agreed purpose, by the agreed system; each read is one entry of the ledger with its basis', async () => {
  const id = await sides.agreed([{ field: 'name', decision: 'mask' }]);
  const at = `/exchange/agreements/${id}/rows`;
  expect((await sides.program.get(at)).json()).toMatchObject({
    status: 400,
    code: 'exchange.purpose-missing',
  });
  expect(codeOf(await sides.program.get(at, { purpose: 'service: 办事' }))).toBe('exchange.other-purpose');
  const hired = sides.city.as({
    id: 'hired',
    kind: 'contractor',
    organisation: '330281-gaj',
    grants: { 'exchange:fetch': 'department' },
  });
  expect(codeOf(await sides.rows(id, '', hired))).toBe('identity.contractor-personal');
  await pageOf(id, '?limit=3');
  const entries = async () =>
    (await sides.office.get('/api/ledger/entries?resource=ingestion.rsj-insured&action=share'))
      .json<{
        items: { basis: string; purpose: string; actor: { id: string }; subjects: number }[];
      }>()
      .items.filter(({ basis }) => basis === `agreement:${id}`);
  await expect.poll(async () => (await entries()).length, { timeout: 10_000 }).toBe(1);
  expect((await entries())[0]).toMatchObject({
    purpose: 'verify: 窗口核对',
    actor: { id: 'client-police' },
    subjects: 3,
  });

  const bound = await sides.agreed([{ field: 'name', decision: 'mask' }], [], forProgram);
  await pageOf(bound);
  const other = sides.city.as({
    id: 'client-three',
    kind: 'client',
    organisation: '330281-gaj',
    grants: { 'exchange:fetch': 'department' },
  });
  expect(codeOf(await sides.rows(bound, '', other))).toBe('exchange.other-system');
});

test('paging holds while rows come, change and go; what has not changed is said to be so', async () => {
  const id = await sides.agreed([
    { field: 'insuranceNumber', decision: 'grant' },
    { field: 'employer', decision: 'grant' },
  ]);
  const first = await sides.rows(id, '?limit=3');
  const tag = String(first.headers['etag']);
  const known = await sides.city.app.inject({
    method: 'GET',
    url: `/exchange/agreements/${id}/rows?limit=3`,
    headers: { 'x-test-actor': 'client-police', 'x-purpose': 'verify', 'if-none-match': `"x", ${tag}` },
  });
  expect([known.statusCode, known.body]).toEqual([304, '']);
  const { items, next } = first.json<Page>();
  // A row before the mark, one behind it and a change of one that was read: each key that stood comes once.
  await sides.deliver([insured(0, '新来前'), insured(1, '改了'), insured(8, '新来后')]);
  const rest = await pageOf(id, `?limit=100&after=${next}`);
  const keys = [...items, ...rest.items].map((row) => row['insuranceNumber']);
  expect(keys).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
  const again = await sides.city.app.inject({
    method: 'GET',
    url: `/exchange/agreements/${id}/rows?limit=3`,
    headers: { 'x-test-actor': 'client-police', 'x-purpose': 'verify', 'if-none-match': tag },
  });
  expect(again.statusCode).toBe(200);
  expect(again.json<Page>().items.map((row) => row['employer'])).toContain('改了');
  const use = (await sides.consumer.get(`/api/exchange/agreements/${id}/use`)).json<{
    days: { calls: number; rows: number }[];
    left: number;
  }>();
  expect(use).toMatchObject({ days: [{ calls: 4, rows: 3 + 5 + 3 }], left: 200_000 - 11 });
});

test('pseudonyms: the same for one consumer each time, another for another, none the key', async () => {
  const items = [{ field: 'insuranceNumber', decision: 'pseudonym' }];
  const names = async (id: string) => (await pageOf(id)).items.map((row) => row['insuranceNumber']);
  const one = await names(await sides.agreed(items));
  const two = await names(await sides.agreed(items, [], forProgram));
  expect(one.toSorted()).toEqual(two.toSorted());
  expect(new Set(one).size).toBe(one.length);
  const { showsOf } = await import('./granted-rows.ts');
  const { getDatasetEver } = await import('#platform/data/catalogue');
  const context = sides.office.context();
  const dataset = await getDatasetEver(context.db, 'rsj-insured');
  const terms = { dataset: 'rsj-insured', items: [{ field: 'insuranceNumber', decision: 'pseudonym' }] };
  const of = async (consumer: string, suite: 'international' | 'national') => {
    const config = { ...context.config, CRYPTO_SUITE: suite };
    const shows = await showsOf({ ...context, config }, dataset, { ...terms, consumer } as never);
    return shows.get('insuranceNumber')?.('1');
  };
  const made = await Promise.all([
    of('330281-gaj', 'international'),
    of('330281-wjkj', 'international'),
    of('330281-gaj', 'national'),
  ]);
  expect(new Set(made).size).toBe(3);
  expect(one).toContain(made[0]);
});

test('where the key is not given, each agreement has an order of its own, over its pages', async () => {
  const items = [{ field: 'name', decision: 'grant' }];
  const namesOf = async (id: string) => {
    const names: unknown[] = [];
    for (let after = ''; ;) {
      const page = await pageOf(id, `?limit=2${after}`);
      names.push(...page.items.map((row) => row['name']));
      if (page.next === null) return names;
      after = `&after=${page.next}`;
    }
  };
  const keyed = await pageOf(await sides.agreed([...items, { field: 'insuranceNumber', decision: 'grant' }]));
  const byKey = keyed.items.map((row) => row['name']);
  const first = await sides.agreed(items);
  const orders = await Promise.all([first, await sides.agreed(items, [], forProgram)].map(namesOf));
  expect(byKey.length).toBeGreaterThan(6);
  for (const order of orders) {
    expect(order.toSorted()).toEqual(byKey.toSorted());
    expect(order).not.toEqual(byKey);
  }
  expect(orders[0]).not.toEqual(orders[1]);
  expect(await namesOf(first)).toEqual(orders[0]);
});

test('calls and rows have their limits, each with its code and when to come again', async () => {
  const { db } = sides.city.platform.services.store;
  await sql`insert into exchange.setting (name, value) values ('rules', '{"limits":{"check":2,"decide":5,"settle":10,"report":10},
    "longest_days":1096,"calls_per_minute":4,"rows_per_day":5}'::jsonb)
    on conflict (name) do update set value = excluded.value`.execute(db);
  const id = await sides.agreed([{ field: 'employer', decision: 'grant' }]);
  const first = await pageOf(id, '?limit=3');
  const second = await pageOf(id, `?limit=3&after=${first.next}`);
  expect([first.items.length, second.items.length]).toEqual([3, 2]);
  expect(second.next).not.toBeNull();
  const used = await sides.rows(id, `?limit=3&after=${second.next}`);
  expect([used.statusCode, codeOf(used)]).toEqual([429, 'exchange.quota-used']);
  // 10:00 by the city's clock: fourteen hours until its midnight.
  expect(used.headers['retry-after']).toBe(String(14 * 3600));
  await sides.rows(id);
  const often = await sides.rows(id);
  expect([often.statusCode, codeOf(often)]).toEqual([429, 'exchange.rate-limited']);
  expect(Number(often.headers['retry-after'])).toBeLessThanOrEqual(60);
  sides.clock.advance(24 * 3_600_000);
  expect((await pageOf(id, `?limit=3&after=${second.next}`)).items.length).toBe(3);
});

test('figures: what waits, how long it took, what was read', async () => {
  const { indicators } = await import('./indicators.ts');
  const { db } = sides.city.platform.services.store;
  const { number } = await sides.ask({ purpose: 'service' });
  const at = new Date(sides.clock.now().getTime() + 1000);
  const figures = new Map<string, number | null>();
  for (const each of indicators) {
    const { value } = await each.measure(db, at);
    figures.set(each.code, value);
    if (each.rows.kind !== 'listed') continue;
    const rows = await each.rows.read(db, { at, limit: 1000 });
    expect(rows).toHaveLength(await each.rows.count(db, { at }));
    if (each.kind === 'count') expect(rows.reduce((sum, { weight }) => sum + weight, 0)).toBe(value);
  }
  expect(figures.get('sharing-requests-open')).toBe(1);
  // All were decided on the day on which they were asked.
  expect(figures.get('sharing-days-to-decide')).toBe(0);
  expect(figures.get('sharing-calls-month')).toBeGreaterThan(5);
  expect(figures.get('sharing-rows-month')).toBeGreaterThan(20);
  const own = indicators[0]?.rows;
  if (own?.kind !== 'listed') throw new Error('its rows are listed');
  const [page] = await own.read(db, { at, owner: '330281-rsj', limit: 10 });
  expect(page?.key).toBe(number);
  expect(await own.count(db, { at, owner: '330281-gaj' })).toBe(0);
});

test('an error is reported by the key as it was given, answered in time, and becomes a finding of the provider', async () => {
  const { consumer, provider } = sides;
  const id = await sides.agreed(
    [
      { field: 'insuranceNumber', decision: 'pseudonym' },
      { field: 'name', decision: 'grant' },
      { field: 'employer', decision: 'grant' },
    ],
    [{ field: 'employer', values: ['模拟乙公司'] }],
  );
  const row = (await pageOf(id)).items.find(({ name }) => name === '试验2');
  const at = `/api/exchange/agreements/${id}/reports`;
  const said = { rowKey: row?.['insuranceNumber'], item: 'employer', wrong: '单位已注销' };
  expect(codeOf(await consumer.post(at, { ...said, rowKey: '1' }))).toBe('exchange.no-such-row');
  expect(codeOf(await consumer.post(at, { ...said, item: 'mobile' }))).toBe('exchange.item-not-given');
  await sql`delete from exchange.call_window`.execute(sides.city.platform.services.store.db);
  const hired = sides.city.as({
    id: 'hired-reporter',
    kind: 'contractor',
    organisation: '330281-gaj',
    grants: { 'exchange:report': 'department' },
  });
  expect(codeOf(await hired.post(at, said))).toBe('identity.contractor-personal');
  const { db } = sides.city.platform.services.store;
  // What the provider shares no longer can neither be read nor reported, and a reader is told of the change.
  const shares = (share: string) =>
    sql`update catalogue.dataset set definition = jsonb_set(definition::jsonb, '{fields}', (
      select jsonb_agg(case when field->>'name' = 'employer' then field || ${share}::jsonb else field end)
      from jsonb_array_elements(definition::jsonb->'fields') field)) where code = 'rsj-insured'`.execute(db);
  const tagNow = async () => {
    await sql`delete from exchange.use_day where agreement = ${id}`.execute(db);
    const read = await sides.rows(id);
    expect(read.statusCode, read.body).toBe(200);
    return read.headers['etag'];
  };
  const tag = await tagNow();
  expect(await tagNow()).toBe(tag);
  const before = await sql<{ definition: string }>`
    select definition::text from catalogue.dataset where code = 'rsj-insured'`.execute(db);
  await shares('{"share":"none"}');
  expect(codeOf(await consumer.post(at, said))).toBe('exchange.item-not-given');
  await sql`delete from exchange.call_window`.execute(db);
  expect(await tagNow()).not.toBe(tag);
  await sql`update catalogue.dataset set definition = ${before.rows[0]?.definition}::jsonb
    where code = 'rsj-insured'`.execute(db);
  await sql`delete from exchange.call_window`.execute(db);
  const made = await consumer.post(at, said);
  expect(made.statusCode, made.body).toBe(200);
  const { number } = made.json<{ number: string }>();
  const tasks = (await provider.get('/api/tasks?whose=department')).json<{
    items: { source: { key: string } }[];
  }>();
  expect(tasks.items.map(({ source }) => source.key)).toContain(number);
  const answer = (said: object) => provider.post(`/api/exchange/reports/${number}/answer`, said);
  const answered = await answer({ outcome: 'accept', answer: '属实，已通知单位' });
  expect(answered.json()).toEqual({ number, state: 'accepted' });
  expect(codeOf(await answer({ outcome: 'reject', answer: '再看' }))).toBe('exchange.not-open');
  const findings = (
    await provider.get('/api/quality/findings?status=open&rule=exchange.report.employer')
  ).json<{ items: object[] }>();
  expect(findings.items).toMatchObject([{ dataset: 'rsj-insured', owner: '330281-rsj', severity: 'warn' }]);
  // The row comes again as it was, which proves nothing, and then with another value, which does.
  const open = async () =>
    (await provider.get('/api/quality/findings?status=open&rule=exchange.report.employer')).json<{
      items: object[];
    }>().items.length;
  sides.clock.advance(60_000);
  await sides.deliver([insured(2, employerOf(2), '15412340000')]);
  expect(await open()).toBe(1);
  sides.clock.advance(60_000);
  await sides.deliver([insured(2, '模拟丙公司')]);
  await expect.poll(open, { timeout: 20_000 }).toBe(0);
  // The consumer sees the key as it was given it, and no other.
  const seen = await consumer.get(`/api/exchange/reports/${number}?reveal=yes`, { purpose: 'verify' });
  expect(seen.json()).toMatchObject({ rowKey: row?.['insuranceNumber'], answer: '属实，已通知单位' });
});
