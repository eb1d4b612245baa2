import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Asker } from '#testing';
import { clock, openIt, openTown, restaurants, type Town } from '../testing/town.ts';

let town: Town;
/** Somebody else who is signed in. */
let other: Asker;
beforeAll(async () => {
  town = await openTown();
  const grants = { 'open-data:ask': 'own' } as const;
  other = town.city.as({ id: 'other', kind: 'citizen', grants });
  await openOnRequest();
}, 240_000);
afterAll(() => town.city.close());

async function openOnRequest() {
  await town.colleague.post('/api/open-data/proposals', restaurants({ access: 'request' }));
  await town.office.post('/api/open-data/releases/restaurants/approve');
  const deadline = Date.now() + 60_000;
  while ((await town.city.stranger.get(`${open}/restaurants`)).statusCode !== 200) {
    if (Date.now() > deadline) throw new Error('it has no version');
    await new Promise((next) => setTimeout(next, 50));
  }
}

const open = '/api/open-data/public/on-request';
const mine = '/api/open-data/my/requests';
const wish = (more: object = {}) => ({
  code: 'restaurants',
  purpose: '研究全市餐饮单位的分布和密度',
  usage: '只在论文中引用汇总结果，不转给他人',
  months: 6,
  ...more,
});
const codeOf = async (asked: ReturnType<Asker['post']>) => (await asked).json<{ code: string }>().code;
const tasks = async () =>
  (await town.colleague.get('/api/tasks?kind=open-data.request')).json<{
    items: { dueAt: string; source: { key: string } }[];
  }>().items;
const askFor = async (who: Asker = town.citizen) => (await who.post(mine, wish())).json<{ id: string }>().id;
const act = (id: string, what: string, body: object, who: Asker = town.colleague) =>
  who.post(`/api/open-data/requests/${id}/${what}`, body);
const told = async () =>
  (await town.citizen.get('/api/notifications/mine?limit=100'))
    .json<{ items: { kind: string }[] }>()
    .items.filter(({ kind }) => kind === 'open-data.request-decided').length;
const terms = { terms: '只作研究之用，不转给他人', months: 3 };
const read = (id: string, key?: string, name = 'rows') =>
  town.city.stranger.get(`/open-data/granted/${id}/${name}`, { headers: key ? { 'x-api-key': key } : {} });
const mineOf = async (who: Asker, id: string) =>
  (await who.get(mine)).json<{ items: Record<string, unknown>[] }>().items.find((each) => each['id'] === id);

test('what is open on request is described to everybody and handed out to nobody, whatever the path', async () => {
  const shown = (await town.city.stranger.get(`${open}/restaurants`)).json();
  expect(shown).toMatchObject({ code: 'restaurants', provider: { code: '330281-scjg' } });
  expect(shown).not.toHaveProperty('files');
  for (const path of [
    '/api/open-data/public/resources/restaurants',
    '/api/open-data/public/resources/restaurants/rows',
    '/open-data/files/restaurants/latest/restaurants.csv',
    '/open-data/files/restaurants/1/restaurants.csv',
    '/api/3/action/package_show?id=restaurants',
    '/open-data/granted/none/rows',
  ])
    expect([401, 404], path).toContain((await town.city.stranger.get(path)).statusCode);
  for (const path of [
    '/catalog.ttl',
    '/data.json',
    '/api/3/action/package_list',
    '/api/open-data/public/resources',
  ])
    expect((await town.city.stranger.get(path)).body, path).not.toContain('restaurants');
});

test('a request says for what, how and how long; it waits for the provider ten working days, once', async () => {
  expect((await town.city.stranger.post(mine, wish())).statusCode).toBe(401);
  for (const wrong of [{ purpose: '短' }, { months: 0 }, { months: 37 }, { usage: '' }])
    expect((await town.citizen.post(mine, wish(wrong))).statusCode, JSON.stringify(wrong)).toBe(400);
  expect((await town.citizen.post(mine, wish({ code: 'none-such' }))).statusCode).toBe(404);
  const id = await askFor();
  const [task] = await tasks();
  expect(task?.source.key).toBe(id);
  // From Monday noon: the tenth working day after it is a Monday.
  expect(task?.dueAt.slice(0, 10)).toBe('2026-12-14');
  expect(await codeOf(town.citizen.post(mine, wish()))).toBe('open-data.asked-already');
  expect((await act(id, 'grant', terms, town.clerk)).statusCode).toBe(404);
  expect((await town.citizen.post(`${mine}/${id}/key`)).statusCode).toBe(409);
  expect(await codeOf(read(id))).toBe('open-data.key-needed');
  expect(await codeOf(town.citizen.get(`/open-data/granted/${id}/rows`))).toBe('open-data.grant-ended');
  expect((await act(id, 'refuse', { reason: '用途写得不清楚，请说明研究单位' })).json()).toEqual({
    state: 'refused',
  });
  expect(await tasks()).toEqual([]);
  expect(await mineOf(town.citizen, id)).toMatchObject({
    state: 'refused',
    reason: '用途写得不清楚，请说明研究单位',
    files: [],
  });
  expect(await codeOf(act(id, 'grant', terms))).toBe('open-data.request-ended');
});

