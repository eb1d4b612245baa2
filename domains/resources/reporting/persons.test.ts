import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, expect, test, vi } from 'vitest';
import { finishedBatch } from './testing/batches.ts';
import { codeOf, errorsOf, handIn, prefill, report, sheetOf } from './testing/companies.ts';
import { died, lived, moved, openPersons } from './testing/persons.ts';
import type { Sheet } from './contract.ts';

vi.setConfig({ testTimeout: 90_000 });

const { city, civil, health, elder, far, daughter, sixty, forSixty } = await openPersons();
afterAll(() => city.close());

const platform = city.as({ id: 'platform', grants: { '*': 'city' } });
const day = '2026-11-15';
const care = 'mzj-home-care-needs';
const visit = 'wsj-elder-health-visit';
const sheets = '/api/reporting/my/sheets';
const filings = async (who: typeof civil, query = '') =>
  (await who.get(`/api/reporting/filings?limit=100${query}`)).json<{
    items: { id: string; person: string; company: string | null; state: string }[];
  }>().items;

/** Beside those of the register: who moved, within the city and over its border, before the day of the returns and after. */
async function movers(): Promise<void> {
  const [here, elsewhere] = ['330281103200', '330281001001'];
  await lived(city, {
    'P-came': [elsewhere, here],
    'P-went': [here, elsewhere],
    'P-left': [here],
    'P-leaving': [here],
    'P-newcomer': [here],
  });
  const { db } = city.platform.services.store;
  await moved(db, 'P-left', ['moved-out', day]);
  await moved(db, 'P-leaving', ['moved-out', '2026-11-16']);
  await moved(db, 'P-newcomer', ['moved-in', '2026-11-16']);
}

test('a return asks residents of a place and age on its day, and nobody who has died, lived elsewhere or had moved out', async () => {
  await movers();
  await finishedBatch(city, platform, 'open');
  const asked = async (who: typeof civil) => (await filings(who)).map(({ person }) => person).toSorted();
  expect(await asked(civil)).toEqual(['P-elder', 'P-leaving', 'P-sixty', 'P-went']);
  expect(await asked(health)).toEqual(['P-elder', 'P-leaving', 'P-went']);
  // Again at night nobody is asked twice.
  expect(await finishedBatch(city, platform, 'open')).toMatchObject({ opened: 0 });
  // Who is found to have moved out before the day owes nothing.
  await moved(city.platform.services.store.db, 'P-went', ['moved-out', '2026-11-10']);
  await finishedBatch(city, platform, 'open');
  const states = async (person: string) =>
    (await filings(civil, `&person=${person}`)).map(({ state }) => state);
  expect([await states('P-went'), await states('P-leaving')]).toEqual([['dropped'], ['due']]);
});

test('a citizen has one sheet, each item once, filled in by the register after consent and by nobody else', async () => {
  const mine = (await elder.get(sheets)).json<{ who: object; items: Sheet[] }>();
  expect(mine).toMatchObject({
    who: { kind: 'person', name: { zh: 'elder' } },
    items: [{ endsOn: day, state: 'untouched', questions: 13, cells: 9 }],
  });
  const before = await sheetOf(elder, day);
  expect(before.byThemselves).toBe(true);
  expect(before.answers).toEqual({});
  expect(before.list.find(({ cell }) => cell === `${care}.livesAlone`)?.askedBy).toHaveLength(2);
  expect(
    (await elder.post(`${sheets}/${day}/prefill`, { revision: 0, returns: [care, visit] })).statusCode,
  ).toBe(400);
  const known = (await prefill(elder, day)).json<Sheet>();
  expect(known).toMatchObject({
    consented: true,
    answers: {
      'person.name': '模拟老人甲',
      'person.birthDate': '1946-05-05',
      'person.mobile': '15400000000',
    },
  });
  expect(known.list.find(({ cell }) => cell === 'person.name')?.origin?.source.zh).toBe('人口基础库');
});

