import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openOldCity, owner, type OldCity } from './old-city.ts';
import type { Person } from './person.ts';

vi.setConfig({ testTimeout: 90_000 });

let old: OldCity;
let origin: string;
let office: OldCity['office'];
let city: OldCity['city'];
let standing: OldCity['standing'];

beforeAll(async () => {
  old = await openOldCity();
  ({ origin, office, city, standing } = old);
}, 90_000);
afterAll(() => old.close());

interface Listed {
  readonly items: readonly {
    title: { zh: string };
    kind: string;
    status: string;
    link: string;
    dueAt: string | null;
  }[];
}

const inbox = async (person: Person, status = 'waiting') =>
  (await person.get<Listed>(`/api/tasks?whose=mine&module=applications&status=${status}`)).items;

const waitingFor = async (kind: string) =>
  (await office.get('/api/tasks?module=applications'))
    .json<Listed>()
    .items.filter((task) => task.kind === kind);

async function pull(feed: string): Promise<{ items: number; changed: number; fault: string | null }> {
  const { job } = (await office.post(`/api/applications/feeds/${feed}/pull`)).json<{ job: string }>();
  const ended = await city.finished(job);
  expect(ended.status).toBe('done');
  return (ended.outcome as { data: { items: number; changed: number; fault: string | null } }).data;
}

test('who has no account there is told who grants it; once tied, the menu opens the old system under the old account', async () => {
  const lin = await old.person('lin');
  const menu = await lin.get<{ items: { code: string; open: boolean; why: { zh: string } | null }[] }>(
    '/api/applications/menu',
  );
  const open = (code: string) => menu.items.find((each) => each.code === code)?.open;
  expect([open('oa'), open('permits')]).toEqual([false, false]);
  const refused = await lin.open('oa');
  expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('办公室 0574-0000 0000')]);
  expect(refused.text).toContain('applications.no-account');
  // Coming there by its own address helps nobody either.
  expect(await lin.go(standing.approvals.origin)).toMatchObject({
    status: 403,
    text: expect.stringContaining('没有账户'),
  });

  await old.tie('oa', 'lin', 'linsy');
  const inside = await lin.open('oa');
  expect(inside).toMatchObject({ status: 200, text: expect.stringContaining('当前用户：linsy') });
  const mine = await lin.get<{ items: { code: string; open: boolean }[] }>('/api/applications/menu');
  expect(mine.items.find(({ code }) => code === 'oa')?.open).toBe(true);
  // Its own accounts still stand on their own.
  const alone = old.stranger();
  await alone.post(`${standing.approvals.origin}/login`, { yhm: 'linsy', mm: 'wrong' });
  expect((await alone.go(standing.approvals.origin)).at).toContain('/console/identity/authorise');
  await alone.post(`${standing.approvals.origin}/login`, { yhm: 'linsy', mm: 'old-password-1' });
  expect((await alone.go(standing.approvals.origin)).text).toContain('当前用户：linsy');
});

test('a ticket lets into the other system, once; a ticket for elsewhere, or a service of nobody, into nothing', async () => {
  const lin = await old.person('lin');
  const login = (service: string) => lin.ask(`/cas/login?service=${encodeURIComponent(service)}`);
  expect(await lin.go(standing.permits.origin)).toMatchObject({
    status: 403,
    text: expect.stringContaining('办公室'),
  });
  await old.tie('permits', 'lin', 'linsy');
  expect(await lin.open('permits')).toMatchObject({
    status: 200,
    text: expect.stringContaining('当前用户：linsy'),
  });

  expect((await login('https://evil.example/')).status).toBe(403);
  expect((await login(`${standing.permits.origin}.evil.example/`)).status).toBe(403);
  const service = `${standing.permits.origin}/permit?id=1`;
  const ticket = new URL((await login(service)).location).searchParams.get('ticket') ?? '';
  const validate = async (values: Record<string, string>) =>
    (await city.stranger.get(`/cas/p3/serviceValidate?${new URLSearchParams(values)}`)).body;
  expect(await validate({ service, ticket: 'ST-nothing' })).toContain('INVALID_TICKET');
  expect(await validate({ ticket })).toContain('INVALID_REQUEST');
  expect(await validate({ service, ticket })).toContain('<cas:user>linsy</cas:user>');
  expect(await validate({ service, ticket })).toContain('INVALID_TICKET');
  const second = new URL((await login(service)).location).searchParams.get('ticket') ?? '';
  expect(await validate({ service: `${standing.permits.origin}/other`, ticket: second })).toContain(
    'INVALID_SERVICE',
  );
  expect(await validate({ service, ticket: second })).toContain('INVALID_TICKET');
  const { actor } = await lin.get<{ actor: { id: string } }>('/api/identity/session');
  const grants = { 'applications:open': 'own' } as const;
  const asLin = city.as({ id: actor.id, kind: 'official', grants });
  const address = `/cas/login?service=${encodeURIComponent(service)}`;
  expect((await asLin.get(address)).statusCode).toBe(302);
  const another = city.as({ id: actor.id, kind: 'official', onBehalfOf: 'somebody', grants });
  const refused = await another.get(address);
  expect([refused.statusCode, refused.body]).toEqual([403, expect.stringContaining('本人的账户')]);
  const stranger = old.stranger();
  const sent = await stranger.go(standing.permits.origin);
  expect(sent.at).toBe(`${origin}/console/applications/go?system=permits&to=%2F`);
});

