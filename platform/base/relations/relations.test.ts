import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Asker, TestCity } from '#testing';
import { mandatesOf } from './index.ts';
import { clock, day, health, openTown } from './testing/town.ts';

let city: TestCity;
let mother: Asker, doctor: Asker, head: Asker, office: Asker, auditor: Asker, stranger: Asker;

beforeAll(async () => {
  ({ city, mother, doctor, head, office, auditor, stranger } = await openTown());
}, 120_000);
afterAll(() => city.close());

interface Mine {
  id: string;
  state: string;
  kind: string;
  over: boolean;
  forWhom: string | null;
  mayAnswer: boolean;
  mayWithdraw: boolean;
  holder: { name: { zh: string } | null };
}
const mine = async (who: Asker): Promise<Mine[]> => (await who.get('/api/relations/mine')).json().items;

/** The bases of the ledger's entries about relations, the latest first. */
const entries = async () =>
  (await auditor.get('/api/ledger/entries?resource=relations.relation&limit=200')).json().items as {
    basis: string;
    subjects: number;
    action: string;
  }[];

const consent = (more: object = {}) => ({
  kind: 'relations.data-consent',
  subject: 'P-mother',
  holder: health,
  basis: 'consent',
  purpose: 'care: 建立健康档案',
  endsAt: day(30),
  ...more,
});

test('a consent is asked for, arrives with the citizen, is given, and withdrawn at once', async () => {
  const asked = await head.post('/api/relations/made', consent());
  expect(asked.statusCode, asked.body).toBe(200);
  expect(asked.json()).toMatchObject({ state: 'asked', reachable: true });
  const { id } = asked.json();
  expect((await head.post('/api/relations/made', consent())).json()).toMatchObject({ id, state: 'asked' });
  expect((await head.post('/api/relations/made', consent({ endsAt: day(31) }))).json().code).toBe(
    'relations.stands-already',
  );
  const tasks = (await mother.get('/api/tasks')).json().items;
  expect(tasks).toMatchObject([{ kind: 'relations.consent', link: '/my/consents' }]);
  expect(await mine(stranger)).toEqual([]);
  expect(await mine(mother)).toMatchObject([
    { id, state: 'asked', mayAnswer: true, mayWithdraw: false, forWhom: null },
  ]);
  expect((await stranger.post(`/api/relations/mine/${id}/answer`, { agree: true })).statusCode).toBe(404);
  expect((await doctor.post(`/api/relations/mine/${id}/answer`, { agree: true })).statusCode).toBe(403);
  expect((await mother.post(`/api/relations/mine/${id}/answer`, { agree: true })).json()).toEqual({
    id,
    state: 'standing',
  });
  expect((await mother.get('/api/tasks')).json().items).toEqual([]);
  expect((await mother.post(`/api/relations/mine/${id}/answer`, { agree: false })).json().code).toBe(
    'relations.not-asked',
  );
  expect((await mother.post(`/api/relations/mine/${id}/withdraw`)).json()).toEqual({ id, state: 'ended' });
  expect((await mother.post(`/api/relations/mine/${id}/withdraw`)).json().code).toBe(
    'relations.not-standing',
  );
  expect((await entries()).map(({ basis, subjects, action }) => [basis, subjects, action])).toEqual([
    ['relation:relations.data-consent ended', 1, 'change'],
    ['relation:relations.data-consent agreed', 1, 'change'],
    ['relation:relations.data-consent asked', 1, 'change'],
  ]);
  const looks = (await mother.get('/api/ledger/mine')).json().items as { resource: string }[];
  expect(looks.filter(({ resource }) => resource === 'relations.relation')).toHaveLength(3);
  const history = await head.get(`/api/relations/relations/${id}/history`);
  expect(history.json().items.map(({ source }: { source: string }) => source)).toEqual([
    'relations:ended',
    'relations:agreed',
    'relations:asked',
  ]);
});