test('nobody sees the sheet of another, and a mere say-so opens none', async () => {
  expect(await codeOf(daughter.get(`${sheets}/${day}`))).toBe('reporting.nothing-due');
  expect((await far.get(sheets)).json()).toEqual({ who: null, items: [], offers: [] });
  expect(await codeOf(far.get(`${sheets}/${day}`))).toBe('reporting.no-mandate');
  expect((await civil.get(sheets)).statusCode).toBe(403);
  expect((await city.stranger.get(sheets)).statusCode).toBe(401);
});

test('consent taken back midway takes out what was filled in by it, and leaves what was written', async () => {
  const put = (body: object) => elder.put(`${sheets}/${day}`, body);
  const { revision, answers } = await sheetOf(elder, day);
  const own = { ...answers, 'person.mobile': '15411111111', [`${care}.livesAlone`]: 'true' };
  const saved = (await put({ revision, answers: own })).json<Sheet>();
  // The second device saw what stood before.
  expect(await codeOf(put({ revision, answers: {} }))).toBe('reporting.saved-elsewhere');
  const withdraw = (at: number) => elder.post(`${sheets}/${day}/withdraw-consent`, { revision: at });
  expect(await codeOf(withdraw(revision))).toBe('reporting.saved-elsewhere');
  const bare = (await withdraw(saved.revision)).json<Sheet>();
  expect(bare).toMatchObject({ consented: false, state: 'draft' });
  expect(bare.answers).toEqual({ 'person.mobile': '15411111111', [`${care}.livesAlone`]: 'true' });
  expect(bare.list.some(({ origin }) => origin !== null)).toBe(false);
  expect(await codeOf(withdraw(bare.revision))).toBe('reporting.no-consent');
});

test('who agreed when, and took it back when, stays for the citizen and for each department of its own', async () => {
  const mine = async (who: typeof elder) =>
    (await who.get('/api/reporting/my/consents')).json<{ items: object[] }>().items;
  const at = '2026-12-01T02:00:00.000Z';
  expect(await mine(elder)).toMatchObject([
    { endsOn: day, by: { zh: '本人' }, state: 'withdrawn', givenAt: at, endedAt: at, datasets: [] },
  ]);
  expect((await mine(elder))[0]).toMatchObject({ returns: [{ zh: expect.any(String) }, {}] });
  expect([await mine(daughter), await mine(far)]).toEqual([[], []]);
  const seen = async (who: typeof civil) =>
    (await who.get('/api/reporting/consents?limit=100')).json<{ items: object[] }>().items;
  const held = { person: 'P-elder', state: 'withdrawn' };
  expect(await seen(civil)).toMatchObject([{ ...held, return: care }]);
  expect(await seen(health)).toMatchObject([{ ...held, return: visit }]);
  expect((await city.stranger.get('/api/reporting/consents')).statusCode).toBe(401);
});

const answers = {
  'person.mobile': '15411111111',
  [`${care}.livesAlone`]: 'true',
  [`${care}.mealHelp`]: 'false',
  [`${care}.careNeed`]: '夜间照看',
  [`${visit}.longIllness`]: '高血压',
  [`${visit}.visitWished`]: 'true',
};

