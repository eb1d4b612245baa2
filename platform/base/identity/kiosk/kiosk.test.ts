import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Asker } from '#testing';
import { createAccount } from '../accounts.ts';
import { hashingTime, openPeopledCity, password, type PeopledCity } from '../testing/people.ts';

vi.setConfig({ testTimeout: hashingTime });

let people: PeopledCity;
let administrator: Asker;
let key = '';

beforeAll(async () => {
  people = await openPeopledCity();
  const setup = people.city.as({ id: 'setup', grants: { '*': 'city' } }).context();
  await setup.transaction(async (tx) => {
    for (const account of ['first', 'second'])
      await createAccount(setup, tx, {
        account,
        name: account,
        kind: 'citizen',
        password,
        posts: [{ code: `${account}.citizen`, role: 'citizen' }],
      });
  });
  administrator = people.city.as({ id: 'admin', grants: { 'identity:manage': 'city' } });
}, hashingTime);
afterAll(() => people.city.close());

const inHall = '10.9.8.7';
const at = (cookie: string, remoteAddress = inHall) => ({ headers: { cookie }, remoteAddress });
const enrol = (secret: string, remoteAddress = inHall) =>
  people.stranger.post('/api/identity/kiosk', { code: 'hall-1', key: secret }, { remoteAddress });
const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
  String(answer.headers['set-cookie']).split(';')[0] ?? '';
const signInAt = async (kiosk: string, account: string): Promise<string> => {
  const answer = await people.stranger.post('/api/identity/session', { account, password }, at(kiosk));
  expect(answer.statusCode, answer.body).toBe(200);
  return cookieOf(answer);
};
const state = async (cookie: string, address = inHall) =>
  (await people.stranger.get('/api/identity/session', at(cookie, address))).json();

let kiosk = '';

test('a kiosk is set up by an administrator, with a key that is shown once, in its own network only', async () => {
  const made = await administrator.post('/api/identity/kiosks', {
    code: 'hall-1',
    titleZh: '办事大厅一号机',
    titleEn: 'Hall, machine one',
    organisation: '330281-wsj',
    place: '办事大厅一楼',
    network: '10.9.8.0/24',
    alone: '',
    withPerson: 'scheduling:book tasks:own',
  });
  expect(made.statusCode, made.body).toBe(200);
  key = (await administrator.post('/api/identity/kiosks/hall-1/key')).json().secret;
  expect((await people.stranger.post('/api/identity/kiosks/hall-1/key')).statusCode).toBe(401);
  expect((await enrol(`${key}x`)).json().code).toBe('identity.kiosk-refused');
  expect((await enrol(key, '192.0.2.1')).json().code).toBe('identity.kiosk-refused');
  const answer = await enrol(key);
  expect(answer.statusCode, answer.body).toBe(200);
  kiosk = cookieOf(answer);
  expect(await state(kiosk)).toMatchObject({
    actor: null,
    kiosk: { title: { zh: '办事大厅一号机' }, idleSeconds: 60 },
  });
});

test('whoever signs in there may do what the kiosk is for, and their session is worth nothing elsewhere', async () => {
  const session = await signInAt(kiosk, 'first');
  const here = await state(`${kiosk}; ${session}`);
  expect(here.actor).toMatchObject({ name: 'first', permissions: ['scheduling:book', 'tasks:own'] });
  expect((await state(session)).actor).toBeNull();
  expect((await state(`${kiosk}; ${session}`, '192.0.2.1')).actor).toBeNull();
  // A session that was begun elsewhere is not carried in.
  const own = cookieOf(await people.signIn('second', password));
  expect((await state(own)).actor).toMatchObject({ name: 'second' });
  expect((await state(`${kiosk}; ${own}`)).actor).toBeNull();
});

test('after 60 idle seconds nobody is there; while something is done they stay', async () => {
  const session = await signInAt(kiosk, 'first');
  const both = `${kiosk}; ${session}`;
  people.minutes(50 / 60);
  expect((await state(both)).actor).toMatchObject({ name: 'first' });
  people.minutes(50 / 60);
  expect((await state(both)).actor).toMatchObject({ name: 'first' });
  people.minutes(1);
  expect((await state(both)).actor).toBeNull();
  expect((await people.stranger.get('/api/identity/sessions', at(both))).statusCode).toBe(401);
});

test('the next one ends what the one before left open, and what that one went into hears of it', async () => {
  const before = await signInAt(kiosk, 'first');
  const { db } = people.city.platform.services.store;
  await sql`insert into identity.entered (id, session, way, target, mark, account, entered_at)
    select 'visit', id, 'none', 'archive', 'sid', account, ${people.now().toISOString()}::timestamptz
    from identity.session where kiosk = 'hall-1' and ended_at is null`.execute(db);
  await signInAt(kiosk, 'second');
  await vi.waitFor(async () => {
    const { rows } = await sql<{ told: boolean }>`
      select told_at is not null as told from identity.entered where id = 'visit'`.execute(db);
    expect(rows).toEqual([{ told: true }]);
  }, 10_000);
  expect((await state(`${kiosk}; ${before}`)).actor).toBeNull();
});

test('a new key ends the old one, and a kiosk that is withdrawn is none', async () => {
  const session = await signInAt(kiosk, 'first');
  const next = (await administrator.post('/api/identity/kiosks/hall-1/key')).json().secret as string;
  expect((await state(`${kiosk}; ${session}`)).actor).toBeNull();
  kiosk = cookieOf(await enrol(next));
  expect((await state(kiosk)).kiosk).not.toBeNull();
  const row = (await administrator.get('/api/identity/kiosks/hall-1')).json();
  await administrator.post('/api/identity/kiosks/hall-1/withdraw', {
    revision: row.meta.revision,
    reason: '撤下',
  });
  expect((await state(kiosk)).kiosk).toBeUndefined();
});
