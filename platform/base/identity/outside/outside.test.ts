import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createAccount } from '../accounts.ts';
import { findCitizenAccount, findCitizenPerson, linkCitizen } from '../citizens.ts';
import { Browser, freePort } from '../testing/browser.ts';
import { neighbour, neighbours, number, shun, waiting, yu } from '../testing/neighbours.ts';
import {
  clientId,
  clientSecret,
  openLiar,
  openProvince,
  type Lie,
  type Liar,
  type OutsideProvider,
} from '../testing/outside-provider.ts';
import { hashingTime, openPeopledCity, password, runningClock, type PeopledCity } from '../testing/people.ts';

vi.setConfig({ testTimeout: hashingTime });

let people: PeopledCity;
let province: OutsideProvider;
let liar: Liar;
let origin: string;

beforeAll(async () => {
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  province = await openProvince(`${origin}/outside/zwfw/back`, {
    sub: 'province-1',
    name: '舜小江',
    acr: 'phone',
  });
  liar = await openLiar();
  const common = { clientId, secret: clientSecret, inside: true };
  const provider = {
    ...common,
    code: 'zwfw',
    title: { zh: '浙江政务服务网', en: 'Zhejiang government services' },
    issuer: province.issuer,
    scopes: 'openid profile identity',
    claims: { number: 'id_number' },
    levels: { face: 3, checked: 2 },
  };
  const other = { ...common, code: 'liar', title: { zh: '不实', en: 'Liar' }, issuer: liar.issuer };
  people = await openPeopledCity({
    clock: runningClock(),
    modules: [neighbours],
    environment: {
      PUBLIC_URL: origin,
      PORT: String(port),
      SIGN_IN_PROVIDERS: JSON.stringify([provider, other]),
    },
  });
  await people.city.app.listen({ port, host: '127.0.0.1' });
  const setup = people.city.as({ id: 'setup', grants: { '*': 'city' } }).context();
  await setup.transaction(async (tx) => {
    const citizen = (account: string, more: object) =>
      createAccount(setup, tx, {
        account,
        name: account,
        kind: 'citizen',
        password,
        posts: [{ code: `${account}.citizen`, role: 'citizen' }],
        simulated: true,
        ...more,
      });
    await citizen('local', { citizen: { idNumber: yu }, level: 1 });
    await citizen('fresh', {});
    await createAccount(setup, tx, {
      account: 'desk',
      name: '窗口',
      kind: 'official',
      password,
      posts: [{ code: 'desk.desk', organisation: '330281-wsj', role: 'service-desk' }],
      simulated: true,
    });
  });
}, hashingTime);
afterAll(async () => {
  await people.city.close();
  await province.close();
  await liar.close();
});

/** Begins at our side, goes to the other side, comes back; the address at which it ended. */
async function come(browser: Browser, code = 'zwfw', issuer = province.issuer): Promise<string> {
  const begun = await browser.ask(`/outside/${code}?to=/my/data`);
  expect(begun.status, begun.text).toBe(303);
  const { at } = await new Browser(issuer).visit(begun.location);
  expect(at.startsWith(`${origin}/outside/${code}/back`), at).toBe(true);
  return (await browser.ask(at)).location;
}
interface State {
  actor: { name: string; id: string; kind: string } | null;
}
const whoIs = async (browser: Browser): Promise<State['actor']> =>
  (await browser.ask('/api/identity/session')).json<State>().actor;
const level = async (browser: Browser) =>
  (await browser.ask('/api/identity/real-name')).json<{
    level: number;
    basis: string | null;
    numbered: boolean;
  }>();
const entered = async (account: string): Promise<Browser> => {
  const browser = new Browser(origin);
  const answer = await browser.send('/api/identity/session', { account, password });
  expect(answer.status, answer.text).toBe(200);
  return browser;
};

let shunId = '';

test('somebody new comes from the province with a telephone only: a citizen of level 1, the same one the next time', async () => {
  const browser = new Browser(origin);
  expect(await come(browser)).toBe('/my/data');
  expect(await whoIs(browser)).toMatchObject({ name: '舜小江', kind: 'citizen' });
  shunId = (await whoIs(browser))?.id ?? '';
  expect(await level(browser)).toMatchObject({ level: 1, numbered: false });
  const again = new Browser(origin);
  await come(again);
  expect((await whoIs(again))?.id).toBe(shunId);
});