test('handed in once each department has its own items, what is sensitive apart and all masked', async () => {
  const { revision } = await sheetOf(elder, day);
  const wrong = { ...answers, [`${care}.livesAlone`]: '也许', 'person.mobile': '12' };
  const told = (await elder.put(`${sheets}/${day}`, { revision, answers: wrong })).json<Sheet>();
  expect(told.faults.map(({ cell }) => cell)).toEqual(
    expect.arrayContaining(['person.name', 'person.mobile', `${care}.livesAlone`]),
  );
  const early = await handIn(elder, day, told.revision);
  expect(errorsOf(early)).toContainEqual([`${care}.livesAlone`, 'reporting.answer']);
  const done = await report(elder, day, answers);
  expect(done).toMatchObject({ state: 'handed-in', receipt: 'TB-2026-00001' });

  const path = (code: string) => `/api/reporting/filings/${code}.${day}.P-elder`;
  expect((await civil.get(path(care))).json()).toMatchObject({
    person: 'P-elder',
    answers: '***',
    sensitiveAnswers: '***',
    meta: { masked: ['answers', 'sensitiveAnswers'] },
  });
  const seen = async (who: typeof civil, code: string) =>
    (await who.get(`${path(code)}?reveal=yes`, { purpose: '安排助餐' })).json();
  const { answers: own, sensitiveAnswers } = await seen(civil, care);
  expect(own).toEqual({
    name: '模拟老人甲',
    birthDate: '1946-05-05',
    address: '试验村 1 号',
    mobile: '15411111111',
    livesAlone: 'true',
    mealHelp: 'false',
  });
  expect(sensitiveAnswers).toEqual({ careNeed: '夜间照看' });
  // Whoever verifies what companies report opens nothing of a person.
  const rights = { 'reporting:read': 'department', 'reporting:reveal': 'department' } as const;
  const ofCompanies = city.as({ id: 'verifier', organisation: '330281-mzj', grants: rights });
  expect(await seen(ofCompanies, care)).toMatchObject({
    asks: 'person',
    answers: '***',
    sensitiveAnswers: '***',
    meta: { masked: ['answers', 'sensitiveAnswers'] },
  });
  const clerk = city.as({
    id: 'clerk',
    organisation: '330281-mzj',
    grants: { 'reporting:read': 'department' },
  });
  expect(await seen(clerk, care)).toMatchObject({ code: 'records.may-not-reveal' });
  expect((await seen(health, visit)).sensitiveAnswers).toEqual({ longIllness: '高血压' });
  expect((await civil.get(path(visit))).statusCode).toBe(404);
});

test('the citizen sees who looked into the answers, and why', async () => {
  const looks = (await elder.get('/api/ledger/mine?limit=50')).json<{
    items: { resource: string; purpose: string | null; action: string }[];
  }>().items;
  expect(looks).toContainEqual(
    expect.objectContaining({ resource: 'reporting.filing', purpose: '安排助餐', action: 'read' }),
  );
  expect(looks).toContainEqual(expect.objectContaining({ resource: 'reporting.sheet', action: 'read' }));
  // Whoever asked for it in clear and may not open it saw it masked, and the ledger does not say otherwise.
  const auditor = city.as({ id: 'auditor', grants: { 'ledger:audit': 'city' } });
  const entries = (
    await auditor.get('/api/ledger/entries?resource=reporting.filing&action=read&limit=50')
  ).json<{ items: { actor: { id: string }; detail: { fields: string } }[] }>().items;
  const of = (id: string) =>
    entries.filter(({ actor }) => actor.id === id).map(({ detail }) => detail.fields);
  expect(of('verifier')).toEqual(['masked']);
  expect(of('clerk-330281-wsj')).toContain('revealed');
});

test('corrected it reaches whom it concerns, and both datasets have the person by number', async () => {
  await report(elder, day, { ...answers, [`${care}.careNeed`]: '白天照看' });
  const corrections = async (who: typeof civil, code: string) =>
    (await who.get(`/api/reporting/filings/${code}.${day}.P-elder`)).json<{ corrections: number }>()
      .corrections;
  expect([await corrections(civil, care), await corrections(health, visit)]).toEqual([1, 0]);
  await finishedBatch(city, platform);
  const reader = city.as({ id: 'reader', grants: { 'ingestion:read': 'city', 'catalogue:read': 'city' } });
  for (const dataset of [care, visit])
    await expect
      .poll(
        async () =>
          (await reader.get(`/api/ingestion/batches?dataset=${dataset}`)).json<{ items: object[] }>().items,
        { timeout: 20_000 },
      )
      .toMatchObject([{ rows: 1, simulated: true }]);
  const entry = (await reader.get(`/api/catalogue/datasets/${care}`)).json<{ fields: { name: string }[] }>();
  expect(entry.fields).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'reportedBy', type: 'citizen-id', sensitivity: 'sensitive' }),
      expect.objectContaining({ name: 'name', sensitivity: 'personal', mask: 'name' }),
      expect.objectContaining({ name: 'careNeed', sensitivity: 'sensitive' }),
    ]),
  );
});