test('a to-do made there stands in the inbox here, is opened in place, and closes here when it is done there', async () => {
  const lin = await old.person('lin');
  await lin.open('oa');
  await lin.post(`${standing.approvals.origin}/sx`, {
    sxmc: '关于征求意见的函',
    jsr: 'linsy',
    blsx: '2026-12-31',
  });
  expect(await pull('oa-todos')).toEqual({ items: 1, changed: 1, fault: null });
  const [task] = await inbox(lin);
  expect(task).toMatchObject({
    kind: 'applications.todo',
    title: { zh: '关于征求意见的函' },
    dueAt: '2026-12-31T15:59:59.000Z',
    link: '/applications/go?system=oa&to=%2Fsx%3Fid%3D1',
  });
  // Asked again from the same instant on, nothing is doubled.
  expect(await pull('oa-todos')).toEqual({ items: 1, changed: 0, fault: null });
  expect(await inbox(lin)).toHaveLength(1);

  const fresh = await old.person('lin');
  const place = new URLSearchParams(task?.link.split('?')[1]).get('to') ?? '';
  expect((await fresh.open('oa', place)).text).toContain('关于征求意见的函');
  expect(await fresh.open('oa', '//evil.example/')).toMatchObject({ status: 400 });
  expect(await fresh.open('oa', '/../../x')).toMatchObject({ status: 404 });
  await fresh.post(`${standing.approvals.origin}/sx/bj`, { id: '1' });
  expect((await pull('oa-todos')).changed).toBe(1);
  expect(await inbox(lin)).toEqual([]);
  expect(await inbox(lin, 'done')).toMatchObject([{ title: { zh: '关于征求意见的函' } }]);
});

test('messages in GBK arrive as notices, each once; those of nobody wait for somebody', async () => {
  const lin = await old.person('lin');
  await lin.open('oa');
  const write = (jsr: string, bt: string) =>
    lin.post(`${standing.approvals.origin}/xx`, { jsr, bt, nr: '请于周五前阅办 <附件>' });
  await write('linsy', '收文：姚政办〔2026〕号外');
  await write('zhangs', '收文：镕淼');
  expect((await pull('oa-messages')).fault).toBe(null);
  expect((await pull('oa-messages')).changed).toBe(0);
  const titles = async (person: Person) =>
    (
      await person.get<{ items: { kind: string; title: { zh: string }; body: { zh: string } }[] }>(
        '/api/notifications/mine?limit=50',
      )
    ).items.filter(({ kind }) => kind === 'applications.message');
  expect(await titles(lin)).toMatchObject([
    {
      title: { zh: expect.stringContaining('收文：姚政办〔2026〕号外') },
      body: { zh: expect.stringContaining('<附件>') },
    },
  ]);
  await lin.post(`${standing.approvals.origin}/sx`, { sxmc: '请张示例会签', jsr: 'zhangs' });
  await pull('oa-todos');
  const waiting = await waitingFor('applications.unknown');
  expect(waiting).toMatchObject([
    { kind: 'applications.unknown', title: { zh: expect.stringContaining('2 件') } },
  ]);
  await old.tie('oa', 'zhang', 'zhangs');
  const zhang = await old.person('zhang');
  expect(await titles(zhang)).toMatchObject([{ title: { zh: expect.stringContaining('镕淼') } }]);
  expect(await inbox(zhang)).toMatchObject([{ title: { zh: '请张示例会签' } }]);
  expect(await waitingFor('applications.unknown')).toEqual([]);
});

