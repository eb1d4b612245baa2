import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Asker } from '#testing';
import { termsOf } from './odrl.ts';
import { insured, openTwoSides, type TwoSides } from './testing/two-sides.ts';

let sides: TwoSides;
beforeAll(async () => {
  sides = await openTwoSides();
});
afterAll(() => sides.city.close());

const path = '/api/exchange/requests';
const codeOf = (answer: { json<T>(): T }) => answer.json<{ code: string }>().code;
const tasksOf = async (who: Asker) =>
  (await who.get('/api/tasks?whose=department')).json<{
    items: { kind: string; dueAt: string; source: { key: string } }[];
  }>().items;
const tasksFor = async (who: Asker, key: string) =>
  (await tasksOf(who)).filter(({ source }) => source.key === key);
const read = async (who: Asker, number: string) =>
  (await who.get(`${path}/${number}`)).json<Record<string, unknown>>();

test('a department asks, the office checks, the provider decides item by item: each step a task by the city’s limit', async () => {
  const { consumer, office, provider, stranger } = sides;
  const offered = (await consumer.get('/api/exchange/datasets/rsj-insured')).json<{
    items: { field: string; standing: string }[];
    purposes: { code: string }[];
  }>();
  expect(offered.items).toContainEqual(
    expect.objectContaining({ field: 'citizenId', standing: 'conditional' }),
  );
  const { number, state, agreement } = await sides.ask();
  expect([state, agreement]).toEqual(['checking', null]);
  const [check] = await tasksFor(office, number);
  // Asked on a Monday: two working days are until the end of Wednesday.
  expect(check).toMatchObject({ kind: 'exchange.check' });
  expect(check?.dueAt.slice(0, 10)).toBe('2026-03-04');
  expect(codeOf(await provider.post(`${path}/${number}/decide`, { items: [] }))).toBe('exchange.wrong-state');
  expect((await consumer.post(`${path}/${number}/check`, { outcome: 'pass' })).statusCode).toBe(403);

  expect((await office.post(`${path}/${number}/check`, { outcome: 'pass' })).json()).toMatchObject({
    state: 'deciding',
  });
  expect(await tasksFor(office, number)).toEqual([]);
  const [decide] = await tasksFor(provider, number);
  expect([decide?.kind, decide?.dueAt.slice(0, 10)]).toEqual(['exchange.decide', '2026-03-09']);

  const items = [
    { field: 'insuranceNumber', decision: 'grant' },
    { field: 'name', decision: 'mask' },
    { field: 'insuranceKind', decision: 'refuse', reason: '与户籍核对无关' },
  ];
  const by = (who: Asker, body: object) => who.post(`${path}/${number}/decide`, body);
  expect(codeOf(await by(consumer, { items }))).toBe('exchange.not-provider');
  expect((await by(stranger, { items })).statusCode).toBe(404);
  expect(codeOf(await by(provider, { items: items.slice(1) }))).toBe('exchange.item-undecided');
  expect(codeOf(await by(provider, { items: [...items, items[0]] }))).toBe('exchange.item-twice');
  expect(codeOf(await by(provider, { items: [{ field: 'mobile', decision: 'grant' }] }))).toBe(
    'exchange.item-not-asked',
  );
  const unreasoned = [...items.slice(0, 2), { field: 'insuranceKind', decision: 'refuse' }];
  expect(codeOf(await by(provider, { items: unreasoned }))).toBe('exchange.reason-missing');
  expect(codeOf(await by(provider, { items, filter: [{ field: 'nothing', values: ['1'] }] }))).toBe(
    'exchange.unknown-filter-field',
  );
  const filter = [{ field: 'employer', values: ['模拟甲公司'] }];
  const done = await by(provider, { items, filter });
  expect(done.json(), done.body).toMatchObject({ state: 'partly', agreement: expect.stringMatching(/^XY-/) });
  expect(await read(consumer, number)).toMatchObject({
    decidedBy: '王供',
    items: [
      { field: 'insuranceNumber', decision: 'grant' },
      { field: 'name', decision: 'mask', mask: 'name' },
      { field: 'insuranceKind', decision: 'refuse', reason: '与户籍核对无关' },
    ],
  });
  expect((await stranger.get(`${path}/${number}`)).statusCode).toBe(404);
  expect(await tasksFor(provider, number)).toEqual([]);

  // What was refused is disputed, and settled by the office.
  const dispute = await consumer.post(`${path}/${number}/dispute`, { why: '窗口须核对险种' });
  expect(dispute.json()).toMatchObject({ state: 'disputed' });
  expect(await tasksFor(office, number)).toMatchObject([{ kind: 'exchange.settle' }]);
  const anew = items.map((item) => ({ ...item, decision: 'grant' }));
  const settled = await office.post(`${path}/${number}/settle`, {
    outcome: 'overrule',
    items: anew,
    why: '职责所需',
  });
  expect(settled.json(), settled.body).toMatchObject({ state: 'granted' });
  // Which rows the provider gives was not disputed.
  expect(await read(consumer, number)).toMatchObject({ filter });
  expect(codeOf(await consumer.post(`${path}/${number}/dispute`, { why: '再来' }))).toBe(
    'exchange.wrong-state',
  );
  const history = await consumer.get(`${path}/${number}/history`);
  expect(history.json<{ items: unknown[] }>().items.length).toBeGreaterThanOrEqual(4);
});