test('what was handed in before sensitive answers stood apart is put apart, in every version', async () => {
  const { db } = city.platform.services.store;
  const tables = ['reporting.filing', 'reporting.filing_history'].map((name) => sql.raw(name));
  const told = async () => {
    const found = tables.map((table) =>
      sql<object>`select revision, answers, sensitive_answers as apart from ${table}
        where return = ${care} and answers is not null order by revision`.execute(db),
    );
    return (await Promise.all(found)).flatMap(({ rows }) => rows);
  };
  const before = await told();
  expect(before).toMatchObject([{ apart: { careNeed: '白天照看' } }, { apart: { careNeed: '夜间照看' } }]);
  for (const table of tables)
    await sql`update ${table} set answers = answers || coalesce(sensitive_answers, '{}'), sensitive_answers = null
      where return = ${care} and answers is not null`.execute(db);
  expect(await told()).toMatchObject([{ apart: null }, { apart: null }]);
  const migration = `${import.meta.dirname}/migrations/202611301005-sensitive-apart.sql`;
  const statements = (await readFile(migration, 'utf8')).split(/;\n/).filter((each) => each.trim() !== '');
  for (const statement of statements) await sql.raw(statement).execute(db);
  expect(await told()).toEqual(before);
});

test('a daughter fills in for her father whom she may act for; the ledger says that she looked', async () => {
  // Nothing of his is there yet.
  expect((await sheetOf(sixty, day)).answers).toEqual({});
  const mine = (await forSixty.get(sheets)).json<{ who: object; items: Sheet[] }>();
  expect(mine).toMatchObject({ who: { name: { zh: expect.stringContaining('*') } }, items: [{ cells: 7 }] });
  const done = await report(forSixty, day, {
    [`${care}.livesAlone`]: 'false',
    [`${care}.mealHelp`]: 'true',
  });
  expect(done).toMatchObject({ byThemselves: false, receipt: 'TB-2026-00002' });
  expect(done.answers['person.name']).toBe('模拟老人乙');
  // What the register filled in is not read, and not overwritten, by who knows his name and number.
  expect(await codeOf(sixty.get(`${sheets}/${day}`))).toBe('identity.real-name-needed');
  const over = sixty.put(`${sheets}/${day}`, { revision: done.revision, answers: {} });
  expect(await codeOf(over)).toBe('identity.real-name-needed');
  await sheetOf(forSixty, day);
  const auditor = city.as({ id: 'auditor', grants: { 'ledger:audit': 'city' } });
  const entries = (await auditor.get('/api/ledger/entries?resource=reporting.sheet&limit=5')).json<{
    items: { basis: string }[];
  }>().items;
  expect(entries[0]).toMatchObject({ basis: 'relation:relations.family-proxy' });
});

test('whoever has died is asked no more, and nothing is handed in for them', async () => {
  const { db } = city.platform.services.store;
  await died(db, 'P-sixty');
  const { revision, answers: had } = await sheetOf(forSixty, day);
  const put = forSixty.put(`${sheets}/${day}`, { revision, answers: had });
  expect(await codeOf(put)).toBe('reporting.respondent-gone');
  await sql`update reporting.filing set state = 'due' where person = 'P-sixty'`.execute(db);
  await finishedBatch(city, platform, 'open');
  expect((await filings(civil, '&person=P-sixty')).map(({ state }) => state)).toEqual(['dropped']);
});

test('what is kept of the progress is what the filings say, summed up or not', async () => {
  const { db } = city.platform.services.store;
  const key = sql.raw('return, owner, period, ends_on, due_on, state, late, voluntary, simulated');
  const counted = sql`select ${key}, count(*)::int as n from reporting.filing
    where withdrawn_at is null and state <> 'dropped' group by ${key} order by ${key}`;
  const sums = sql`select ${key}, sum(filings)::int as n from reporting.progress
    group by ${key} having sum(filings) <> 0 order by ${key}`;
  await sql`delete from reporting.filing where id like '%P-leaving'`.execute(db);
  const { rows } = await counted.execute(db);
  expect(rows.length).toBeGreaterThan(1);
  expect((await sums.execute(db)).rows).toEqual(rows);
  await finishedBatch(city, platform);
  expect((await sums.execute(db)).rows).toEqual(rows);
  const { rows: left } = await sql`select from reporting.progress`.execute(db);
  expect(left).toHaveLength(rows.length);
});
