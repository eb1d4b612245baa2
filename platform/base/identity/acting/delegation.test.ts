import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { contribute, definePoint } from '#kernel/point';
import { defineModule } from '#kernel/module';
import { createAccount } from '../accounts.ts';
import { actsFor, delegatesOf } from '../index.ts';
import { hashingTime, openPeopledCity, password, withCookie, type PeopledCity } from '../testing/people.ts';
import { mandatePoint, type Mandate } from './mandate.ts';

vi.setConfig({ testTimeout: hashingTime });

/** Relations as another module would know them: the citizen of this test has one child, until it is taken away. */
let child: Mandate | undefined = {
  id: 'child',
  subject: { kind: 'person', key: 'person-child' },
  title: { zh: '为未成年子女', en: 'For a child' },
  basis: '民法典第二十七条',
};

const relations = defineModule({
  id: 'test-relations',
  title: { zh: '测试关系', en: 'Test relations' },
  folder: import.meta.dirname,
  dependsOn: ['identity'],
  contributes: [
    contribute(mandatePoint, {
      name: 'guardian',
      list: async ({ kind }) => (kind === 'citizen' && child ? [child] : []),
      agents: async () => [],
      find: async ({ kind }, id) => (kind === 'citizen' && id === child?.id ? child : undefined),
    }),
    contribute(definePoint<string>('unrelated'), 'x'),
  ],
});

let people: PeopledCity;
type Cookie = ReturnType<typeof withCookie>;
let lin: Cookie;
let wu: Cookie;

beforeAll(async () => {
  people = await openPeopledCity({ modules: [relations] });
  const context = people.city.as({ id: 'setup', grants: { '*': 'city' } }).context();
  await context.transaction(async (tx) => {
    const common = { password, simulated: true, name: '吴试验' } as const;
    await createAccount(context, tx, {
      ...common,
      account: 'zhou',
      kind: 'official',
      posts: [{ code: 'zhou.head', organisation: '330281-mzj', role: 'department-head', division: '330281' }],
    });
    await createAccount(context, tx, {
      ...common,
      account: 'parent',
      kind: 'citizen',
      posts: [{ code: 'parent.citizen', role: 'citizen' }],
    });
  });
  lin = withCookie(await people.cookieOf('lin'));
  wu = withCookie(await people.cookieOf('zhou'));
}, hashingTime);
afterAll(() => people.city.close());

const days = (count: number) => new Date(people.now().getTime() + count * 86_400_000).toISOString();
const give = (cookie: Cookie, more: object = {}) =>
  people.stranger.post(
    '/api/identity/delegations',
    {
      post: 'lin.clerk',
      to: 'zhou',
      startsAt: people.now().toISOString(),
      endsAt: days(14),
      basis: '年休假',
      permissions: ['ingestion:collect', 'quality:mend'],
      ...more,
    },
    cookie,
  );
const act = (cookie: Cookie, choice: string | null) =>
  people.stranger.post('/api/identity/session/acting', { choice }, cookie);
const state = async (cookie: Cookie) =>
  (await people.stranger.get('/api/identity/session', cookie)).json().actor;
const signIns = async (): Promise<string> => {
  const auditor = people.city.as({ id: 'auditor', grants: { 'ledger:audit': 'city' } });
  return (await auditor.get('/api/ledger/entries?resource=identity.session&limit=50')).body;
};

let id = '';

test('refused: to oneself, to an administrator, more than the post, an unknown colleague', async () => {
  const codeOf = async (more: object, cookie = lin) => (await give(cookie, more)).json().code;
  expect(await codeOf({ to: 'lin' })).toBe('identity.delegation-self');
  expect(await codeOf({ to: 'keeper' })).toBe('identity.delegation-duty');
  expect(await codeOf({ to: 'nobody' })).toBe('identity.delegation-recipient');
  expect(await codeOf({ permissions: ['registers:reveal'] })).toBe('identity.delegation-permissions');
  expect(await codeOf({ endsAt: days(120) })).toBe('identity.delegation-period');
  const keeper = withCookie(await people.cookieOf('keeper'));
  const duty = { post: 'keeper.security', permissions: ['identity:manage'] };
  expect(await codeOf(duty, keeper)).toBe('identity.delegation-duty');
});

