import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor';
import { fixedClock } from '#kernel/clock';
import { defineModule } from '#kernel/module';
import { contribute } from '#kernel/point';
import { samplingFramePoint } from '#kernel/sampling';
import { codesModule } from '#platform/base/codes';
import { documentsModule } from '#platform/base/documents';
import { formsModule } from '#platform/base/forms';
import { identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { notificationsModule } from '#platform/base/notifications';
import { organisationsModule } from '#platform/base/organisations';
import { schedulingModule } from '#platform/base/scheduling';
import { tasksModule } from '#platform/base/tasks';
import { openTestCity, type Asker, type TestCity } from '#testing';
import module from '../module.ts';
import { closeSurveysJob } from './jobs.ts';

const towns = ['330281001', '330281002'];
const people = Array.from({ length: 60 }, (_, at) => ({
  account: `citizen-${at}`,
  stratum: towns[at % 3 === 0 ? 0 : 1] ?? '',
  simulated: true,
}));
const list = defineModule({
  id: 'list',
  title: { zh: '名单', en: 'List' },
  folder: import.meta.dirname,
  dependsOn: ['feedback'],
  contributes: [
    contribute(samplingFramePoint, {
      code: 'list.citizens',
      title: { zh: '试验名单', en: 'Trial list' },
      members: async () => people,
    }),
  ],
});

const clock = fixedClock('2026-11-28T02:00:00Z');
let city: TestCity;
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
      formsModule,
      notificationsModule,
      schedulingModule,
      module,
      list,
    ],
    clock,
    work: false,
  });
  const grants = { 'feedback:survey': 'department' } as const;
  office = city.as({ id: 'office', organisation: '330281-jxj', grants });
  other = city.as({ id: 'other', organisation: '330281-mzj', grants });
});
afterAll(() => city.close());

const citizen = (id: string) =>
  city.as({ id, kind: 'citizen', grants: { 'feedback:rate': 'own', 'notifications:own': 'own' } });

const asked = {
  title: { zh: '满意度调查', en: 'Survey of satisfaction' },
  lead: { zh: '两分钟', en: 'Two minutes' },
  form: 'life-survey',
  frame: 'list.citizens',
  wanted: 30,
  seed: '当天号码 482',
  anonymous: true,
  closesOn: '2026-12-10',
};
const make = async (over: object = {}) =>
  (await office.post('/api/feedback/surveys', { ...asked, ...over })).json().id as string;
const db = () => city.platform.services.store.db;
const drawnFor = async (id: string) =>
  (
    await sql<{
      person: string;
    }>`select person from feedback.invitation where survey = ${id} order by person`.execute(db())
  ).rows.map(({ person }) => person);
const answer = (person: string, id: string, answers: object) =>
  citizen(person).post(`/api/feedback/my-surveys/${id}/answers`, { answers });

test('a sample is drawn by town, invited and told; only whoever was drawn may answer, once, and rightly', async () => {
  const id = await make();
  expect((await office.post(`/api/feedback/surveys/${id}/open`)).json()).toMatchObject({
    state: 'open',
    invited: 30,
    strata: [
      { stratum: '330281001', size: 20, drawn: 10, name: { zh: expect.any(String) } },
      { stratum: '330281002', size: 40, drawn: 20 },
    ],
  });
  expect((await office.post(`/api/feedback/surveys/${id}/open`)).json().code).toBe('feedback.survey-state');
  const drawn = await drawnFor(id);
  const outside = people.find(({ account }) => !drawn.includes(account))?.account ?? '';
  const [first = ''] = drawn;
  const told = (await citizen(first).get('/api/notifications/mine')).json();
  expect(JSON.stringify(told)).toContain('满意度调查');
  expect((await answer(outside, id, { overall: 'very' })).statusCode).toBe(404);
  expect((await citizen(outside).get(`/api/feedback/my-surveys/${id}`)).statusCode).toBe(404);
  const wrong = await answer(first, id, { overall: 'purple' });
  expect([wrong.statusCode, wrong.json().errors[0].path]).toEqual([422, 'answers.overall']);
  const twice = await Promise.all([1, 2, 3].map(() => answer(first, id, { overall: 'very' })));
  expect(twice.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409, 409]);
  expect((await citizen(first).get('/api/feedback/my-surveys')).json().items).toMatchObject([
    { id, answered: true },
  ]);
  expect((await city.stranger.get(`/api/feedback/surveys/${id}/results`)).statusCode).toBe(404);
  expect((await other.get(`/api/feedback/surveys/${id}`)).statusCode).toBe(404);
  expect((await other.post(`/api/feedback/surveys/${id}/close`)).statusCode).toBe(404);
  expect((await city.stranger.post('/api/feedback/surveys', asked)).statusCode).toBe(401);
});

