import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { notify } from './notify.ts';
import { inbox, openDesk, to, wish } from './testing/desk.ts';

interface Linked {
  readonly link: string;
}

const desk = await openDesk();
const { city, clock, head, keeper, lin, tang, messages, receiptsOf, run, tell, ways } = desk;
afterAll(() => city.close());

test('a notice stands in the inbox with the caller’s commit, once for each key, and not when it rolls back', async () => {
  const id = await tell({ to: [to(lin), to(lin), { kind: 'post', id: 'tang.post' }], key: 'k-1' });
  expect(await tell({ to: to(lin), key: 'k-1' })).toBeUndefined();
  expect((await inbox(lin)).items).toMatchObject([
    { title: { zh: '开会' }, body: { zh: '下午三点' }, readAt: null },
  ]);
  expect((await inbox(tang)).unread).toBe(1);
  const context = head.context();
  await expect(
    context.transaction(async (tx) => {
      await notify(context, tx, {
        to: to(lin),
        kind: 'notifications.plain',
        key: 'k-2',
        params: { title: '不', words: '要' },
      });
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  expect((await inbox(lin)).unread).toBe(1);
  expect((await lin.post(`/api/notifications/mine/${(await inbox(tang)).items[0].id}/read`)).statusCode).toBe(
    404,
  );
  expect((await lin.post(`/api/notifications/mine/${(await inbox(lin)).items[0].id}/read`)).json()).toEqual({
    unread: 0,
  });
  expect((await receiptsOf(id)).map(({ readAt }) => readAt !== null).toSorted()).toEqual([false, true]);
  await expect(tell({ to: to(lin), key: 'k-3', params: {} })).rejects.toThrow(/missing/);
  await expect(tell({ to: to(lin), key: 'k-4', kind: 'nobody.knows' })).rejects.toThrow(/no-template/);
});

test('left unread it goes on by SMS after its minutes; read in time it does not', async () => {
  await wish(lin, { mobile: '19900000001' });
  await wish(tang, { mobile: '19900000002' });
  const id = await tell({
    to: [to(lin), to(tang)],
    key: 'chain',
    params: { title: '通知', words: '000281199001011234' },
  });
  await run();
  expect(await ways(id)).toEqual(['app sent', 'app sent']);
  await tang.post('/api/notifications/mine/all/read');
  clock.advance(61 * 60_000);
  await run();
  clock.advance(2000);
  await run();
  expect((await ways(id)).toSorted()).toEqual(['app delivered', 'app delivered', 'sms delivered']);
  expect(JSON.stringify(await messages())).not.toMatch(/19900000001|\d{17}[\dX]/);
});

test('a kind goes by its own ways alone', async () => {
  await wish(tang, { mobile: '19900000002', email: 'tang@example.org' });
  const params = { zh: '月报', en: 'Monthly', number: '3', period: '2026-02' };
  await tell({ to: to(tang), key: 'issue', kind: 'reports.issued', params });
  await run();
  clock.advance(61 * 60_000);
  await run();
  const said: { channel: string; words: string }[] = await messages();
  const ways = said.filter(({ words }) => words.includes('新一期报表')).map(({ channel }) => channel);
  expect(ways.toSorted()).toEqual(['app', 'email']);
  await tang.post('/api/notifications/mine/all/read');
  await wish(tang, { mobile: '19900000002' });
});

test('receipts: twice, late, out of order', async () => {
  clock.advance(1000);
  const id = await tell({ to: to(lin), key: 'receipts', urgency: 'urgent' });
  await run();
  const [{ reference }] = (await messages()).filter(({ channel }: { channel: string }) => channel === 'sms');
  const say = (receipt: string, state: string) =>
    keeper.post(`/api/notifications/simulated/${reference}/receipts`, { id: receipt, channel: 'sms', state });
  const sms = async () => (await ways(id)).find((each) => each.startsWith('sms'));
  await say('r-1', 'failed');
  expect(await sms()).toBe('sms failed');
  await Promise.all([say('r-2', 'delivered'), say('r-2', 'delivered'), say('r-2', 'delivered')]);
  expect(await sms()).toBe('sms delivered');
  await say('r-3', 'failed');
  expect(await sms()).toBe('sms delivered');
  await say('r-4', 'read');
  await say('r-5', 'delivered');
  expect(await sms()).toBe('sms read');
  expect((await receiptsOf(id))[0]?.readAt).not.toBeNull();
  expect(
    (
      await keeper.post('/api/notifications/simulated/none/receipts', {
        id: 'x',
        channel: 'sms',
        state: 'read',
      })
    ).statusCode,
  ).toBe(404);
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from notifications.receipt where id = 'r-2'`.execute(
    city.platform.services.store.db,
  );
  expect(rows[0]?.n).toBe(1);
});

test('quiet hours hold what can wait and let through what is urgent', async () => {
  clock.set('2026-03-03T14:00:00Z');
  const calm = await tell({ to: to(tang), key: 'calm' });
  const alarm = await tell({ to: to(tang), key: 'alarm', urgency: 'urgent' });
  await run();
  expect([await ways(calm), (await ways(alarm)).length]).toEqual([[], 2]);
  clock.set('2026-03-03T23:29:00Z');
  await run();
  expect(await ways(calm)).toEqual([]);
  clock.set('2026-03-03T23:30:00Z');
  await run();
  expect(await ways(calm)).toHaveLength(1);
});

test('no more than the hour’s measure reaches a person, the rest follows', async () => {
  clock.set('2026-03-04T02:00:00Z');
  await tang.post('/api/notifications/mine/all/read');
  const ids: (string | undefined)[] = [];
  for (let each = 0; each < 9; each += 1) ids.push(await tell({ to: to(tang), key: `many-${each}` }));
  await run();
  const went = async () => (await Promise.all(ids.map(ways))).filter((each) => each.length > 0).length;
  expect(await went()).toBe(6);
  await tang.post('/api/notifications/mine/all/read');
  clock.advance(3_601_000);
  await run();
  expect(await went()).toBe(6);
});

test('a busy gateway is tried again; when every way fails the sender’s organisation has a task', async () => {
  clock.set('2026-03-05T02:00:00Z');
  await wish(lin, { mobile: '19900000503', off: [{ kind: '*', off: ['app'] }] });
  const id = await tell({ to: to(lin), key: 'busy', urgency: 'urgent' });
  await run();
  expect(await ways(id)).toEqual(['sms queued']);
  await wish(lin, { mobile: '19900000404', off: [{ kind: '*', off: ['app'] }] });
  clock.advance(61_000);
  await run();
  // An urgent notice also asks for a round by itself, so the next way may already have been tried.
  expect((await ways(id))[0]).toBe('sms failed');
  await run();
  await run();
  await run();
  expect(await ways(id)).toEqual(['sms failed', 'voice failed']);
  expect((await receiptsOf(id))[0]?.unreachedAt).not.toBeNull();
  const tasks = (await head.get('/api/tasks?kind=notifications.unreached')).json().items;
  expect(tasks).toHaveLength(1);
  await wish(lin, { mobile: '19900000001' });
});

test('who cannot be reached by any way is a task at once, until they have read it', async () => {
  clock.set('2026-03-05T03:00:00Z');
  await wish(lin, { mobile: null, off: [{ kind: '*', off: ['app'] }] });
  const id = await tell({ to: to(lin), key: 'no-way', urgency: 'urgent' });
  await run();
  await run();
  expect([await ways(id), (await receiptsOf(id))[0]?.unreachedAt]).toEqual([[], expect.any(String)]);
  const open = async () =>
    (await head.get('/api/tasks?kind=notifications.unreached')).json().items.map((each: Linked) => each.link);
  const link = `/notifications/sent?open=${id}`;
  expect(await open()).toContain(link);
  await lin.post('/api/notifications/mine/all/read');
  expect(await open()).not.toContain(link);
  await wish(lin, { mobile: '19900000001' });
});

test('whom a matter’s own notices went to is not told here; of what people sent a look is in the ledger', async () => {
  const params = { task: '核对', due: '3月6日' };
  const other = await tell({ to: to(tang), key: 'escalated', kind: 'tasks.escalated', params });
  const seen = (await head.get(`/api/notifications/sent/${other}`)).json();
  expect(seen).toMatchObject({ people: 1, named: false, receipts: [] });
  const looks = async () => {
    const { rows } = await sql<{ n: number }>`select (select count(*) from ledger.entry
      where resource = 'notifications.receipt')::int
      + (select count(*) from ledger.entering where told like '%notifications.receipt%')::int as n`.execute(
      city.platform.services.store.db,
    );
    return rows[0]?.n ?? 0;
  };
  const before = await looks();
  const mine = await tell({ to: to(tang), key: 'by-a-person' });
  expect((await head.get(`/api/notifications/sent/${mine}`)).json()).toMatchObject({ named: true });
  expect(await looks()).toBe(before + 1);
});

test('what must arrive cannot be turned off; others’ inboxes and receipts stay theirs', async () => {
  const refused = await wish(lin, { off: [{ kind: 'tasks.escalated', off: ['sms'] }] });
  expect([refused.statusCode, refused.json().code]).toEqual([422, 'notifications.mandatory']);
  expect((await lin.get('/api/notifications/sent')).statusCode).toBe(403);
  expect((await city.stranger.get('/api/notifications/mine')).statusCode).toBe(401);
  const other = city.as({
    id: 'elsewhere',
    organisation: '330281-mzj',
    grants: { 'notifications:send': 'department' },
  });
  expect((await other.get('/api/notifications/sent')).json().items).toEqual([]);
  const sent = await other.post('/api/notifications/sent', {
    key: 'key-elsewhere',
    people: [lin.actor.id],
    title: '越权',
    words: '不应送达',
  });
  expect([sent.statusCode, sent.json().code]).toEqual([403, 'notifications.elsewhere']);
  const twice = { key: 'key-of-head', people: [lin.actor.id], title: '例会', words: '周五九点' };
  const first = (await head.post('/api/notifications/sent', twice)).json();
  expect((await head.post('/api/notifications/sent', twice)).json()).toEqual({ id: null });
  expect((await head.get(`/api/notifications/sent/${first.id}`)).json()).toMatchObject({ people: 1 });
  expect((await other.get(`/api/notifications/sent/${first.id}`)).statusCode).toBe(404);
  expect((await lin.get('/api/notifications/mine?after=x')).json().code).toBe('request.bad-cursor');
});

test('rounds that run at once send each message once', async () => {
  clock.set('2026-03-10T02:00:00Z');
  const people = [to(lin), to(tang), to(head)];
  const ids = await Promise.all(
    [1, 2, 3].map((each) => tell({ to: people, key: `once-${each}`, urgency: 'urgent' })),
  );
  await Promise.all([run(), run(), run()]);
  const all = await Promise.all(ids.map(ways));
  for (const each of all) expect(each.filter((way) => way.startsWith('app'))).toHaveLength(3);
});