test('what does not fit is refused when it is asked for, with a code, and nothing is kept', async () => {
  const { consumer, provider } = sides;
  const asked = {
    dataset: 'rsj-insured',
    items: ['name'],
    purpose: 'verify',
    legalBasis: '《政务数据共享条例》',
    scenario: '核对参保情况',
    periodFrom: '2026-03-01',
    periodUntil: '2026-12-31',
    frequency: 'once',
  };
  const before = (await consumer.get(path)).json<{ items: unknown[] }>().items.length;
  const refused = async (change: object, by = consumer) =>
    codeOf(await by.post('/api/exchange/ask', { ...asked, ...change }));
  expect(await refused({ items: ['nothing'] })).toBe('exchange.unknown-item');
  expect(await refused({ items: ['name', 'name'] })).toBe('exchange.item-twice');
  expect(await refused({ purpose: 'curiosity' })).toBe('exchange.unknown-purpose');
  expect(await refused({ system: 'client-of-nobody' })).toBe('exchange.unknown-system');
  expect(await refused({ periodUntil: '2026-02-01' })).toBe('exchange.bad-period');
  expect(await refused({ periodUntil: '2039-02-01' })).toBe('exchange.long-period');
  expect(await refused({ renews: 'XY-2026-00000' })).toBe('exchange.not-renewable');
  expect(await refused({ dataset: 'nothing-here' })).toBe('request.not-found');
  expect(await refused({}, provider)).toBe('exchange.own-dataset');
  expect((await consumer.get(path)).json<{ items: unknown[] }>().items).toHaveLength(before);

  // An item that its owner does not share any longer is refused with the basis.
  const { db } = sides.city.platform.services.store;
  await sql`update catalogue.dataset set definition =
    jsonb_set(definition::jsonb, '{share}', '{"type":"none","basis":"《社会保险法》第八十一条"}')
    where code = 'wjkj-health-record'`.execute(db);
  const none = await consumer.post('/api/exchange/ask', {
    ...asked,
    dataset: 'wjkj-health-record',
    items: ['institution'],
  });
  expect(none.json()).toMatchObject({
    status: 403,
    code: 'exchange.not-shared',
    extra: { basis: '《社会保险法》第八十一条' },
  });
});