test('the province has seen their face since: the same account, at level 3, with the number', async () => {
  province.person = { ...province.person, acr: 'face', id_number: shun };
  const browser = new Browser(origin);
  await come(browser);
  expect((await whoIs(browser))?.id).toBe(shunId);
  expect(await level(browser)).toMatchObject({ level: 3, basis: 'provider:zwfw', numbered: true });
  // A weaker sign-in later takes nothing away.
  province.person = { ...province.person, acr: 'phone' };
  await come(browser);
  expect(await level(browser)).toMatchObject({ level: 3 });
});

test('a number that an account of ours only claims goes to a person, who ties it; then it enters', async () => {
  province.person = { sub: 'province-2', name: '虞小江', acr: 'face', id_number: yu };
  const browser = new Browser(origin);
  expect(await come(browser)).toBe('/sign-in?problem=identity.number-taken');
  expect(await come(browser)).toBe('/sign-in?problem=identity.number-taken');
  expect(await whoIs(browser)).toBeNull();
  expect(waiting).toHaveLength(1);
  expect(waiting[0]).toMatchObject({ kind: 'identity.conflict', owner: '330281-wsj' });
  const id = waiting[0]?.key ?? '';
  const decide = (who: Browser, body: object) => who.send(`/api/identity/conflicts/${id}/decide`, body);
  const reason = '当面核对证件，与本人一致';
  expect((await decide(await entered('lin'), { account: 'local', reason })).status).toBe(403);
  const desk = await entered('desk');
  expect((await decide(desk, { account: 'fresh', reason })).json()).toMatchObject({
    code: 'identity.conflict-account',
  });
  expect((await decide(desk, { account: 'local', reason })).status).toBe(200);
  expect((await decide(desk, { account: null, reason })).json()).toMatchObject({
    code: 'identity.conflict-decided',
  });
  expect(waiting).toEqual([]);
  await come(browser);
  expect(await whoIs(browser)).toMatchObject({ name: 'local' });
  expect(await level(browser)).toMatchObject({ level: 3 });
});

test('signed in already, a citizen is raised, not exchanged; another number is not taken', async () => {
  province.person = {
    sub: 'province-3',
    name: '新人',
    acr: 'checked',
    id_number: number('00028119700101002'),
  };
  const browser = await entered('fresh');
  const before = (await whoIs(browser))?.id;
  expect(await come(browser)).toBe('/my/data');
  expect((await whoIs(browser))?.id).toBe(before);
  expect(await level(browser)).toMatchObject({ level: 2 });
  province.person = { ...province.person, sub: 'province-4', id_number: number('00028119700101004') };
  expect(await come(browser)).toBe('/sign-in?problem=identity.number-taken');
});

test('a number that somebody only typed at the province opens nothing of its owner, whose it is once seen', async () => {
  province.person = { sub: 'province-5', name: '邻居', acr: 'phone', id_number: neighbour };
  const browser = new Browser(origin);
  await come(browser);
  const { id = '' } = (await whoIs(browser)) ?? {};
  expect(await level(browser)).toMatchObject({ level: 1, numbered: true });
  const setup = people.city.as({ id: 'setup', grants: { '*': 'city' } }).context();
  await setup.transaction((tx) => linkCitizen(setup, tx, { idNumber: neighbour, person: 'P-neighbour' }));
  expect(await findCitizenPerson(setup.db, id)).toBeUndefined();
  expect(await findCitizenAccount(setup.db, 'P-neighbour')).toBeUndefined();
  province.person = { ...province.person, acr: 'face' };
  await come(browser);
  expect(await findCitizenPerson(setup.db, id)).toBe('P-neighbour');
  expect(await findCitizenAccount(setup.db, 'P-neighbour')).toBe(id);
});

