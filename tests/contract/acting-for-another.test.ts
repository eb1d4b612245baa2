import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { fixedClock } from '#kernel/clock';
import type { Asker, TestCity } from '#testing';
import { createOrder } from '#platform/base/payments';
import { openActingCity, password } from './acting-city.ts';

const hashing = 90_000;
vi.setConfig({ testTimeout: hashing });

const clock = fixedClock('2026-03-02T01:00:00Z');
type Cookie = { readonly headers: { readonly cookie: string } };

let city: TestCity;
let office: Asker, auditor: Asker;
let mother: string, agent: string, colleague: string;
let ofMother: Cookie, ofChild: Cookie, ofAgent: Cookie, ofColleague: Cookie;

const cookieOf = async (account: string): Promise<Cookie> => {
  const answer = await city.stranger.post('/api/identity/session', { account, password });
  expect(answer.statusCode, answer.body).toBe(200);
  return { headers: { cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '' } };
};

beforeAll(async () => {
  ({ city, mother, agent, colleague } = await openActingCity(clock));
  office = city.as({
    id: 'office',
    organisation: '330281-jxj',
    grants: { 'relations:make': 'city', 'relations:read': 'city' },
  });
  auditor = city.as({ id: 'auditor', grants: { 'ledger:audit': 'city' } });
  ofMother = await cookieOf('mother');
  ofChild = await cookieOf('child');
  ofAgent = await cookieOf('agent');
  ofColleague = await cookieOf('colleague');
}, hashing);
afterAll(() => city.close());

const me = async (cookie: Cookie) => (await city.stranger.get('/api/registers/me', cookie)).json().person;
const choices = async (cookie: Cookie) =>
  (await city.stranger.get('/api/identity/acting', cookie)).json().choices as {
    id: string;
    title: { zh: string };
    until: string | null;
  }[];
const act = (cookie: Cookie, choice: string | null) =>
  city.stranger.post('/api/identity/session/acting', { choice }, cookie);
const looks = async (resource: string): Promise<{ detail: Record<string, unknown>; basis: string }[]> =>
  (await auditor.get(`/api/ledger/entries?resource=${resource}&limit=20`)).json().items;

const order = (payer: string, onBehalfOf: string) => {
  const context = city.as({ id: 'setup', grants: { '*': 'city' } }).context();
  const title = { zh: '试验费', en: 'Trial fee' };
  const asked = {
    matter: `trial:${onBehalfOf}`,
    title,
    organisation: '330281-jxj',
    payerName: '试',
    amountFen: 100,
  };
  return context.transaction((tx) =>
    createOrder(context, tx, { ...asked, payer, onBehalfOf, simulated: true }),
  );
};
const form = 'data-correction';
const begin = async (cookie: Cookie) =>
  (await city.stranger.post(`/api/forms/published/${form}/begin`, undefined, cookie)).json().answer;
const save = (cookie: Cookie, id: string, revision: number) =>
  city.stranger.put(`/api/forms/mine/${id}`, { revision, answers: { name: '试' } }, cookie);
/** Ids of what somebody sees as theirs: forms and orders. */
const mine = async (cookie: Cookie): Promise<string[]> => {
  const answers = await Promise.all(
    ['/api/forms/mine', '/api/payments/my/orders'].map((url) => city.stranger.get(url, cookie)),
  );
  return answers.flatMap((each) => each.json().items.map(({ id }: { id: string }) => id));
};

let guardianship = '';
let childs: string[] = [];

test('nobody acts for a child before the city knows the guardian', async () => {
  expect((await me(ofMother)).id).toBe('P-mother');
  expect(await choices(ofMother)).toEqual([]);
  expect((await act(ofMother, 'mandate/relation/nothing')).json().code).toBe('identity.not-for-them');
});

test('a guardian sees what the city has on the child, as the guardian; the ledger says on whose behalf', async () => {
  const made = await office.post('/api/relations/made', {
    kind: 'relations.guardian',
    subject: 'P-child',
    holder: mother,
    basis: 'law',
    article: '《民法典》第二十七条',
  });
  expect(made.statusCode, made.body).toBe(200);
  guardianship = made.json().id;
  const [choice] = await choices(ofMother);
  // The child's name is not spelled out in a list of choices.
  expect(choice).toMatchObject({
    id: `mandate/relation/${guardianship}`,
    title: { zh: '代“舜*宝”办理（监护）' },
  });
  expect((await act(ofMother, choice?.id ?? '')).statusCode).toBe(200);
  const state = (await city.stranger.get('/api/identity/session', ofMother)).json();
  expect(state.acting.title).toEqual(choice?.title);
  expect(state.actor.permissions).toEqual([
    'documents:attach',
    'forms:fill',
    'payments:pay',
    'registers:self',
    'relations:self',
    'reporting:file',
    'scheduling:book',
    'tasks:own',
    'workflow:own',
  ]);
  expect(await me(ofMother)).toMatchObject({ id: 'P-child', subject: 'person' });
  const [look] = await looks('registers.person');
  expect(look).toMatchObject({ basis: 'relation:relations.guardian', detail: { onBehalfOf: 'P-child' } });
  // What the relation does not open stays shut, though she may it for herself.
  expect((await city.stranger.get('/api/notifications/mine/unread', ofMother)).statusCode).toBe(403);
});