test('unconditional items pass by themselves; a personal one beside them waits and joins in the next version', async () => {
  const { consumer, office } = sides;
  const company = { dataset: 'scjg-company', items: ['name', 'creditCode'] };
  expect(await sides.ask(company)).toMatchObject({
    state: 'granted',
    agreement: expect.any(String) as string,
  });
  const mixed = await sides.ask({ ...company, purpose: 'service', items: ['name', 'representative'] });
  expect(mixed).toMatchObject({ state: 'checking', agreement: expect.any(String) as string });
  const first = await consumer.get(`/api/exchange/agreements/${mixed.agreement}`);
  expect(first.json()).toMatchObject({ version: 1, items: [{ field: 'name', decision: 'grant' }] });
  await office.post(`${path}/${mixed.number}/check`, { outcome: 'pass' });
  const decider = sides.city.as({
    id: 'market-decider',
    organisation: '330281-scjg',
    grants: { 'exchange:read': 'department', 'exchange:decide': 'department' },
  });
  const items = [{ field: 'representative', decision: 'mask' }];
  const clash = [...items, { field: 'name', decision: 'refuse', reason: '不愿' }];
  expect(codeOf(await decider.post(`${path}/${mixed.number}/decide`, { items: clash }))).toBe(
    'exchange.passed-refused',
  );
  expect((await decider.post(`${path}/${mixed.number}/decide`, { items })).json()).toMatchObject({
    state: 'granted',
    agreement: mixed.agreement,
  });
  const second = await consumer.get(`/api/exchange/agreements/${mixed.agreement}`);
  expect(second.json()).toMatchObject({ version: 2 });
  const old = (version: number) =>
    consumer.get(`/api/exchange/agreements/${mixed.agreement}/document?version=${version}`);
  expect(termsOf((await old(1)).body).items).toEqual([{ field: 'name', decision: 'grant', passed: true }]);
  expect((await old(99_999_999_999)).statusCode).toBe(400);
});

test('the formal check returns with a reason; what is withdrawn waits for nobody', async () => {
  const { consumer, office, provider } = sides;
  const one = await sides.ask({ purpose: 'service' });
  expect(codeOf(await office.post(`${path}/${one.number}/check`, { outcome: 'return' }))).toBe(
    'exchange.return-reason',
  );
  const back = await office.post(`${path}/${one.number}/check`, {
    outcome: 'return',
    why: '依据没有写明条款',
  });
  expect(back.json()).toMatchObject({ state: 'returned' });
  const two = await sides.ask({ purpose: 'service' });
  await office.post(`${path}/${two.number}/check`, { outcome: 'pass' });
  expect(await tasksFor(provider, two.number)).toHaveLength(1);
  const gone = await consumer.post(`${path}/${two.number}/take-back`, { why: '不再需要' });
  expect(gone.json()).toMatchObject({ state: 'withdrawn' });
  expect(await tasksFor(provider, two.number)).toEqual([]);
  expect(codeOf(await provider.post(`${path}/${two.number}/decide`, { items: [] }))).toBe(
    'exchange.wrong-state',
  );
});

test('the agreement is ODRL 2.2, kept as it was, with its digest; the gateway reads what it says', async () => {
  const { consumer, stranger, city } = sides;
  const items = [
    { field: 'insuranceNumber', decision: 'pseudonym' },
    { field: 'mobile', decision: 'mask', mask: 'hidden' },
    { field: 'employer', decision: 'grant' },
  ];
  const filter = [
    { field: 'employer', values: ['模拟甲公司', "模拟'乙"] },
    { field: 'address', division: '330281001000' },
  ];
  const id = await sides.agreed(items, filter);
  const answer = await consumer.get(`/api/exchange/agreements/${id}/document`);
  expect(answer.headers['content-type']).toContain('application/ld+json');
  const document = answer.json<Record<string, unknown>>();
  expect(document).toMatchObject({
    '@type': 'Agreement',
    assigner: { uid: 'urn:yaojiang:organisation:330281-rsj' },
    assignee: { uid: 'urn:yaojiang:organisation:330281-gaj' },
  });
  expect((document['@context'] as string[])[0]).toBe('http://www.w3.org/ns/odrl.jsonld');
  expect(termsOf(answer.body)).toMatchObject({
    id,
    version: 1,
    items,
    filter,
    purpose: 'verify',
    system: null,
  });
  const digest = createHash('sha256').update(answer.body).digest('hex');
  expect(answer.headers['x-sha256']).toBe(digest);
  expect((await consumer.get(`/api/exchange/agreements/${id}`)).json()).toMatchObject({ digest });
  expect((await stranger.get(`/api/exchange/agreements/${id}/document`)).statusCode).toBe(404);
  const { db } = city.platform.services.store;
  for (const change of [
    sql`update exchange.document set document = '{}' where agreement = ${id}`,
    sql`delete from exchange.document where agreement = ${id}`,
  ])
    await expect(change.execute(db)).rejects.toThrow(/never changed/);
});