test('two requests at once are one, and a refusal is final until somebody asks again', async () => {
  const same = consent({ endsAt: day(20) });
  const answers = await Promise.all([1, 2, 3].map(() => head.post('/api/relations/made', same)));
  expect(new Set(answers.map((each) => each.json().id)).size).toBe(1);
  const id = String(answers[0]?.json().id);
  expect((await mother.post(`/api/relations/mine/${id}/answer`, { agree: false })).json().state).toBe(
    'refused',
  );
  const again = await head.post('/api/relations/made', same);
  expect(again.json()).toMatchObject({ state: 'asked' });
  expect(again.json().id).not.toBe(id);
  expect(
    (await head.post(`/api/relations/made/${again.json().id}/end`, { reason: '不再需要' })).json().state,
  ).toBe('ended');
});

test('a department asks for its own people, not for others', async () => {
  const proxy = (holder: string) =>
    head.post('/api/relations/made', {
      kind: 'relations.family-proxy',
      subject: 'P-mother',
      holder,
      basis: 'consent',
      endsAt: day(30),
    });
  expect((await proxy(mother.actor.id)).json().code).toBe('relations.holder-elsewhere');
  const colleague = await proxy(doctor.actor.id);
  expect(colleague.json()).toMatchObject({ state: 'asked' });
  expect(
    (await head.post(`/api/relations/made/${colleague.json().id}/end`, { reason: '不再需要' })).json().state,
  ).toBe('ended');
});

test('a citizen gives a consent unasked, within what its kind allows', async () => {
  const give = (body: object) =>
    mother.post('/api/relations/mine', {
      kind: 'relations.data-consent',
      organisation: health,
      endsAt: day(10),
      ...body,
    });
  expect((await give({ kind: 'relations.guardian' })).json().code).toBe('relations.not-offered');
  expect((await give({ kind: 'nothing' })).json().code).toBe('relations.unknown-kind');
  expect((await give({ organisation: 'nobody' })).json().code).toBe('relations.unknown-holder');
  expect((await give({ endsAt: day(366) })).json().code).toBe('relations.too-long');
  expect((await give({ endsAt: day(-1) })).json().code).toBe('relations.ends-before-begins');
  expect(
    (
      await stranger.post('/api/relations/mine', {
        kind: 'relations.data-consent',
        organisation: health,
        endsAt: day(1),
      })
    ).json().code,
  ).toBe('relations.no-person');
  const given = await give({});
  expect(given.json()).toMatchObject({ state: 'standing' });
  const found = (id: string) => async () => (await mine(mother)).find((each) => each.id === id);
  const latest = await found(given.json().id)();
  expect(latest).toMatchObject({
    id: given.json().id,
    mayWithdraw: true,
    holder: { name: { zh: expect.any(String) } },
  });
  clock.advance(11 * 86_400_000);
  expect(await found(given.json().id)()).toMatchObject({ over: true, mayWithdraw: false });
  expect((await give({ endsAt: day(5) })).json()).toMatchObject({ state: 'standing' });
  clock.advance(-11 * 86_400_000);
});

test('given while a request waits, the request is answered; one whose time has passed keeps no new one away', async () => {
  const tenant = { kind: 'relations.data-consent', organisation: '330281-mzj' };
  const ask = (endsAt: string) =>
    office.post('/api/relations/made', { ...consent(), holder: tenant.organisation, endsAt });
  const asked = (await ask(day(20))).json();
  const given = await mother.post('/api/relations/mine', { ...tenant, endsAt: day(3) });
  expect(given.json()).toEqual({ id: asked.id, state: 'standing' });
  expect((await mother.get('/api/tasks')).json().items).toEqual([]);
  clock.advance(4 * 86_400_000);
  const late = (await ask(day(2))).json();
  expect(late).toMatchObject({ state: 'asked' });
  clock.advance(3 * 86_400_000);
  const anew = (await ask(day(9))).json();
  expect(anew.state).toBe('asked');
  expect(anew.id).not.toBe(late.id);
  expect((await mother.get('/api/tasks')).json().items).toHaveLength(1);
  await office.post(`/api/relations/made/${anew.id}/end`, { reason: '不再需要' });
  clock.advance(-7 * 86_400_000);
});

