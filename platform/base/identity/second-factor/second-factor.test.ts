import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createAccount } from '../accounts.ts';
import { hashingTime, openPeopledCity, password, withCookie, type PeopledCity } from '../testing/people.ts';
import { stepOf, totp } from './totp.ts';

vi.setConfig({ testTimeout: hashingTime });

let people: PeopledCity;

beforeAll(async () => {
  people = await openPeopledCity({ environment: { SECOND_FACTOR: 'privileged' } });
}, hashingTime);
afterAll(() => people.city.close());
beforeEach(() => people.minutes(60));

const base32 = (text: string): Buffer => {
  const bits = [...text].map((sign) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'),
  );
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};
const codeNow = (secret: string) => totp(base32(secret), stepOf(people.now()));
const post = (url: string, body: object, cookie: ReturnType<typeof withCookie>) =>
  people.stranger.post(`/api/identity${url}`, body, cookie);

let secret = '';
let recovery: string[] = [];

test('a security administrator without a second factor has no rights until one is enrolled', async () => {
  const keeper = withCookie(await people.cookieOf('keeper'));
  const state = (await people.stranger.get('/api/identity/session', keeper)).json();
  expect([state.secondFactor, state.actor.permissions]).toEqual(['needed', []]);
  expect((await people.stranger.get('/api/identity/accounts', keeper)).statusCode).toBe(403);
  const begun = (await post('/second-factor', {}, keeper)).json();
  expect(begun.qr).toContain('<svg');
  secret = begun.secret;
  const wrong = await post('/second-factor/confirmation', { code: '000000' }, keeper);
  expect([wrong.statusCode, wrong.json().code]).toEqual([422, 'identity.wrong-code']);
  const confirmed = await post('/second-factor/confirmation', { code: codeNow(secret) }, keeper);
  ({ recovery } = confirmed.json());
  expect(new Set(recovery).size).toBe(10);
  expect((await people.stranger.get('/api/identity/accounts', keeper)).statusCode).toBe(200);
  expect((await post('/second-factor', {}, keeper)).json().code).toBe('identity.second-factor-there');
});

test('it is asked at the sign-in, after the password; a code is good once, for one of two at the same time', async () => {
  expect((await people.signIn('keeper', 'Wrong-Password-1')).json().code).toBe('identity.wrong-credentials');
  expect((await people.signIn('keeper', password)).json().code).toBe('identity.second-factor-needed');
  const code = codeNow(secret);
  const both = await Promise.all([1, 2].map(() => people.signIn('keeper', password, { code })));
  expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 401]);
  expect((await people.signIn('keeper', password, { code })).json().code).toBe('identity.wrong-code');
  people.minutes(1);
  expect((await people.signIn('keeper', password, { code })).json().code).toBe('identity.wrong-code');
  expect((await people.signIn('keeper', password, { code: codeNow(secret) })).statusCode).toBe(200);
});

test('a recovery code works once; wrong codes lock the account as wrong passwords do', async () => {
  const [first = ''] = recovery;
  expect((await people.signIn('keeper', password, { code: first.toLowerCase() })).statusCode).toBe(200);
  expect((await people.signIn('keeper', password, { code: first })).json().code).toBe('identity.wrong-code');
  for (let failure = 0; failure < 4; failure += 1)
    await people.signIn('keeper', password, { code: '000000' });
  expect((await people.signIn('keeper', password, { code: codeNow(secret) })).json().code).toBe(
    'identity.locked',
  );
});

test('a dangerous operation wants it proved within ten minutes', async () => {
  const answer = await people.signIn('keeper', password, { code: codeNow(secret) });
  const keeper = withCookie(String(answer.headers['set-cookie']).split(';')[0] ?? '');
  const renew = () => post('/accounts/lin/password', { password: 'Bridge-Of-Yuyao-7' }, keeper);
  people.minutes(11);
  expect((await renew()).json().code).toBe('identity.step-up-needed');
  expect((await people.stranger.get('/api/identity/accounts', keeper)).statusCode).toBe(200);
  expect((await post('/second-factor/proof', { code: codeNow(secret) }, keeper)).statusCode).toBe(200);
  expect((await renew()).statusCode).toBe(200);
  const own = await people.stranger.delete('/api/identity/accounts/keeper/second-factor', keeper);
  expect(own.json().code).toBe('identity.own-second-factor');
});

test('nothing stored gives the second factor away', async () => {
  const rows = await people.city.platform.services.store.db
    .selectFrom('identity.second_factor' as never)
    .selectAll()
    .execute();
  const text = JSON.stringify(rows);
  expect(rows).toHaveLength(1);
  expect(text).not.toContain(secret);
  for (const code of recovery) expect(text).not.toContain(code);
});

test('a contractor is supervised, metered, ends by itself and sees nothing personal unmasked', async () => {
  const context = people.city.as({ id: 'setup', grants: { '*': 'city' } }).context();
  const make = (account: string, contractor: object, kind = 'contractor') =>
    context.transaction((tx) =>
      createAccount(context, tx, {
        account,
        name: '外试验',
        kind: kind as 'contractor',
        password,
        simulated: true,
        posts: [{ code: `${account}.post`, organisation: '330281-rsj', role: 'client-base' }],
        ...contractor,
      }),
    );
  await expect(make('loose', {})).rejects.toThrow('official who supervises');
  await expect(
    make('endless', { contractor: { supervisor: 'lin', expiresOn: '2029-01-01' } }),
  ).rejects.toThrow('official who supervises');
  await make('outside', { contractor: { supervisor: 'lin', expiresOn: '2026-03-04' } });
  const cookie = withCookie(await people.cookieOf('outside'));
  const state = (await people.stranger.get('/api/identity/session', cookie)).json();
  expect(state.actor.kind).toBe('contractor');

  const reader = people.city.as({
    id: 'reader',
    kind: 'contractor',
    grants: { 'identity:manage': 'city', 'identity:supervise': 'city' },
  });
  const masked = await reader.get('/api/identity/accounts');
  expect(masked.body).not.toContain('外试验');
  const raw = await reader.get('/api/identity/accounts?reveal=yes', { purpose: '核对' });
  expect(raw.json().code).toBe('records.may-not-reveal');
  const used = (await reader.get('/api/identity/contractors')).json();
  expect(used.items).toContainEqual(
    expect.objectContaining({ account: 'outside', supervisor: 'lin', requests: expect.any(Number) }),
  );
  expect(used.items[0].requests).toBeGreaterThan(0);

  people.minutes(3 * 24 * 60);
  expect((await people.signIn('outside', password)).json().code).toBe('identity.suspended');
});
