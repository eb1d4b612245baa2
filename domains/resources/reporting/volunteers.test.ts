import { sql } from 'kysely';
import { afterAll, expect, test, vi } from 'vitest';
import { finishedBatch } from './testing/batches.ts';
import { codeOf, handIn, prefill, report, sheetOf } from './testing/companies.ts';
import { openPersons } from './testing/persons.ts';
import { indicators } from './indicators.ts';
import type { Offer, Sheet } from './contract.ts';

vi.setConfig({ testTimeout: 90_000 });

const { city, clock, civil, labour, child, daughter, elder, forChild, helpsChild, worker } =
  await openPersons();
afterAll(() => city.close());

const platform = city.as({ id: 'platform', grants: { '*': 'city' } });
const wishes = 'rsj-work-wishes';
const quarter = '2026-09-30';
const sheets = '/api/reporting/my/sheets';
const mine = async (who: typeof worker) =>
  (await who.get(sheets)).json<{ items: Sheet[]; offers: Offer[] }>();
const join = (who: typeof worker, code = wishes) => who.post(`/api/reporting/my/offers/${code}/join`);
const leave = (who: typeof worker) => who.post(`/api/reporting/my/offers/${wishes}/leave`);
const codes = (all: readonly { code: string }[]) => all.map(({ code }) => code);

test('what may be answered unasked is offered to whom it fits, and nobody owes it', async () => {
  await finishedBatch(city, platform, 'open');
  const { items, offers } = await mine(worker);
  expect(items).toEqual([]);
  expect(offers).toMatchObject([{ code: wishes, questions: 4, dueOn: expect.stringMatching(/^202[67]-/) }]);
  // Too old, too young.
  expect(codes((await mine(elder)).offers)).toEqual([]);
  expect(codes((await mine(child)).offers)).toEqual([]);
  expect((await join(elder)).statusCode).toBe(404);
  expect((await join(worker, 'mzj-home-care-needs')).statusCode).toBe(404);
  expect((await join(worker, 'no-such-return')).statusCode).toBe(404);
});

test('begun from two devices it is one; left it is none; nobody is reminded of it', async () => {
  const [one, two] = await Promise.all([join(worker), join(worker)]);
  expect([one.json(), two.json()]).toEqual([{ endsOn: quarter }, { endsOn: quarter }]);
  expect((await mine(worker)).items).toMatchObject([
    { endsOn: quarter, returns: [{ code: wishes, voluntary: true }] },
  ]);
  const remind = labour.post(`/api/reporting/returns/${wishes}/remind`, { period: '2026-Q3' });
  expect(await codeOf(remind)).toBe('reporting.nobody-left');
  expect((await leave(worker)).json()).toEqual({ code: wishes, state: 'dropped' });
  expect((await leave(worker)).statusCode).toBe(404);
  expect((await mine(worker)).items).toEqual([]);
  expect(codes((await mine(worker)).offers)).toEqual([wishes]);
});

test('who is known by name and number alone answers by hand; the register shows them nothing', async () => {
  await join(worker);
  expect(await codeOf(prefill(worker, quarter))).toBe('identity.real-name-needed');
  const answers = {
    'person.name': '模拟工人',
    'person.mobile': '15400000007',
    [`${wishes}.wishedWork`]: '模具工',
    [`${wishes}.trainingWished`]: 'true',
  };
  const saved = (await worker.put(`${sheets}/${quarter}`, { revision: 0, answers })).json<Sheet>();
  expect(saved.faults).toEqual([]);
  const handed = await handIn(worker, quarter, saved.revision);
  expect(handed.json()).toMatchObject({ state: 'handed-in', receipt: 'TB-2026-00001' });
  // What is handed in is not left any more; it is corrected.
  expect((await leave(worker)).statusCode).toBe(404);
  expect((await join(worker)).json()).toEqual({ endsOn: quarter });
  expect((await mine(worker)).items).toMatchObject([{ state: 'handed-in' }]);
});

test('left before it is handed in, nothing of it is kept; consent is withdrawn also of what nobody asks any more', async () => {
  const { db } = city.platform.services.store;
  const stored = async () =>
    (
      await sql<object>`select answers, origins, consented_by as by from reporting.sheet
        where respondent = 'P-daughter' and ends_on = ${quarter}::date`.execute(db)
    ).rows[0];
  const filled = async () => {
    await join(daughter);
    const known = (await prefill(daughter, quarter)).json<Sheet>();
    expect(known.answers).toMatchObject({ 'person.name': '模拟女儿' });
    return known;
  };
  const empty = { answers: {}, origins: {}, by: null };
  await filled();
  expect((await leave(daughter)).statusCode).toBe(200);
  expect(await stored()).toEqual(empty);
  await join(daughter);
  expect(await sheetOf(daughter, quarter)).toMatchObject({ answers: {}, consented: false });

  const retired = () =>
    sql`update reporting.filing set state = 'dropped' where person = 'P-daughter'`.execute(db);
  const { revision } = await filled();
  await retired();
  const withdrawn = await daughter.post(`${sheets}/${quarter}/withdraw-consent`, { revision });
  expect(withdrawn.json()).toMatchObject({ answers: {}, consented: false, returns: [] });
  // What a return left behind that was ended is cleared at night.
  await filled();
  await retired();
  await finishedBatch(city, platform, 'open');
  expect(await stored()).toEqual(empty);
});