test('what is granted is read by who asked and by their key, until it ends', async () => {
  const id = await askFor();
  expect(await codeOf(act(id, 'grant', { ...terms, months: 7 }))).toBe('open-data.too-long');
  expect((await act(id, 'grant', terms)).json()).toEqual({ state: 'granted' });
  const notices = (await town.citizen.get('/api/notifications/mine')).json<{ items: { kind: string }[] }>();
  expect(notices.items.some(({ kind }) => kind === 'open-data.request-decided')).toBe(true);
  const { key } = (await town.citizen.post(`${mine}/${id}/key`)).json<{ key: string }>();
  const rows = await read(id, key);
  expect(rows.statusCode).toBe(200);
  const file = await read(id, key, 'restaurants.csv');
  expect(file.headers['cache-control']).toBe('no-store');
  expect(file.headers['repr-digest']).toBe(
    `sha-256=:${createHash('sha256').update(file.rawPayload).digest('base64')}:`,
  );
  // Signed in no key is needed; somebody else's session is worth nothing, nor is a wrong key.
  expect((await town.citizen.get(`/open-data/granted/${id}/restaurants.csv`)).statusCode).toBe(200);
  expect((await other.get(`/open-data/granted/${id}/restaurants.csv`)).statusCode).toBe(401);
  expect((await read(id, `${key}x`)).statusCode).toBe(401);
  expect((await read(id, key, 'other.csv')).statusCode).toBe(404);
  for (const wrong of ['rows?limit=0', 'rows?offset=-1', 'rows?limit=many'])
    expect((await read(id, key, wrong)).statusCode, wrong).toBe(400);
  expect((await other.post(`${mine}/${id}/key`)).statusCode).toBe(404);
  expect(await mineOf(town.citizen, id)).toMatchObject({
    state: 'granted',
    uses: 3,
    until: expect.stringMatching(/^2027-02-28/),
    terms: terms.terms,
  });
  const kept = await sql<{ digest: string }>`
    select * from open_data.access_key where request = ${id}`.execute(town.office.context().db);
  expect(kept.rows).toMatchObject([
    {
      made_by: 'citizen',
      request: id,
      digest: createHash('sha256').update(key).digest('hex'),
      made_at: expect.anything(),
    },
  ]);
  const next = (await town.citizen.post(`${mine}/${id}/key`)).json<{ key: string }>();
  expect((await read(id, key)).statusCode).toBe(401);
  expect((await read(id, next.key)).statusCode).toBe(200);
  clock.set('2027-02-28T04:00:01Z');
  expect(await codeOf(read(id, next.key))).toBe('open-data.grant-ended');
  expect(await mineOf(town.citizen, id)).toMatchObject({ state: 'expired', files: [] });
});

test('what is taken back is gone with the next read, and its applicant is told why', async () => {
  const id = await askFor(other);
  await act(id, 'grant', terms);
  const { key } = (await other.post(`${mine}/${id}/key`)).json<{ key: string }>();
  expect((await read(id, key)).statusCode).toBe(200);
  expect((await act(id, 'recall', { reason: '数据用在了申请以外的地方' })).json()).toEqual({
    state: 'recalled',
  });
  expect((await read(id, key)).statusCode).toBe(401);
  expect(await codeOf(other.get(`/open-data/granted/${id}/rows`))).toBe('open-data.grant-ended');
  expect(await mineOf(other, id)).toMatchObject({ state: 'recalled', reason: '数据用在了申请以外的地方' });
  expect(await codeOf(act(id, 'recall', { reason: '再一次收回这份数据的授权' }))).toBe(
    'open-data.request-ended',
  );
});

test('a request may be taken back, a grant given up; a resource that is withdrawn is handed out to nobody', async () => {
  const first = await askFor(other);
  expect((await town.citizen.post(`${mine}/${first}/withdraw`)).statusCode).toBe(404);
  expect((await other.post(`${mine}/${first}/withdraw`)).json()).toEqual({ state: 'withdrawn' });
  expect(await tasks()).toEqual([]);
  const id = await askFor(other);
  await act(id, 'grant', terms);
  expect((await other.get(`/open-data/granted/${id}/rows`)).statusCode).toBe(200);
  const { key } = (await other.post(`${mine}/${id}/key`)).json<{ key: string }>();
  const waiting = await askFor();
  const before = await told();
  await town.office.post('/api/open-data/releases/restaurants/close', { reason: '核实中' });
  expect(await codeOf(other.get(`/open-data/granted/${id}/rows`))).toBe('open-data.grant-ended');
  expect(await mineOf(other, id)).toMatchObject({ state: 'recalled', keyMadeAt: null, files: [] });
  expect(await mineOf(town.citizen, waiting)).toMatchObject({
    state: 'refused',
    reason: expect.stringContaining('核实中'),
  });
  expect(await tasks()).toEqual([]);
  expect(await told()).toBe(before + 1);
  // What is opened later under the same code was granted to nobody.
  await openOnRequest();
  expect((await read(id, key)).statusCode).toBe(401);
  expect(await codeOf(other.get(`/open-data/granted/${id}/rows`))).toBe('open-data.grant-ended');
  expect(await codeOf(act(id, 'grant', terms))).toBe('open-data.request-ended');
  expect(await codeOf(act(waiting, 'grant', terms))).toBe('open-data.request-ended');
});

test('what is open to everybody is not asked for', async () => {
  await openIt(town, town.colleague, restaurants({ code: 'eateries' }));
  expect((await town.citizen.post(mine, wish({ code: 'eateries' }))).statusCode).toBe(404);
});