test('the other system pushes what it has; a stranger, or a client of another department, pushes nothing', async () => {
  const lin = await old.person('lin');
  await lin.open('permits');
  await lin.post(`${standing.permits.origin}/permits`, { name: '占道许可', officer: 'linsy' });
  await vi.waitFor(
    async () => expect(await inbox(lin)).toMatchObject([{ title: { zh: '占道许可' } }]),
    10_000,
  );
  await lin.post(`${standing.permits.origin}/permits/grant`, { id: '1' });
  await vi.waitFor(async () => expect(await inbox(lin)).toEqual([]), 10_000);

  const item = {
    id: '1',
    title: '占道许可',
    account: 'linsy',
    state: 'waiting',
    changedAt: '2020-01-01T00:00:00Z',
  };
  const path = '/api/applications/systems/permits/todos';
  const own = city.as({ id: 'own', organisation: owner, grants: { 'applications:push': 'department' } });
  expect((await own.post(path, { items: [item] })).json()).toEqual({
    items: [{ id: '1', outcome: 'unchanged' }],
  });
  const other = city.as({
    id: 'other',
    organisation: '330281-rsj',
    grants: { 'applications:push': 'department' },
  });
  expect((await other.post(path, { items: [item] })).statusCode).toBe(404);
  expect((await city.stranger.post(path, { items: [item] })).statusCode).toBe(401);
  const forged = await city.stranger.post(
    path,
    { items: [item] },
    { headers: { authorization: 'Bearer forged' } },
  );
  expect(forged.statusCode).toBe(401);
  expect((await lin.send(path, 'POST', { items: [item] })).status).toBe(403);
});

interface Days {
  readonly days: readonly { looks: number; up: number; signOns: number; persons: number }[];
}

const stateOfOa = async () => (await office.get('/api/applications/systems/oa/state')).json<Days>();

const missedToday = async () => (await stateOfOa()).days.reduce((sum, { looks, up }) => sum + looks - up, 0);

test('a system that is killed turns red and calls its owner; back again it catches up and nothing is doubled', async () => {
  const lin = await old.person('lin');
  await lin.open('oa');
  const look = async () =>
    (await office.post('/api/applications/systems/oa/look')).json<{ health: string }>().health;
  const trouble = () => waitingFor('applications.trouble');
  expect(await look()).toBe('up');
  const missed = await missedToday();
  await lin.post(`${standing.approvals.origin}/sx`, { sxmc: '断电前写下', jsr: 'linsy' });
  await standing.approvals.kill();
  expect(await pull('oa-todos')).toMatchObject({ fault: 'fault-unreachable' });
  expect([await look(), await look()]).toEqual(['shaky', 'shaky']);
  expect(await trouble()).toEqual([]);
  expect(await look()).toBe('down');
  await look();
  expect(await trouble()).toMatchObject([{ title: { zh: expect.stringContaining('连续 4 次无应答') } }]);

  standing.approvals = await old.startApprovals();
  expect(await look()).toBe('up');
  expect(await trouble()).toEqual([]);
  await pull('oa-todos');
  await pull('oa-todos');
  const mine = await inbox(lin);
  expect(mine.map(({ title }) => title.zh)).toEqual(['断电前写下']);

  const state = await stateOfOa();
  expect(state.days).toHaveLength(1);
  expect(state.days[0]).toMatchObject({ persons: 1 });
  expect((await missedToday()) - missed).toBe(4);
  expect(state.days[0]?.signOns).toBeGreaterThan(2);
  const days = (await office.get('/api/applications/use-days?system=oa')).body;
  expect(days).not.toContain('lin');
});

test('sign-out here is sign-out there, in both', async () => {
  const lin = await old.person('lin');
  await lin.open('oa');
  await lin.open('permits');
  await lin.signOut();
  await vi.waitFor(async () => {
    const [oa, other] = [await lin.go(standing.approvals.origin), await lin.go(standing.permits.origin)];
    expect(oa.at).toContain('/console/identity/authorise');
    expect(other.at).toContain('/console/applications/go');
  }, 15_000);
});

test('what is inside is said by the security administrator alone, of one machine; outside nothing private is asked', async () => {
  const { revision } = (await office.get('/api/applications/systems/oa')).json<{
    meta: { revision: number };
  }>().meta;
  const values = { address: 'http://10.20.30.40:8080' };
  const moved = await office.patch('/api/applications/systems/oa', { revision, values });
  expect(moved.statusCode, moved.body).toBe(200);
  expect((await office.get('/api/applications/systems/oa')).json()).toMatchObject({ inside: false });
  const state = (await office.post('/api/applications/systems/oa/look')).json<{ fault: { en: string } }>();
  expect(state.fault.en).toContain('inside');
  expect((await office.put('/api/applications/systems/oa/inside', { inside: true })).statusCode).toBe(403);
  const now = (await office.get('/api/applications/systems/oa')).json<{ meta: { revision: number } }>().meta;
  const forbidden = await office.patch('/api/applications/systems/oa', {
    revision: now.revision,
    values: { inside: true },
  });
  expect(forbidden.statusCode).toBe(422);
});
