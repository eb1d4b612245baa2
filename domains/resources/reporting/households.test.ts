import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, expect, test, vi } from 'vitest';
import { Dataset, publishDataset } from '#platform/data/catalogue';
import { collectFile } from '#platform/data/ingestion';
import { codeOf, handIn, partyOf, prefill, sheetOf } from './testing/companies.ts';
import { finishedBatch } from './testing/batches.ts';
import { died, numberOf, openPersons } from './testing/persons.ts';
import type { Sheet } from './contract.ts';
import { households } from './simulate.ts';

vi.setConfig({ testTimeout: 90_000 });

const { city, civil, health, elder, far } = await openPersons();
afterAll(() => city.close());

const platform = city.as({ id: 'platform', grants: { '*': 'city' } });
const sheets = '/api/reporting/my/sheets';
const allowance = 'mzj-aided-households.kind';

/** What the bureau of civil affairs has of households on the allowance: a row names one of them. */
async function describe(): Promise<void> {
  const context = platform.context();
  const field = (name: string, zh: string, type: 'text' | 'citizen-id') =>
    ({ name, label: { zh, en: zh }, type, sensitivity: 'personal', mask: 'hidden' }) as const;
  const title = { zh: '低保家庭', en: 'Aided households' };
  const dataset = Dataset.parse({
    code: 'mzj-aided-households',
    title,
    provider: '330281-mzj',
    abstract: title,
    theme: 'social-security',
    share: { type: 'conditional', condition: title },
    cycle: 'monthly',
    subject: 'none',
    rowsOf: 'household',
    key: 'caseNumber',
    fields: [
      field('caseNumber', '低保证号', 'text'),
      field('citizenId', '公民身份号码', 'citizen-id'),
      field('kind', '保障类别', 'text'),
    ],
  });
  await context.transaction((tx) =>
    publishDataset(context, tx, dataset, { origin: 'cataloguing:D1', simulated: true }),
  );
}

async function deliver(person: Parameters<typeof numberOf>[0], kind: string): Promise<void> {
  const text = `低保证号,公民身份号码,保障类别\nD-${person},${numberOf(person)},${kind}\n`;
  const given = {
    dataset: 'mzj-aided-households',
    filename: `${person}.csv`,
    mode: 'update',
    simulated: true,
  } as const;
  const { batch } = await collectFile(platform.context(), given, Readable.from([text]));
  const status = async () =>
    (await platform.get(`/api/ingestion/batches/${batch}`)).json<{ status: string }>().status;
  await expect.poll(status, { timeout: 30_000 }).toBe('checked');
}

/** The elder is the head, and lives with the daughter and the child. */
async function household(): Promise<void> {
  const { db } = platform.context();
  await sql`insert into registers.household (id, number, head, members, division, address, state, simulated)
    values ('H-one', '330281900001', 'P-elder', 3, '330281103200', '试验村 1 号', 'standing', true)`.execute(
    db,
  );
  await sql`insert into registers.household_member (person, position, number, told_on)
    select p, 1, '330281900001', '2026-01-01' from unnest(array['P-elder', 'P-daughter', 'P-child']) p`.execute(
    db,
  );
}