test('an anonymous answer cannot be tied to a person by anything that is stored', async () => {
  const id = await make();
  await office.post(`/api/feedback/surveys/${id}/open`);
  const drawn = await drawnFor(id);
  for (const [at, person] of drawn.slice(0, 20).entries())
    expect((await answer(person, id, { overall: at < 14 ? 'very' : 'not', minutes: at })).statusCode).toBe(
      200,
    );
  expect((await office.get(`/api/feedback/surveys/${id}`)).json()).toMatchObject({ answered: 20 });
  expect((await office.get(`/api/feedback/surveys/${id}/answers`, { purpose: '看看' })).json().code).toBe(
    'feedback.survey-anonymous',
  );
  expect((await office.post(`/api/feedback/surveys/${id}/close`)).json()).toMatchObject({ state: 'closed' });

  const { rows } = await sql<{ row: Record<string, unknown>; writing: string; minutes: number }>`
    select to_jsonb(a) as row, a.xmin::text as writing, (a.answers->>'minutes')::int as minutes
    from feedback.survey_answer a where survey = ${id} order by a.ctid`.execute(db());
  expect(rows).toHaveLength(20);
  // No name, no time, one transaction for all, and not in the order in which they were given.
  expect(Object.keys(rows[0]?.row ?? {}).toSorted()).toEqual(['answers', 'id', 'person', 'survey']);
  expect(rows.every(({ row }) => row['person'] === null)).toBe(true);
  expect(new Set(rows.map(({ writing }) => writing)).size).toBe(1);
  expect(rows.map(({ minutes }) => minutes)).not.toEqual(rows.map((_, at) => at));
  const invitations = await sql<{ row: Record<string, unknown> }>`
    select to_jsonb(i) as row from feedback.invitation i where survey = ${id}`.execute(db());
  expect(Object.keys(invitations.rows[0]?.row ?? {}).toSorted()).toEqual([
    'answered',
    'person',
    'stratum',
    'survey',
  ]);

  const results = (await city.stranger.get(`/api/feedback/surveys/${id}/results`)).json();
  expect(results).toMatchObject({ invited: 30, answered: 20, simulated: true });
  expect(results.responseRate).toBeCloseTo(2 / 3);
  // Six said "not": a small group, and the other could be reckoned from it.
  const [overall] = results.questions;
  expect(overall.choices.map(({ count }: { count: number | null }) => count)).toEqual([null, 0, 0, null]);
  expect(JSON.stringify(results)).not.toContain('citizen-');
  expect((await answer(drawn[25] ?? '', id, { overall: 'very' })).json().code).toBe('feedback.survey-closed');
});

