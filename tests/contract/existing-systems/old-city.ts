import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { createAccount, createClient } from '#platform/base/identity';
import { modules } from '../../../apps/server/modules.ts';
import { startStandIn, type StandIn } from '../../../simulator/standins/start.ts';
import { freePort, Person } from './person.ts';

export const owner = '330281-zfb';
const password = 'Yuyao-Bridge-8';
const key = 'what-fetches-shows';
const people = [
  { name: 'linsy', shown: '林试验', password: 'old-password-1' },
  { name: 'zhangs', shown: '张示例', password: 'old-password-2' },
];

type Start = () => Promise<StandIn>;

/** A city beside two systems that were there before it, each a program of its own. */
export interface OldCity {
  readonly city: TestCity;
  readonly origin: string;
  /** Registers systems and feeds for the whole city. */
  readonly office: Asker;
  /** Opens sign-on, and says what is inside. */
  readonly security: Asker;
  readonly standing: { approvals: StandIn; permits: StandIn };
  readonly startApprovals: Start;
  person(account: string): Promise<Person>;
  stranger(): Person;
  tie(system: string, account: string, there: string): Promise<void>;
  close(): Promise<void>;
}

async function made(who: Asker, path: string, body: object): Promise<void> {
  const answer = await who.post(`/api/applications/${path}`, body);
  expect(answer.statusCode, answer.body).toBe(200);
}

type Setting = Pick<OldCity, 'city' | 'origin' | 'office' | 'security'> & { readonly folder: string };

async function register({ office, security }: Setting, code: string, more: object): Promise<void> {
  await made(office, 'systems', {
    code,
    nameEn: code,
    owner,
    purpose: '测试',
    vendorKind: 'simulated',
    protection: '2',
    audience: 'accounts',
    state: 'in-use',
    contact: '办公室 0574-0000 0000（模拟）',
    ...more,
  });
  const inside = await security.put(`/api/applications/systems/${code}/inside`, { inside: true });
  expect(inside.statusCode, inside.body).toBe(200);
}

const todoSettings = {
  items: 'data.rows',
  fields: {
    id: 'sxbh',
    title: 'sxmc',
    account: 'jsr',
    state: 'zt',
    deadline: 'blsx',
    link: 'dz',
    changedAt: 'gxsj',
  },
  done: ['办结'],
  cursor: 'kssj',
  key: 'x-key',
};
const messageSettings = {
  items: 'xx',
  fields: { id: 'bh', title: 'bt', words: 'nr', account: 'jsr' },
  key: 'x-key',
};

async function approvalsIn(setting: Setting): Promise<Start> {
  const { office, security, origin, folder } = setting;
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  await register(setting, 'oa', {
    nameZh: '旧公文审批系统（模拟）',
    address,
    signOn: 'openid',
    healthPath: '/zt',
  });
  const connected = await security.post('/api/applications/systems/oa/sign-on', {
    redirectUris: [`${address}/sso/back`],
    backchannelUri: `${address}/sso/leave`,
  });
  expect(connected.statusCode, connected.body).toBe(200);
  const common = { system: 'oa', owner, everyMinutes: 5, enabled: true };
  await made(office, 'feeds', {
    ...common,
    code: 'oa-todos',
    titleZh: '公文待办',
    titleEn: 'To-dos',
    gives: 'todos',
    adapter: 'json',
    path: '/jk/sx.do',
    settings: todoSettings,
  });
  await made(office, 'feeds', {
    ...common,
    code: 'oa-messages',
    titleZh: '公文消息',
    titleEn: 'Messages',
    gives: 'messages',
    adapter: 'xml',
    path: '/jk/xx.xml',
    settings: messageSettings,
  });
  for (const feed of ['oa-todos', 'oa-messages']) {
    const set = await office.put(`/api/applications/feeds/${feed}/credential`, { secret: key });
    expect(set.statusCode, set.body).toBe(200);
  }
  const openid = { issuer: `${origin}/oidc`, ...connected.json<{ id: string; secret: string }>() };
  return () => startStandIn('approvals', { port, file: join(folder, 'oa.db'), key, people, openid });
}

async function permitsIn(setting: Setting): Promise<Start> {
  const { city, origin, folder } = setting;
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  await register(setting, 'permits', {
    nameZh: '许可办理系统（模拟）',
    address,
    signOn: 'ticket',
    healthPath: '/alive',
  });
  const setup = city.as({ id: 'setup', grants: { '*': 'city' } }).context();
  const client = await setup.transaction((tx) =>
    createClient(setup, tx, {
      name: '许可系统',
      organisation: owner,
      permissions: ['applications:push@department'],
    }),
  );
  const file = join(folder, 'permits.db');
  return () => startStandIn('permits', { port, file, people, platform: origin, system: 'permits', client });
}

async function settle(city: TestCity): Promise<void> {
  const setup = city.as({ id: 'setup', grants: { '*': 'city' } }).context();
  const official = (account: string, name: string, organisation: string) =>
    setup.transaction((tx) =>
      createAccount(setup, tx, {
        account,
        name,
        kind: 'official',
        password,
        simulated: true,
        posts: [{ code: `${account}.clerk`, organisation, role: 'data-clerk', division: '330281' }],
      }),
    );
  await official('lin', '林试验', '330281-rsj');
  await official('zhang', '张示例', owner);
}

const needed = new Set([
  'organisations',
  'codes',
  'identity',
  'ledger',
  'tasks',
  'scheduling',
  'notifications',
  'applications',
]);

export async function openOldCity(): Promise<OldCity> {
  const folder = await mkdtemp(join(tmpdir(), 'yaojiang-standins-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const city = await openTestCity({
    modules: modules.filter(({ id }) => needed.has(id)),
    environment: { PUBLIC_URL: origin, PORT: String(port), SEED_SIZE: 'town' },
  });
  await city.app.listen({ port, host: '127.0.0.1' });
  await settle(city);
  const office = city.as({
    id: 'office',
    organisation: owner,
    grants: { 'applications:read': 'city', 'applications:write': 'city', 'tasks:own': 'department' },
  });
  const security = city.as({ id: 'security', grants: { 'applications:connect': 'city' } });
  const setting = { city, origin, office, security, folder };
  const startApprovals = await approvalsIn(setting);
  const startPermits = await permitsIn(setting);
  const [approvals, permits] = await Promise.all([startApprovals(), startPermits()]);
  const standing = { approvals, permits };
  return {
    ...setting,
    standing,
    startApprovals,
    person: (account) => new Person(origin).signIn(account, password),
    stranger: () => new Person(origin),
    tie: (system, account, there) =>
      made(office, 'accesses', { id: `${system}:${account}`, system, owner, account, there }),
    close: async () => {
      await Promise.all([standing.approvals.kill(), standing.permits.kill()]);
      await city.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