test('a household answers once, by whichever adult of it; its place shows how far it is', async () => {
  await household();
  await describe();
  const [code, end] = ['mzj-household', '2026-11-25'];
  const draft = {
    code,
    titleZh: '家庭户情况登记',
    owner: '330281-mzj',
    asks: 'household',
    circle: 'residents',
    place: '330281103200',
    period: 'once',
    dueDays: 20,
    beginsOn: end,
    basis: '试验',
  };
  const create = (more: object) => civil.post('/api/reporting/returns', { ...draft, ...more });
  expect((await create({ ageFrom: 60 })).body).toContain('reporting.circle-of-households');
  expect((await create({ circle: 'volunteers' })).body).toContain('reporting.circle-of-households');
  expect((await create({})).statusCode).toBe(200);
  const ask = (name: string, more: object) =>
    civil.post('/api/reporting/questions', {
      code: `${code}.${name}`,
      type: 'text',
      nature: 'stock',
      required: true,
      ...more,
    });
  const address = { labelZh: '户籍地址', position: 1, item: 'household.address' };
  expect((await ask('address', address)).statusCode).toBe(200);
  expect((await ask('rooms', { labelZh: '住房间数', position: 2, type: 'integer' })).statusCode).toBe(200);
  const aid = { labelZh: '保障类别', position: 3, nature: 'lasting', required: false };
  expect((await ask('aid', aid)).statusCode).toBe(200);
  const publishing = () => civil.post(`/api/reporting/returns/${code}/publish`);
  // A department has it of households: it is not asked as if none did.
  expect(await codeOf(publishing())).toBe('reporting.repeated');
  const bound = await civil.post(`/api/reporting/questions/${code}.aid/bind`, { item: allowance });
  expect(bound.statusCode, bound.body).toBe(200);
  // Nobody may act for a household of which nothing is asked.
  const acting = async (who: typeof elder) =>
    (await who.get('/api/identity/acting')).json<{ choices: { title: { zh: string } }[] }>().choices;
  const offered = async (who: typeof elder) =>
    (await acting(who)).some(({ title }) => title.zh.includes('本户'));
  expect(await offered(elder)).toBe(false);
  expect((await publishing()).statusCode).toBe(200);
  await expect.poll(() => offered(elder), { timeout: 30_000 }).toBe(true);
  expect(await offered(await partyOf(city, 'none', 'daughter'))).toBe(true);
  expect(await offered(await partyOf(city, 'none', 'child'))).toBe(false);
  expect(await offered(far)).toBe(false);

  const byDaughter = await partyOf(city, '本户', 'daughter');
  // Only by its consent, and of those whom it names: the head’s, and not the neighbour’s.
  await deliver('P-elder', '一类');
  await deliver('P-sixty', '二类');
  const without = (await prefill(byDaughter, end, { datasets: [] })).json<Sheet>();
  expect(without.answers).toEqual({ 'household.address': '试验村 1 号' });
  const known = (await prefill(byDaughter, end)).json<Sheet>();
  expect(known).toMatchObject({
    who: { kind: 'household', name: { zh: expect.stringMatching(/^模.*户$/) } },
    answers: { 'household.address': '试验村 1 号', [allowance]: '一类' },
    returns: [{ code }],
  });
  expect(known.list.find(({ cell }) => cell === allowance)?.origin?.source.zh).toBe(
    '余姚市民政局“低保家庭”（2026-12-01 归集）',
  );
  const answers = { ...known.answers, [`${code}.rooms`]: '4' };
  const saved = await byDaughter.put(`${sheets}/${end}`, { revision: known.revision, answers });
  expect(saved.statusCode, saved.body).toBe(200);
  const { revision } = saved.json<Sheet>();
  expect((await handIn(byDaughter, end, revision)).json<Sheet>()).toMatchObject({ state: 'handed-in' });
  // It is the household's, so the head has it too, and nobody has it as their own.
  const byHead = await partyOf(city, '本户', 'elder');
  const handed = await sheetOf(byHead, end);
  expect(handed).toMatchObject({ state: 'handed-in', answers });
  expect((await handIn(byHead, end, handed.revision)).json()).toMatchObject({ code: 'reporting.handed-in' });
  expect(await codeOf(elder.get(`${sheets}/${end}`))).toBe('reporting.nothing-due');

  const places = (who: typeof civil) => who.get(`/api/reporting/progress/${code}/${end}/places`);
  expect((await places(civil)).json()).toMatchObject({
    title: { zh: '家庭户情况登记' },
    items: [{ division: '330281103200', owed: 1, handedIn: 1, overdue: 0 }],
  });
  expect((await places(health)).statusCode).toBe(404);
  const filing = `/api/reporting/filings/${code}.${end}.H-one`;
  expect((await civil.get(filing)).json()).toMatchObject({
    household: 'H-one',
    asks: 'household',
    answers: '***',
  });
  const seen = await civil.get(`${filing}?reveal=yes`, { purpose: '核对住房' });
  expect(seen.json()).toMatchObject({ answers: { address: '试验村 1 号', rooms: '4', aid: '一类' } });
  // Whoever belongs to the household sees who looked.
  const looks = (await elder.get('/api/ledger/mine?limit=50')).json<{ items: object[] }>().items;
  expect(looks).toContainEqual(
    expect.objectContaining({ resource: 'reporting.filing', purpose: '核对住房' }),
  );
  expect(await finishedBatch(city, platform)).toMatchObject({ unsigned: 0 });
});

