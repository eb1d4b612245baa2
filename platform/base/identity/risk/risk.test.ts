import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { system } from '#kernel/actor';
import { contribute } from '#kernel/point';
import { defineModule } from '#kernel/module';
import type { Asker } from '#testing';
import { createAccount } from '../accounts.ts';
import { matterPoint, type Matter } from '../matters.ts';
import { hashingTime, openPeopledCity, password, withCookie, type PeopledCity } from '../testing/people.ts';
import { forgetRisksJob } from './job.ts';
import { sprayNames } from './rules.ts';

vi.setConfig({ testTimeout: hashingTime });

const waiting: Matter[] = [];
const keeper = defineModule({
  id: 'test-keeper',
  title: { zh: '任务', en: 'Tasks' },
  folder: import.meta.dirname,
  dependsOn: ['identity'],
  contributes: [
    contribute(matterPoint, {
      open: async (_context, _tx, matter) => void waiting.push(matter),
      close: async (_context, _tx, { key }) => {
        const at = waiting.findIndex((each) => each.key === key);
        if (at >= 0) waiting.splice(at, 1);
      },
    }),
  ],
});

let people: PeopledCity;
let watcher: Asker, administrator: Asker;
interface Risk {
  id: string;
  kind: string;
  level: string;
  account: string | null;
  place: string | null;
  device: string | null;
  seenAt: string | null;
}

beforeAll(async () => {
  people = await openPeopledCity({ modules: [keeper] });
  const { city } = people;
  const setup = city.as({ id: 'setup', grants: { '*': 'city' } }).context();
  await setup.transaction((tx) =>
    createAccount(setup, tx, {
      account: 'watch',
      name: '审计',
      kind: 'official',
      password,
      posts: [{ code: 'watch.audit', organisation: '330281-sjj', role: 'auditor' }],
    }),
  );
  watcher = city.as({ id: 'watcher', organisation: '330281-sjj', grants: { 'identity:risks': 'city' } });
  administrator = city.as({
    id: 'system',
    organisation: '330281-jxj',
    grants: { 'identity:manage': 'city' },
  });
}, hashingTime);
afterAll(() => people.city.close());

const risks = async (query = ''): Promise<Risk[]> =>
  (await watcher.get(`/api/identity/risks?limit=200&order=-at${query}`)).json().items;
const from = (address: string, agent = 'Mozilla/5.0 (Windows NT 10.0) Chrome/126.0') => ({
  remoteAddress: address,
  headers: { 'user-agent': agent },
});
const attempt = (account: string, secret: string, asking: object) =>
  people.stranger.post('/api/identity/session', { account, password: secret }, asking);

test('only whoever audits sees the log; who manages accounts does not', async () => {
  expect((await administrator.get('/api/identity/risks')).statusCode).toBe(403);
  expect((await watcher.get('/api/identity/risks')).statusCode).toBe(200);
});

test('failures are put down with the network, never with what was typed; the lock-out is graver', async () => {
  for (let turn = 0; turn < 5; turn += 1) await attempt('lin', `not it ${turn}`, from('203.0.113.7'));
  const all = await risks('&account=lin');
  expect(all.map(({ kind }) => kind).toSorted()).toEqual(['failed', 'failed', 'failed', 'failed', 'locked']);
  expect(all.find(({ kind }) => kind === 'locked')).toMatchObject({
    level: 'warning',
    place: '203.0.113.0/24',
    device: 'Chrome · Windows',
  });
  await attempt('Secret-typed-as-name-1', 'x', from('203.0.113.7'));
  expect((await watcher.get('/api/identity/risks?limit=200')).body).not.toContain('Secret-typed');
  people.minutes(20);
});

test('one network that tries many names is a spray: high, one task, however long it goes on', async () => {
  for (let turn = 0; turn < sprayNames + 3; turn += 1)
    await attempt(`guess-${turn}`, 'Summer-2026', from('198.51.100.20'));
  const sprays = await risks('&kind=spray');
  expect(sprays).toMatchObject([{ level: 'high', account: null, place: '198.51.100.0/24' }]);
  expect(waiting).toMatchObject([{ kind: 'identity.risk', owner: '330281-sjj', key: sprays[0]?.id }]);
  const close = (who: Asker, finding: string) =>
    who.post(`/api/identity/risks/${sprays[0]?.id}/close`, { finding });
  expect((await close(administrator, '没事')).statusCode).toBe(403);
  expect((await close(watcher, '已在防火墙封禁该网段')).statusCode).toBe(200);
  expect((await close(watcher, '再一次')).json().code).toBe('identity.risk-closed');
  expect(waiting).toEqual([]);
});

test('a device and a network never seen before are told, not the first ones; an administrator with both is high', async () => {
  people.minutes(60);
  const usual = from('10.1.2.3');
  expect((await attempt('keeper', password, usual)).statusCode).toBe(200);
  expect((await attempt('keeper', password, from('10.1.2.99'))).statusCode).toBe(200);
  expect(await risks('&account=keeper')).toEqual([]);
  const elsewhere = from('192.0.2.1', 'Mozilla/5.0 (Linux; Android 14) Firefox/128.0');
  const answer = await attempt('keeper', password, elsewhere);
  expect((await risks('&account=keeper')).map(({ kind, level }) => `${kind} ${level}`).toSorted()).toEqual([
    'new-device high',
    'new-place high',
  ]);
  expect(waiting).toHaveLength(2);
  const cookie = withCookie(String(answer.headers['set-cookie']).split(';')[0] ?? '');
  const mine = (await people.stranger.get('/api/identity/sessions', cookie)).json().items;
  expect(mine[0]).toMatchObject({ device: 'Firefox · Android', place: '192.0.2.0/24', current: true });
});

test('rights that are given are put down, and the rows go after their time', async () => {
  const post = {
    code: 'lin.more',
    account: 'lin',
    organisation: '330281-rsj',
    role: 'security-administrator',
  };
  const made = await administrator.post('/api/identity/posts', post);
  expect(made.statusCode, made.body).toBe(200);
  expect(await risks('&kind=privilege')).toMatchObject([{ account: 'lin', level: 'warning' }]);
  people.minutes(366 * 24 * 60);
  const platform = people.city.platform.contextFor(system);
  const job = await platform.transaction((tx) =>
    platform.startJob(tx, forgetRisksJob, {}, { actor: system }),
  );
  expect((await people.city.finished(job)).status).toBe('done');
  expect(await risks()).toEqual([]);
});