test('decided for the account that was signed in, the province enters that one; withdrawn, a new one', async () => {
  province.person = { sub: 'province-6', name: '移居', acr: 'phone' };
  const first = new Browser(origin);
  await come(first);
  const browser = await entered('fresh');
  const fresh = (await whoIs(browser))?.id;
  expect(await come(browser)).toBe('/sign-in?problem=identity.number-taken');
  const id = waiting.at(-1)?.key ?? '';
  const decision = { account: 'fresh', reason: '当面核对证件，与本人一致' };
  const decided = await (await entered('desk')).send(`/api/identity/conflicts/${id}/decide`, decision);
  expect(decided.status, decided.text).toBe(200);
  const again = new Browser(origin);
  expect(await come(again)).toBe('/my/data');
  expect((await whoIs(again))?.id).toBe(fresh);

  province.person = { sub: 'province-5', name: '邻居', acr: 'face', id_number: neighbour };
  const old = new Browser(origin);
  await come(old);
  const gone = (await whoIs(old))?.id ?? '';
  const setup = people.city.as({ id: 'setup', grants: { '*': 'city' } });
  const { rows } = await sql<{ account: string; revision: number }>`
    select account, revision from identity.account where id = ${gone}`.execute(setup.context().db);
  const withdrawn = await setup.post(`/api/identity/accounts/${rows[0]?.account}/withdraw`, {
    revision: rows[0]?.revision,
    reason: '本人注销',
  });
  expect(withdrawn.statusCode, withdrawn.body).toBe(200);
  const anew = new Browser(origin);
  expect(await come(anew)).toBe('/my/data');
  expect((await whoIs(anew))?.id).not.toBe(gone);
  expect(await level(anew)).toMatchObject({ level: 3, numbered: true });
});

test('number and name are proved against the register, or at a counter; wrong ones count and lock', async () => {
  const setup = people.city.as({ id: 'setup', grants: { '*': 'city' } }).context();
  await setup.transaction((tx) =>
    createAccount(setup, tx, {
      account: 'typer',
      name: 'typer',
      kind: 'citizen',
      password,
      posts: [{ code: 'typer.citizen', role: 'citizen' }],
    }),
  );
  const browser = await entered('typer');
  const prove = async (idNumber: string, name: string) =>
    (await browser.send('/api/identity/real-name/number', { idNumber, name })).json<{ code?: string }>().code;
  expect(await prove('000281199005050039', '舜')).toBe('identity.number-unfit');
  expect(await prove(yu, '虞小江')).toBe('identity.number-taken');
  expect(await prove(yu, '别人')).toBe('identity.number-unlike');
  expect(await prove(number('00028119600101002'), '谁')).toBe('identity.number-unlike');
  for (let turn = 0; turn < 2; turn += 1) await prove(yu, '别人');
  expect(await prove(yu, '别人')).toBe('identity.locked');
  const desk = await entered('desk');
  const seen = { account: 'typer', idNumber: number('00028119600101002'), name: '谁' };
  expect((await browser.send('/api/identity/real-name/in-person', seen)).status).toBe(403);
  expect((await desk.send('/api/identity/real-name/in-person', seen)).status).toBe(200);
  expect(await level(browser)).toMatchObject({ level: 3, basis: 'counter' });
});

test('nobody completes what another browser began; nothing serves twice; nobody is sent elsewhere', async () => {
  province.person = { sub: 'province-1', name: '舜小江', acr: 'phone' };
  const begun = await new Browser(origin).ask('/outside/zwfw');
  const { at } = await new Browser(province.issuer).visit(begun.location);
  const victim = new Browser(origin);
  await victim.ask('/outside/zwfw');
  expect((await victim.ask(at)).location).toBe('/sign-in?problem=identity.outside-gone');
  expect(await whoIs(victim)).toBeNull();
  const browser = new Browser(origin);
  const mine = await browser.ask('/outside/zwfw?to=//evil.example');
  const { at: back } = await new Browser(province.issuer).visit(mine.location);
  expect((await browser.ask(back)).location).toBe('/my');
  expect((await browser.ask(back)).location).toBe('/sign-in?problem=identity.outside-gone');
  expect((await browser.ask('/outside/nowhere')).status).toBe(404);
});

test.each<[string, Lie]>([
  ['signed by another key', { forged: true }],
  ['of another issuer', { claims: { iss: 'http://127.0.0.1:1' } }],
  ['for another application', { claims: { aud: 'somebody-else' } }],
  ['to another request', { claims: { nonce: 'not-ours' } }],
  ['that has run out', { claims: { exp: Math.floor(Date.now() / 1000) - 3600 } }],
])('an answer %s signs nobody in', async (_name, lie) => {
  liar.lie = lie;
  const browser = new Browser(origin);
  expect(await come(browser, 'liar', liar.issuer)).toBe('/sign-in?problem=identity.outside-failed');
  expect(await whoIs(browser)).toBeNull();
});

test('the same provider when it does not lie does sign in', async () => {
  liar.lie = {};
  const browser = new Browser(origin);
  expect(await come(browser, 'liar', liar.issuer)).toBe('/my/data');
});