test('a guardian acts for a child and answers for it; what the law set up the child cannot withdraw', async () => {
  const guardian = { kind: 'relations.guardian', subject: 'P-child', holder: mother.actor.id, basis: 'law' };
  expect((await office.post('/api/relations/made', guardian)).json().code).toBe('relations.article-missing');
  expect((await office.post('/api/relations/made', { ...guardian, basis: 'consent' })).json().code).toBe(
    'relations.basis-unfit',
  );
  const article = '《民法典》第二十七条';
  expect((await doctor.post('/api/relations/made', { ...guardian, article })).json().code).toBe(
    'relations.holder-elsewhere',
  );
  // Nobody makes themselves a guardian, and a department makes nobody of elsewhere one.
  for (const [who, holder] of [
    [doctor, doctor.actor.id],
    [head, mother.actor.id],
    [head, doctor.actor.id],
    [office, office.actor.id],
  ] as const)
    expect(
      (await who.post('/api/relations/made', { ...guardian, holder, article })).json().code,
      `${who.actor.id} for ${holder}`,
    ).toBe('relations.holder-elsewhere');
  expect(
    (await office.post('/api/relations/made', { ...guardian, holder: 'nobody', article })).json().code,
  ).toBe('relations.unknown-holder');
  const made = await office.post('/api/relations/made', { ...guardian, article });
  expect(made.json()).toMatchObject({ state: 'standing', reachable: true });
  expect(await mandatesOf(mother.context(), mother.actor.id)).toMatchObject([
    {
      kind: 'relations.guardian',
      subject: 'P-child',
      permissions: [
        'registers:self',
        'relations:self',
        'tasks:own',
        'scheduling:book',
        'forms:fill',
        'documents:attach',
        'payments:pay',
      ],
    },
  ]);
  expect(await mandatesOf(doctor.context(), doctor.actor.id)).toEqual([]);
  const asked = (await head.post('/api/relations/made', consent({ subject: 'P-child' }))).json();
  expect(asked).toMatchObject({ state: 'asked', reachable: false });
  expect((await mine(mother)).find(({ id }) => id === asked.id)).toMatchObject({
    forWhom: 'P-child',
    mayAnswer: true,
  });
  expect((await mother.post(`/api/relations/mine/${asked.id}/answer`, { agree: true })).json().state).toBe(
    'standing',
  );
  expect((await mother.post(`/api/relations/mine/${made.json().id}/withdraw`)).statusCode).toBe(404);
  expect((await head.post(`/api/relations/made/${made.json().id}/end`, { reason: '错' })).statusCode).toBe(
    404,
  );
  expect(
    (await office.post(`/api/relations/made/${made.json().id}/end`, { reason: '成年' })).json().state,
  ).toBe('ended');
  expect(await mandatesOf(mother.context(), mother.actor.id)).toEqual([]);
  expect((await mother.post(`/api/relations/mine/${asked.id}/withdraw`)).statusCode).toBe(404);
});

test('who may read relations sees those of the own office, the subject masked without a right and a purpose', async () => {
  const page = (await head.get('/api/relations/relations?limit=200')).json();
  expect(page.items.length).toBeGreaterThan(3);
  expect(JSON.stringify(page)).not.toContain('P-mother');
  expect((await doctor.get('/api/relations/relations')).json().items).toEqual([]);
  expect((await mother.get('/api/relations/relations')).statusCode).toBe(403);
  const open = await office.get('/api/relations/relations?reveal=yes&subject=P-mother', {
    purpose: 'verify',
  });
  expect(open.json().items.every(({ subject }: { subject: string }) => subject === 'P-mother')).toBe(true);
  expect((await office.get('/api/relations/relations?reveal=yes', { purpose: 'verify' })).statusCode).toBe(
    200,
  );
});

test('the purposes of the city are open to all, and the kinds say what they open', async () => {
  const { freeText, items } = (await city.stranger.get('/api/relations/purposes-in-use')).json();
  expect(freeText).toBe(true);
  expect(items[0]).toMatchObject({ code: 'service', opens: ['personal', 'sensitive'] });
  const kinds = (await city.stranger.get('/api/relations/kinds')).json().items as { id: string }[];
  expect(kinds.map(({ id }) => id)).toContain('relations.guardian');
});