/** A return of the bureau of civil affairs for those on its list. */
async function listReturn(): Promise<string> {
  const code = 'mzj-child-aid';
  const made = await civil.post('/api/reporting/returns', {
    code,
    titleZh: '儿童关爱登记',
    owner: '330281-mzj',
    asks: 'person',
    circle: 'list',
    period: 'once',
    dueDays: 10,
    beginsOn: '2026-11-20',
    basis: '试验',
  });
  expect(made.statusCode, made.body).toBe(200);
  const question = {
    code: `${code}.school`,
    labelZh: '就读年级名称',
    position: 1,
    type: 'text',
    nature: 'stock',
  };
  expect((await civil.post('/api/reporting/questions', { ...question, required: true })).statusCode).toBe(
    200,
  );
  const published = await civil.post(`/api/reporting/returns/${code}/publish`);
  expect(published.statusCode, published.body).toBe(200);
  // What persons say is theirs, though the designer did not say so.
  const { fields } = (await platform.get(`/api/catalogue/datasets/${code}`)).json<{
    fields: { name: string; sensitivity: string }[];
  }>();
  const open = fields.filter(({ sensitivity }) => sensitivity === 'internal').map(({ name }) => name);
  expect(open.toSorted()).toEqual(['reportedLate', 'reportedOn', 'reportedPeriod']);
  return code;
}

test('a child on a list is answered for by its guardian, and not by itself; who is not there is on no list', async () => {
  const code = await listReturn();
  const put = (person: string) =>
    civil.post('/api/reporting/respondents', { code: `${code}.${person}`, since: '2026-11-01' });
  expect((await put('P-child')).statusCode).toBe(200);
  for (const person of ['P-gone', 'P-nobody'])
    expect((await put(person)).json()).toMatchObject({ errors: [{ code: 'reporting.not-living' }] });
  const none = { code: 'mzj-home-care-needs.P-elder', since: '2026-11-01' };
  expect((await civil.post('/api/reporting/respondents', none)).json()).toMatchObject({
    errors: [{ code: 'reporting.no-list' }],
  });
  const day = '2026-11-20';
  const answers = { [`${code}.school`]: '二年级' };
  const byItself = child.put(`${sheets}/${day}`, { revision: 0, answers });
  expect(await codeOf(byItself)).toBe('reporting.minor');
  const byProxy = helpsChild.put(`${sheets}/${day}`, { revision: 0, answers });
  expect(await codeOf(byProxy)).toBe('reporting.minor');
  const done = await report(forChild, day, answers);
  expect(done).toMatchObject({ state: 'handed-in', byThemselves: false });
  // The child sees what was said of it.
  expect((await sheetOf(child, day)).answers).toMatchObject(answers);
  expect(await codeOf(daughter.get(`${sheets}/${day}`))).toBe('reporting.nothing-due');
});

test('a return says whom it asks in a way that makes sense', async () => {
  const make = (code: string, more: object) =>
    civil.post('/api/reporting/returns', {
      code,
      titleZh: '试验报表',
      owner: '330281-mzj',
      period: 'once',
      dueDays: 5,
      beginsOn: '2026-11-20',
      basis: '试验',
      ...more,
    });
  const refused = async (more: object) =>
    (await make('mzj-trial', more)).json<{ errors: { code: string }[] }>().errors.map(({ code }) => code);
  expect(await refused({ circle: 'residents' })).toEqual(['reporting.circle-of-persons']);
  expect(await refused({ ageFrom: 60 })).toEqual(['reporting.circle-of-persons']);
  const person = { asks: 'person', circle: 'residents' };
  expect(await refused({ ...person, ageFrom: 60, ageTo: 50 })).toEqual(['reporting.ages-turned']);
  expect(await refused({ ...person, place: '999999' })).toEqual(['records.unknown-reference']);
});

test('persons are compared with what is known of persons, and nothing of companies', async () => {
  const ask = async (asks: string) =>
    (await civil.get(`/api/reporting/known?words=${encodeURIComponent('姓名')}&asks=${asks}`))
      .json<{
        items: { item: string }[];
      }>()
      .items.map(({ item }) => item);
  expect(await ask('person')).toContain('person.name');
  expect(await ask('company')).not.toContain('person.name');
});

test('late it is marked and counted; what was saved counts persons too, what is voluntary is not owed', async () => {
  const at = new Date('2027-03-01T02:00:00Z');
  clock.set('2027-03-01T02:00:00Z');
  const done = await report(elder, '2026-11-15', {
    'mzj-home-care-needs.livesAlone': 'true',
    'mzj-home-care-needs.mealHelp': 'true',
    'wsj-elder-health-visit.visitWished': 'false',
  });
  expect(done.returns.map(({ late }) => late)).toEqual([true, true]);
  expect((await join(worker)).json()).toMatchObject({ endsOn: '2026-12-31' });
  const { db } = platform.context();
  const measured = new Map<string, number | null>();
  for (const { code, measure } of indicators) measured.set(code, (await measure(db, at)).value);
  // 13 questions, 9 cells of which the city filled in four; nothing saved on the sheets of the worker and the child.
  expect(measured.get('reporting-questions-saved')).toBe(13 - (9 - 4));
  // Due and over: two of the elder, late; one of the other, never; the child's in time.
  expect(measured.get('reporting-on-time')).toBe(25);
});