const keys = () => join(city.platform.services.config.dataFolder, 'keys');
const keyFile = (id: string) => join(keys(), `survey-${id}.key`);
/** Everything of this module that lies in the database, with the transaction that wrote it. */
async function written() {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'feedback'`.execute(db());
  const all = await Promise.all(
    tables.map(({ name }) =>
      sql<{ writing: string; row: string }>`select t.xmin::text as writing, to_jsonb(t)::text as row
        from ${sql.table(`feedback.${name}`)} t`.execute(db()),
    ),
  );
  return all.flatMap(({ rows }) => rows);
}

test('while it runs, whoever reads the database and its transaction numbers reads no answer, nor how long one is', async () => {
  const id = await make({ seed: 'sealed' });
  await office.post(`/api/feedback/surveys/${id}/open`);
  const [first = '', second = ''] = await drawnFor(id);
  expect((await answer(first, id, { overall: 'very', minutes: 437 })).statusCode).toBe(200);
  expect((await answer(second, id, { overall: 'not' })).statusCode).toBe(200);
  const rows = await written();
  // The transaction that answered can be found by its number, and what it wrote says nothing.
  const invitation = rows.find(({ row }) => row.includes(first) && row.includes(id));
  const beside = rows.filter(({ writing, row }) => writing === invitation?.writing && row.includes('sealed'));
  expect(beside).toHaveLength(1);
  const ofSurvey = rows.filter(({ row }) => row.includes(id)).map(({ row }) => row);
  expect(ofSurvey.join()).not.toContain('"minutes"');
  expect(ofSurvey.join()).not.toContain('"overall"');
  const lengths = ofSurvey.flatMap((row) => {
    const { sealed } = JSON.parse(row) as { sealed?: string };
    return sealed === undefined ? [] : [sealed.length];
  });
  expect(lengths).toHaveLength(2);
  expect(new Set(lengths).size).toBe(1);

  // Under another key nothing opens and nothing is lost.
  const key = await readFile(keyFile(id));
  await writeFile(keyFile(id), Buffer.alloc(32));
  expect((await office.post(`/api/feedback/surveys/${id}/close`)).json().code).toBe('feedback.box-shut');
  await rm(keyFile(id));
  await writeFile(keyFile(id), key);
  expect((await office.post(`/api/feedback/surveys/${id}/close`)).json()).toMatchObject({ state: 'closed' });
  expect((await readdir(keys())).filter((name) => name.includes(id))).toEqual([]);
  const { rows: open } = await sql<{ answers: object }>`
    select answers from feedback.survey_answer where survey = ${id}`.execute(db());
  expect(open.map(({ answers }) => JSON.stringify(answers)).join()).toContain('"minutes":437');
  expect(open).toHaveLength(2);
});

test('a key that outlived its survey goes with the next round', async () => {
  const { rows } = await sql<{ id: string }>`
    select id from feedback.survey where state = 'closed' and anonymous limit 1`.execute(db());
  const id = rows[0]?.id ?? '';
  await writeFile(keyFile(id), Buffer.alloc(32));
  await closeSurveysJob.run({}, {} as never, city.platform.contextFor(system));
  expect((await readdir(keys())).filter((name) => name.includes(id))).toEqual([]);
});

test('a survey that names its people opens each answer for a purpose; over its day it closes by itself', async () => {
  const id = await make({ anonymous: false, seed: 'another', closesOn: '2026-11-28' });
  await office.post(`/api/feedback/surveys/${id}/open`);
  const [first = ''] = await drawnFor(id);
  await answer(first, id, { overall: 'fairly' });
  expect((await office.get(`/api/feedback/surveys/${id}/answers`)).json().code).toBe(
    'request.purpose-missing',
  );
  const opened = (await office.get(`/api/feedback/surveys/${id}/answers`, { purpose: '回访' })).json();
  expect(opened.items).toMatchObject([{ answers: { overall: 'fairly' } }]);
  expect((await other.get(`/api/feedback/surveys/${id}/answers`, { purpose: '看' })).statusCode).toBe(404);
  clock.set('2026-11-29T02:00:00Z');
  expect((await answer(first, id, { overall: 'fairly' })).json().code).toBe('feedback.survey-closed');
  const context = city.platform.contextFor(system);
  await closeSurveysJob.run({}, {} as never, context);
  const results = (await city.stranger.get(`/api/feedback/surveys/${id}/results`)).json();
  expect(results).toMatchObject({ answered: null, responseRate: null });
});

test('refused: a form that names people for an anonymous survey, a list that is not there, a day that is over', async () => {
  const codeOf = async (over: object) =>
    (await office.post('/api/feedback/surveys', { ...asked, ...over })).json().code;
  expect(await codeOf({ form: 'data-correction' })).toBe('feedback.form-names');
  expect((await office.post('/api/feedback/surveys', { ...asked, form: 'no-form' })).statusCode).toBe(404);
  expect((await office.post('/api/feedback/surveys', { ...asked, frame: 'no.list' })).statusCode).toBe(404);
  expect(await codeOf({ closesOn: '2026-11-01' })).toBe('feedback.closes-before');
});