test('a request for consent about the child is answered in its place, hers cannot be meanwhile', async () => {
  const ask = (subject: string) =>
    city
      .as({ id: 'head', organisation: '330281-wsj', grants: { 'relations:make': 'department' } })
      .post('/api/relations/made', {
        kind: 'relations.data-consent',
        subject,
        holder: '330281-wsj',
        basis: 'consent',
        purpose: 'care: 建立健康档案',
        endsAt: new Date(clock.now().getTime() + 30 * 86_400_000).toISOString(),
      });
  const [about, hers] = [(await ask('P-child')).json(), (await ask('P-mother')).json()];
  const answer = (id: string) =>
    city.stranger.post(`/api/relations/mine/${id}/answer`, { agree: true }, ofMother);
  expect((await answer(hers.id)).statusCode).toBe(404);
  expect((await answer(about.id)).json().state).toBe('standing');
  expect((await looks('relations.relation'))[0]?.detail).toMatchObject({ onBehalfOf: 'P-child' });
});

test('what a guardian fills in and has to pay for the child is the child’s, and is hers to see while it stands', async () => {
  const { id, revision } = await begin(ofMother);
  childs = [id, await order(mother, 'P-child')];
  expect((await save(ofMother, id, revision)).statusCode).toBe(200);
  expect(await mine(ofMother)).toEqual(childs);
  await act(ofMother, null);
  expect(await mine(ofMother)).toEqual(childs);
  // For herself she begins another one, and does not change theirs.
  expect((await begin(ofMother)).id).not.toBe(id);
  expect((await save(ofMother, id, revision + 1)).json().code).toBe('forms.for-another');
  const pay = await city.stranger.post(`/api/payments/my/orders/${childs[1]}/prepay`, undefined, ofMother);
  expect(pay.json().code).toBe('payments.for-another');
  const prefill = await city.stranger.post(`/api/forms/mine/${id}/prefill`, { consent: true }, ofMother);
  expect(prefill.json().code).toBe('forms.for-another');
  expect(await mine(ofAgent)).toEqual([]);
  expect((await act(ofMother, `mandate/relation/${guardianship}`)).statusCode).toBe(200);
});

test('the relation ends, and with it, at the next request, what was done by it', async () => {
  const ended = await office.post(`/api/relations/made/${guardianship}/end`, { reason: '成年' });
  expect(ended.statusCode, ended.body).toBe(200);
  expect((await me(ofMother)).id).toBe('P-mother');
  expect(await choices(ofMother)).toEqual([]);
  const hers = await mine(ofMother);
  expect(hers).toHaveLength(1);
  expect(childs).not.toContain(hers[0]);
  // What she still has on the screen is not done in her own name without a word.
  expect((await save(ofMother, childs[0] ?? '', 2)).json()).toMatchObject({ code: 'identity.acting-over' });
  expect((await save(ofMother, childs[0] ?? '', 2)).statusCode).toBe(404);
  expect(
    (await city.stranger.post(`/api/payments/my/orders/${childs[1]}/prepay`, undefined, ofMother)).statusCode,
  ).toBe(404);
});

test('the child who came of age goes on with what the guardian began, and pays it', async () => {
  expect(await mine(ofChild)).toEqual(childs);
  const { id, revision } = await begin(ofChild);
  expect(id).toBe(childs[0]);
  expect((await save(ofChild, id, revision)).statusCode).toBe(200);
  const paid = await city.stranger.post(`/api/payments/my/orders/${childs[1]}/prepay`, undefined, ofChild);
  expect(paid.statusCode, paid.body).toBe(200);
});

/** Whoever may act for the company from now on, by a written mandate. */
const contract = async (holder: string): Promise<void> => {
  const written = { basis: 'contract', article: `委托书 ${holder}`, endsAt: '2026-12-31T00:00:00Z' };
  const made = { kind: 'relations.company-agent', subject: 'C-firm', holder, ...written };
  expect((await office.post('/api/relations/made', made)).statusCode).toBe(200);
};