test('a colleague acts for one who is away: with that part of the post, in the ledger as such, and back again', async () => {
  ({ id } = (await give(lin)).json());
  const choices = (await people.stranger.get('/api/identity/acting', wu)).json().choices;
  expect(choices).toEqual([expect.objectContaining({ id: `delegation/${id}` })]);
  expect((await act(wu, `delegation/${id}`)).statusCode).toBe(200);
  const acting = await state(wu);
  expect(acting).toMatchObject({ name: '吴试验', organisation: '330281-rsj' });
  expect(acting.permissions).toEqual(['ingestion:collect', 'quality:mend']);
  const linId = (await state(lin)).id as string;
  const again = await act(wu, `delegation/${id}`);
  expect(again.statusCode, again.body).toBe(200);
  expect(await signIns()).toContain(`"onBehalfOf":"${linId}"`);
  // What is held by a delegation goes no further.
  expect((await give(wu, { post: 'zhou.head', to: 'lin', permissions: ['tasks:own'] })).json().code).toBe(
    'identity.delegation-chain',
  );
  expect((await act(wu, null)).statusCode).toBe(200);
  expect((await state(wu)).organisation).toBe('330281-mzj');
});

test('others are told who acts for whom; nobody acts by what was given to another', async () => {
  const { db } = people.city.platform.services.store;
  const [linId, wuId] = [(await state(lin)).id as string, (await state(wu)).id as string];
  expect(await actsFor(db, wuId, people.now())).toEqual([
    expect.objectContaining({ id: linId, post: 'lin.clerk' }),
  ]);
  expect(await delegatesOf(db, linId, people.now())).toEqual([expect.objectContaining({ id: wuId })]);
  expect((await act(lin, `delegation/${id}`)).json().code).toBe('identity.not-for-them');
  const keeper = withCookie(await people.cookieOf('keeper'));
  expect((await act(keeper, `delegation/${id}`)).json().code).toBe('identity.not-for-them');
  expect((await people.stranger.delete(`/api/identity/delegations/${id}`, keeper)).statusCode).toBe(404);
});

test('it ends by itself, when it is ended, and when the post is withdrawn or its holder suspended', async () => {
  await act(wu, `delegation/${id}`);
  const suspend = (revision: number, suspended: boolean) =>
    people.city
      .as({ id: 'admin', grants: { 'identity:manage': 'city' } })
      .patch('/api/identity/accounts/lin', { revision, values: { suspended } });
  expect((await suspend(1, true)).statusCode).toBe(200);
  expect((await state(wu)).organisation).toBe('330281-mzj');
  await suspend(2, false);
  expect((await state(wu)).organisation).toBe('330281-rsj');
  people.minutes(6 * 60);
  const other = withCookie(await people.cookieOf('zhou'));
  await act(other, `delegation/${id}`);
  const again = withCookie(await people.cookieOf('lin'));
  expect((await people.stranger.delete(`/api/identity/delegations/${id}`, again)).statusCode).toBe(200);
  expect((await state(other)).organisation).toBe('330281-mzj');
  const second = (await give(again, { endsAt: days(1) })).json().id as string;
  people.minutes(25 * 60);
  const late = withCookie(await people.cookieOf('zhou'));
  expect((await act(late, `delegation/${second}`)).json().code).toBe('identity.not-for-them');
});

test('a parent acts for a child while the relation stands, and not a moment longer', async () => {
  const parent = withCookie(await people.cookieOf('parent'));
  expect((await act(parent, 'mandate/guardian/other')).json().code).toBe('identity.not-for-them');
  expect((await act(parent, 'mandate/guardian/child')).statusCode).toBe(200);
  expect((await people.stranger.get('/api/identity/acting', parent)).json().present).toBe(
    'mandate/guardian/child',
  );
  child = undefined;
  expect((await people.stranger.get('/api/identity/acting', parent)).json()).toEqual({
    present: null,
    choices: [],
  });
});
