import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor';
import { defineModule } from '#kernel/module';
import { contribute } from '#kernel/point';
import { codesModule } from '#platform/base/codes';
import { documentsModule } from '#platform/base/documents';
import { identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { tasksModule } from '#platform/base/tasks';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { tieDrafts } from './jobs.ts';
import forms from './module.ts';
import { prefillPoint } from './points.ts';

let asked: string[] = [];
const register = defineModule({
  id: 'register',
  title: { zh: '试', en: 'Trial' },
  folder: `${import.meta.dirname}/web`,
  dependsOn: ['forms'],
  contributes: [
    contribute(prefillPoint, {
      title: { zh: '人口', en: 'Persons' },
      items: ['person.name', 'person.mobile'],
      valuesFor: async ({ actor }, items) => {
        asked.push(actor.id);
        const source = { zh: '人口基础库', en: 'Population base' };
        return items.includes('person.name') ? [{ item: 'person.name', value: `名${actor.id}`, source }] : [];
      },
    }),
  ],
});

let city: TestCity;
let li: Asker;
let wang: Asker;
let office: Asker;
let other: Asker;
beforeAll(async () => {
  city = await openTestCity({
    modules: [
      organisationsModule,
      codesModule,
      identityModule,
      ledgerModule,
      tasksModule,
      documentsModule,
      forms,
      register,
    ],
  });
  const fill = { 'forms:fill': 'own', 'documents:attach': 'own' } as const;
  li = city.as({ id: 'li', kind: 'citizen', grants: fill });
  wang = city.as({ id: 'wang', kind: 'citizen', grants: fill });
  const grants = { 'forms:answers': 'department', 'forms:design': 'department' } as const;
  office = city.as({ id: 'office', organisation: '330281-jxj', grants });
  other = city.as({ id: 'other', organisation: '330281-rsj', grants });
});
afterAll(() => city.close());

const begin = async (who: Asker, code = 'data-correction') =>
  (await who.post(`/api/forms/published/${code}/begin`)).json();
const save = (who: Asker, id: string, revision: number, answers: object) =>
  who.put(`/api/forms/mine/${id}`, { revision, answers });

test('a form is begun, filled in by what the city knows, gone on with elsewhere, handed in, and read by its owner', async () => {
  const { answer, form } = await begin(li);
  expect([answer.state, form.version]).toEqual(['draft', 1]);
  expect((await li.post(`/api/forms/mine/${answer.id}/prefill`, { consent: false })).statusCode).toBe(400);
  expect(asked).toEqual([]);
  const { items } = (await li.post(`/api/forms/mine/${answer.id}/prefill`, { consent: true })).json();
  expect(items).toMatchObject([{ question: 'name', value: '名li' }]);
  expect(asked).toEqual(['li']);

  const partly = { name: '名li', mobile: '15412345678', item: 'other' };
  const saved = (await save(li, answer.id, 1, partly)).json();
  expect(saved.answer.revision).toBe(2);
  expect(saved.asked).toContain('otherItem');
  expect(saved.asked).not.toContain('address');
  expect(saved.faults.map(({ question }: { question: string }) => question)).toEqual([
    'otherItem',
    'rightValue',
  ]);
  const elsewhere = await begin(li);
  expect(elsewhere.answer).toMatchObject({ id: answer.id, revision: 2, answers: partly });
  const late = await save(li, answer.id, 1, { name: '覆盖' });
  expect([late.statusCode, late.json().code]).toEqual([409, 'forms.saved-elsewhere']);

  const early = await li.post(`/api/forms/mine/${answer.id}/submit`);
  expect(early.json().errors.map(({ path }: { path: string }) => path)).toEqual([
    'answers.otherItem',
    'answers.rightValue',
  ]);
  const file = await li.upload('/api/documents/attachments?kind=forms.file', '证明.txt', '证明');
  const whole = {
    ...partly,
    otherItem: '学历',
    rightValue: '本科',
    address: '不再问',
    proof: [file.json().id],
  };
  expect((await save(li, answer.id, 2, whole)).statusCode).toBe(200);
  // With the draft it is had by whose draft it is, and no more by who uploaded it.
  const at = `/api/forms/mine/${answer.id}/attachments/${file.json().id}`;
  expect((await li.get(at)).body).toBe('证明');
  expect((await wang.get(at)).statusCode).toBe(404);
  expect((await li.get(`/api/documents/attachments/${file.json().id}`)).statusCode).toBe(404);
  const done = (await li.post(`/api/forms/mine/${answer.id}/submit`)).json();
  expect(done).toMatchObject({ state: 'submitted', receipt: expect.stringMatching(/^[2-9A-Z]{10}$/) });
  expect(done.answers).not.toHaveProperty('address');
  expect((await li.post(`/api/forms/mine/${answer.id}/submit`)).json().receipt).toBe(done.receipt);
  expect((await save(li, answer.id, done.revision, {})).json().code).toBe('forms.handed-in');
  const printed = await li.post(`/api/forms/mine/${answer.id}/print`);
  expect(printed.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');

  const list = (await office.get('/api/forms/forms/data-correction/answers')).json();
  expect(list.items).toMatchObject([{ id: answer.id, receipt: done.receipt }]);
  expect(JSON.stringify(list)).not.toContain('名li');
  expect((await office.get(`/api/forms/answers/${answer.id}`)).json().code).toBe('request.purpose-missing');
  const opened = await office.get(`/api/forms/answers/${answer.id}`, { purpose: '转办' });
  expect(opened.json().answer.answers).toMatchObject({ name: '名li', rightValue: '本科' });
  const table = (await office.get('/api/forms/forms/data-correction/export', { purpose: '统计' })).body;
  expect(table).toContain('本科');
});

test('nobody else sees or changes an answer', async () => {
  const { answer } = await begin(wang);
  for (const ask of [
    li.post(`/api/forms/mine/${answer.id}/submit`),
    save(li, answer.id, 1, {}),
    li.post(`/api/forms/mine/${answer.id}/prefill`, { consent: true }),
    office.get(`/api/forms/answers/${answer.id}`, { purpose: '试' }),
  ])
    expect((await ask).statusCode).toBe(404);
  expect(
    (await li.get('/api/forms/mine')).json().items.some(({ id }: { id: string }) => id === answer.id),
  ).toBe(false);
  expect((await other.get('/api/forms/forms/data-correction/answers')).json().items).toEqual([]);
  expect((await city.stranger.post('/api/forms/published/data-correction/begin')).statusCode).toBe(401);
  expect((await city.stranger.get('/api/forms/published')).statusCode).toBe(200);
  expect((await li.get('/api/forms/forms')).statusCode).toBe(403);
});

test('one draft for each person, however many begin at once; a file of another is refused', async () => {
  const begun = await Promise.all(Array.from({ length: 6 }, () => begin(wang)));
  expect(new Set(begun.map(({ answer }) => answer.id)).size).toBe(1);
  const file = await li.upload('/api/documents/attachments?kind=forms.file', 'a.txt', '别人的');
  const { answer } = await begin(wang);
  const answers = {
    name: '王',
    mobile: '15412345678',
    item: 'address',
    address: '某处',
    proof: [file.json().id],
  };
  await save(wang, answer.id, answer.revision, answers);
  expect((await wang.post(`/api/forms/mine/${answer.id}/submit`)).json().code).toBe(
    'documents.attachment-not-yours',
  );
});

test('a department designs a form; answers keep the version they were given to', async () => {
  const question = (name: string) => ({ name, kind: 'text', label: { zh: name, en: name } });
  const body = (...names: string[]) => ({
    title: { zh: '试表', en: 'Trial' },
    lead: { zh: '试', en: 'Trial' },
    definition: { sections: [{ title: { zh: '一', en: 'One' }, questions: names.map(question) }] },
  });
  const put = (who: Asker, ...names: string[]) => who.put('/api/forms/forms/trial-form', body(...names));
  const publish = () => office.post('/api/forms/forms/trial-form/publish');
  expect((await put(office, 'a')).json()).toMatchObject({ state: 'draft', version: 1, owner: '330281-jxj' });
  expect((await li.post('/api/forms/published/trial-form/begin')).statusCode).toBe(404);
  expect((await put(other, 'a')).json().code).toBe('forms.not-owner');
  expect((await office.put('/api/forms/forms/data-correction', body('a'))).json().code).toBe(
    'forms.city-form',
  );
  expect((await put(office, 'a', 'a')).statusCode).toBe(400);
  expect((await publish()).json()).toMatchObject({ state: 'published', version: 1 });
  const { answer } = await begin(li, 'trial-form');
  await put(office, 'b');
  expect((await publish()).json().version).toBe(2);
  await save(li, answer.id, 1, { a: '旧版' });
  expect((await li.post(`/api/forms/mine/${answer.id}/submit`)).json()).toMatchObject({
    version: 1,
    answers: { a: '旧版' },
  });
  expect((await begin(li, 'trial-form')).form.version).toBe(2);
  expect((await city.stranger.get('/api/forms/published/trial-form/schema')).json().required).toEqual(['b']);
  expect((await office.post('/api/forms/forms/trial-form/retire')).statusCode).toBe(200);
  expect((await wang.post('/api/forms/published/trial-form/begin')).statusCode).toBe(404);
  const taken = (await li.post(`/api/forms/mine/${answer.id}/withdraw`)).json();
  expect(taken.state).toBe('withdrawn');
});

test('what a draft from before names and its own account uploaded comes to belong to it, and nothing of another', async () => {
  const { answer } = await begin(wang);
  const send = async (who: Asker): Promise<string> =>
    (await who.upload('/api/documents/attachments?kind=forms.file', 'a.txt', who.actor.id)).json().id;
  const [own, others, loose] = [await send(wang), await send(li), await send(wang)];
  const { db } = city.platform.services.store;
  // As it was saved before a save tied anything.
  await sql`update forms.answer set answers = ${JSON.stringify({ proof: [own, others] })}::jsonb
    where id = ${answer.id}`.execute(db);
  const context = city.platform.contextFor(system);
  const job = await context.startJob(db, tieDrafts, {}, { actor: system });
  expect((await city.finished(job)).status).toBe('done');
  const statuses = [own, others, loose].map(
    async (file) => (await wang.get(`/api/forms/mine/${answer.id}/attachments/${file}`)).statusCode,
  );
  expect(await Promise.all(statuses)).toEqual([200, 404, 404]);
});