test('an agent sees the record of the company, and no person under its key', async () => {
  await contract(agent);
  expect(await me(ofAgent)).toBeNull();
  const [choice] = await choices(ofAgent);
  expect(choice).toMatchObject({
    title: { zh: '代“模拟灯具厂”办理（企业经办人）' },
    until: '2026-12-31T00:00:00.000Z',
  });
  expect((await act(ofMother, choice?.id ?? '')).json().code).toBe('identity.not-for-them');
  await act(ofAgent, choice?.id ?? '');
  const company = await me(ofAgent);
  expect(company).toMatchObject({ id: 'C-firm', subject: 'company', simulated: true });
  expect(company.values).toContainEqual({
    attribute: 'name',
    value: '模拟灯具厂',
    name: null,
    origin: null,
  });
  expect((await looks('registers.company'))[0]?.detail).toMatchObject({ onBehalfOf: 'C-firm' });
});

const attach = async (cookie: Cookie, name: string): Promise<string> => {
  const answer = await city.stranger.post(
    `/api/documents/attachments?kind=forms.file&filename=${encodeURIComponent(name)}`,
    Buffer.from(name),
    { headers: { ...cookie.headers, 'content-type': 'application/octet-stream' } },
  );
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json().id;
};

const savedWith = async (by: Cookie, proof: readonly string[]) => {
  const { id, revision } = await begin(by);
  const answers = { name: '试', mobile: '15412345678', item: 'address', address: '某处', proof };
  return city.stranger.put(`/api/forms/mine/${id}`, { revision, answers }, by);
};

/** Saves the whole form with these files, and hands it in as another. */
const handIn = async (by: Cookie, then: Cookie, proof: readonly string[]) => {
  const saved = await savedWith(by, proof);
  expect(saved.statusCode, saved.body).toBe(200);
  return city.stranger.post(`/api/forms/mine/${saved.json().answer.id}/submit`, undefined, then);
};

test('two agents of a company work on one draft; who is an agent no more sees nothing of it', async () => {
  await contract(colleague);
  await act(ofColleague, (await choices(ofColleague))[0]?.id ?? '');
  const [one, two] = await Promise.all([begin(ofAgent), begin(ofColleague)]);
  expect(one.id).toBe(two.id);
  expect((await save(ofColleague, one.id, 1)).statusCode).toBe(200);
  expect((await save(ofAgent, one.id, 1)).json().code).toBe('forms.saved-elsewhere');
  const firms = [one.id, await order(agent, 'C-firm')];
  expect(await mine(ofAgent)).toEqual(firms);
  expect(await mine(ofColleague)).toEqual(firms);
  // What one attached to the draft the other hands in; what lies outside of it is nobody else's to use.
  const { rows } = await sql<{ subject: string }>`
    select subject from forms.answer where id = ${one.id}`.execute(city.platform.services.store.db);
  const [first, second] = rows[0]?.subject === agent ? [ofAgent, ofColleague] : [ofColleague, ofAgent];
  const proof = await attach(second, '委托书.txt');
  const elsewhere = await attach(first, '别处.txt');
  const refused = await handIn(second, first, [proof, await attach(ofMother, '母亲.txt')]);
  expect(refused.json().code).toBe('documents.attachment-not-yours');
  expect((await handIn(second, second, [proof, elsewhere])).json().code).toBe(
    'documents.attachment-not-yours',
  );
  const licence = await attach(first, '执照.txt');
  expect((await savedWith(first, [licence])).statusCode).toBe(200);
  const handed = await handIn(second, first, [proof, licence]);
  expect(handed.statusCode, handed.body).toBe(200);
  /** How each file is had: as the answer's, and as its uploader's. */
  const had = async (who: Cookie): Promise<number[]> => {
    const ways = [proof, licence].flatMap((file) => [
      `/api/forms/mine/${one.id}/attachments/${file}`,
      `/api/documents/attachments/${file}`,
    ]);
    return Promise.all(ways.map(async (way) => (await city.stranger.get(way, who)).statusCode));
  };
  expect([await had(ofAgent), await had(ofColleague)]).toEqual([
    [200, 404, 200, 404],
    [200, 404, 200, 404],
  ]);
  const ends = (await choices(ofAgent))[0]?.id.split('/').at(-1) ?? '';
  await act(ofAgent, null);
  expect(await mine(ofAgent)).toEqual(firms);
  expect((await office.post(`/api/relations/made/${ends}/end`, { reason: '离职' })).statusCode).toBe(200);
  expect(await mine(ofAgent)).toEqual([]);
  expect((await save(ofAgent, one.id, 2)).statusCode).toBe(404);
  expect(await had(ofAgent)).toEqual([404, 404, 404, 404]);
  expect(await mine(ofColleague)).toEqual(firms);
  expect(await had(ofColleague)).toEqual([200, 404, 200, 404]);
});