test('a recall holds for the very next read; renewal takes over; the end of the period ends it', async () => {
  const { consumer, provider, office, clock, city } = sides;
  await sides.deliver([insured(1), insured(2)]);
  const items = [{ field: 'employer', decision: 'grant' }];
  const one = await sides.agreed(items);
  expect((await sides.rows(one)).json()).toMatchObject({ items: [{}, {}] });
  expect(
    (await consumer.post(`/api/exchange/agreements/${one}/recall`, { why: '不是我的' })).statusCode,
  ).toBe(404);
  const recalled = await provider.post(`/api/exchange/agreements/${one}/recall`, { why: '超出约定使用' });
  expect(recalled.statusCode, recalled.body).toBe(200);
  const after = await sides.rows(one);
  expect([after.statusCode, codeOf(after)]).toEqual([403, 'exchange.recalled']);
  expect(codeOf(await office.post(`/api/exchange/agreements/${one}/recall`, { why: '再收' }))).toBe(
    'exchange.not-in-force',
  );

  const two = await sides.agreed(items);
  const three = await sides.agreed(items, [], { renews: two });
  expect(codeOf(await sides.rows(two))).toBe('exchange.replaced');
  expect((await sides.rows(three)).statusCode).toBe(200);

  const short = await sides.agreed(items, [], { periodUntil: '2026-03-02' });
  expect((await sides.rows(short)).statusCode).toBe(200);
  clock.set('2026-03-02T16:00:01Z');
  expect(codeOf(await sides.rows(short))).toBe('exchange.ended');
  const { endOver } = await import('./recalling.ts');
  const { db } = city.platform.services.store;
  const context = office.context();
  await city.finished(await context.startJob(db, endOver, {}, { actor: context.actor }));
  expect((await consumer.get(`/api/exchange/agreements/${short}`)).json()).toMatchObject({ state: 'ended' });
});

test('departments that are played ask once, and all of it says that it is simulated', async () => {
  const { askers } = await import('./simulate.ts');
  const { db } = sides.city.platform.services.store;
  const context = sides.city.platform.contextFor({
    id: 'simulator',
    kind: 'system',
    name: '模拟器',
    grants: new Map(Object.entries(askers.grants)),
  });
  const count = async () =>
    (await sql<{ n: number }>`select count(*)::int as n from exchange.request`.execute(db)).rows[0]?.n ?? 0;
  const before = await count();
  await askers.play(context, 1);
  // Where people ask already, nobody is played.
  expect(await count()).toBe(before);
  await sql`update catalogue.dataset set definition =
    jsonb_set(definition::jsonb, '{share}', '{"type":"conditional"}')
    where code = 'wjkj-health-record'`.execute(db);
  await sql`delete from exchange.request`.execute(db);
  await askers.play(context, 1);
  const { rows } = await sql<{ state: string; simulated: boolean }>`
    select state, simulated from exchange.request order by number`.execute(db);
  expect(rows).toEqual(['granted', 'deciding', 'checking'].map((state) => ({ state, simulated: true })));
  await askers.play(context, 1);
  expect(await count()).toBe(3);
});