test('households of a place are those of the return’s day, wherever they are by now', async () => {
  const { db } = platform.context();
  const open = async () => {
    await finishedBatch(city, platform, 'open');
    const { items } = (await civil.get('/api/reporting/filings?return=mzj-household&limit=20')).json<{
      items: { household: string; state: string }[];
    }>();
    return Object.fromEntries(items.map(({ household, state }) => [household, state]));
  };
  const place = async (id: string, number: string, members: string) => {
    await sql`insert into registers.household (id, number, head, members, division, address, state, simulated, valid_from)
      values (${id}, ${number}, null, 1, '330281103200', '试验村 2 号', 'standing', true, '2026-10-01')`.execute(
      db,
    );
    await sql
      .raw(
        `insert into registers.household_member (person, position, number, from_day, until_day) values ${members}`,
      )
      .execute(db);
  };
  // Moved in the day after; founded long before; and one from which everybody had gone by then.
  await place('H-new', 'N1', "('P-far', 5, 'N1', '2026-11-26', null)");
  await place('H-old', 'N2', "('P-far', 6, 'N2', '2020-01-01', null)");
  await place(
    'H-gap',
    'N3',
    "('P-far', 7, 'N3', '2020-01-01', '2026-11-01'), ('P-far', 8, 'N3', '2026-11-28', null)",
  );
  // Moved to another place since, and come from there since.
  await place('H-went', 'N4', "('P-far', 9, 'N4', null, null)");
  await sql`update registers.household set division = '330281001001', valid_from = '2026-11-28', revision = 2 where id = 'H-went'`.execute(
    db,
  );
  const owing = { 'H-old': 'due', 'H-one': 'handed-in', 'H-went': 'due' };
  expect(await open()).toEqual(owing);
  // Registered late: by then nobody had belonged to it yet.
  await sql`update registers.household_member set from_day = '2026-11-27' where number = 'N2'`.execute(db);
  expect(await open()).toEqual({ ...owing, 'H-old': 'dropped' });
  // The simulator answers for some of them.
  await households.play(platform.context(), 1);
  expect(await open()).toEqual({ ...owing, 'H-old': 'dropped', 'H-went': 'handed-in' });
  await sql`update registers.household set state = 'empty' where id like 'H-%' and id <> 'H-one'`.execute(db);
});

test('a household that stands no longer owes nothing, and nobody answers for it', async () => {
  const { db } = platform.context();
  const byHead = await partyOf(city, '本户', 'elder');
  await sql`update registers.household set state = 'empty' where id = 'H-one'`.execute(db);
  await sql`update reporting.filing set state = 'due' where household = 'H-one'`.execute(db);
  // Also in a night in which somebody has died who owes something.
  // Who acted for it acts for themselves from now on.
  expect((await byHead.get(sheets)).json()).toMatchObject({ who: { kind: 'person' } });
  await died(db, 'P-elder');
  await finishedBatch(city, platform, 'open');
  const { items } = (await civil.get('/api/reporting/filings?household=H-one&limit=10')).json<{
    items: { state: string }[];
  }>();
  expect(items.map(({ state }) => state)).toEqual(['dropped']);
  const own = await civil.get('/api/reporting/filings?person=P-elder&limit=10');
  expect(own.json<{ items: { state: string }[] }>().items.map(({ state }) => state)).toEqual(['dropped']);
});
