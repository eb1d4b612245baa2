import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { system } from '#kernel/actor';
import type { JobRun } from '#kernel/job';
import { linkNow } from '#platform/data/linkage';
import type { Comparison } from '#platform/data/linkage/contract';
import { aboutOfKey, readTruthPeople } from '#simulator';
import type { Asker, TestCity } from '#testing';
import { openLinkageCity, row, withoutNumbers, type Known, type LinkageCity } from './linkage-city.ts';

vi.setConfig({ testTimeout: 120_000 });

const base = '/api/linkage';

interface PairRow {
  readonly id: string;
  readonly dataset: string;
  readonly rowKey: string;
  readonly person: string;
  readonly state: string;
}

let all: LinkageCity;
let city: TestCity;
let office: Asker;
let boss: Asker;
let clerk: Asker;
let colleague: Asker;
let health: Asker;
let known: readonly Known[];

const context = () => city.platform.contextFor(system);

beforeAll(async () => {
  all = await openLinkageCity();
  ({ city, office, boss, clerk, colleague, health, known } = all);
}, 480_000);
afterAll(() => all?.close());

const ended = async (job: string) => {
  const row = await city.finished(job);
  expect(row, JSON.stringify(row)).toMatchObject({ status: 'done' });
  return row.outcome as { summary: { en: string }; data: Record<string, number> & { before: boolean } };
};
const start = async (path: string, body?: object) => {
  const begun = await office.post(`${base}/${path}`, body);
  expect(begun.statusCode, begun.body).toBe(200);
  return ended(begun.json<{ job: string }>().job);
};

const pairs = async (query = '', asker = office) =>
  (await asker.get(`${base}/pairs?limit=200&${query}`)).json<{ items: PairRow[] }>().items;

const runIt = () => start('start');
const rowKeys = (all: readonly PairRow[]) => all.map(({ rowKey, state }) => `${rowKey} ${state}`).toSorted();
const ours = async (): Promise<PairRow[]> => {
  const { rows } = await sql<PairRow>`select id, dataset, row_key as "rowKey", person, state
    from linkage.pair where row_key like 'X%' order by row_key`.execute(context().db);
  return rows;
};
const pairOf = async (key: string): Promise<PairRow> => {
  const found = (await ours()).find(({ rowKey }) => rowKey === key);
  if (!found) throw new Error(`no pair of ${key}`);
  return found;
};
const person = async (id: string) =>
  (await office.get(`/api/registers/persons/${id}?reveal=yes`, { purpose: '测试' })).json<
    Record<string, unknown> & { origins: Record<string, { dataset: string }>; meta: { revision: number } }
  >();
interface Member {
  readonly dataset: string;
  readonly key: string;
  readonly how: { readonly model: string; readonly probability: number; readonly decidedBy: string[] } | null;
}
const membersOf = async (id: string) =>
  (await office.get(`/api/registers/entities/${id}/members`)).json<{ items: Member[] }>().items;
const decide = (asker: Asker, id: string, said: string, reason = '逐项核对') =>
  asker.post(`${base}/pairs/${id}/decisions`, { said, reason });
const code = (answer: { json<T>(): T }) => answer.json<{ code: string }>().code;

test('a version is trained without labels and only proposed: nothing is linked by it', async () => {
  const [sure, second, third, fourth, nobody] = known as [Known, Known, Known, Known, Known];
  await all.deliver([
    row('X1', sure, { mobile: '15499990001' }),
    row('X2', second, { address: '' }),
    row('X3', third, { address: '' }),
    row('X4', fourth, { address: '' }),
    row('X5', nobody, { address: '', name: '欧阳某某' }),
  ]);
  expect(code(await clerk.post(`${base}/trainings`, { reason: '首次' }))).toBe('identity.forbidden');
  const trained = await start('trainings', { reason: '首次训练' });
  expect(trained.data).toMatchObject({ version: 'v1', wouldLink: expect.any(Number) as number, wouldAsk: 3 });
  expect((await runIt()).summary.en).toContain('No linkage model is in force');
  expect(await pairs()).toEqual([]);
});

/** The job's own hold on its machinery, killed at a step. */
const killedAt = (step: (done: number) => boolean): JobRun => ({
  id: 'test',
  attempt: 1,
  signal: new AbortController().signal,
  state: undefined,
  progress: ({ done }) => {
    if (step(done)) throw new Error('killed');
  },
  checkpoint: () => Promise.resolve(),
});

test('killed in the middle and again, a run ends in what it would have been; only another person puts a model in force', async () => {
  const { rows } = await sql<never>`select version, state, config, parameters, proposed_by as "proposedBy"
    from linkage.model`.execute(context().db);
  const [model] = rows;
  if (!model) throw new Error('no model');
  const before = await person((known[0] as Known).id);
  for (const step of [(done: number) => done === 0, (done: number) => done > 0])
    await expect(linkNow(context(), model, killedAt(step))).rejects.toThrow('killed');
  expect((await pairs()).length).toBeGreaterThan(5);

  const verdict = { approve: true, reason: '试算结果合理' };
  expect(code(await office.post(`${base}/models/v1/decision`, verdict))).toBe('linkage.own-model');
  expect((await clerk.post(`${base}/models/v1/decision`, verdict)).statusCode).toBe(403);
  expect((await boss.post(`${base}/models/v1/decision`, verdict)).json()).toMatchObject({
    state: 'in-force',
  });
  expect(code(await boss.post(`${base}/models/v1/decision`, verdict))).toBe('linkage.model-decided');

  await runIt();
  expect(rowKeys(await ours())).toEqual(['X1 linked', 'X2 waiting', 'X3 waiting', 'X4 waiting', 'X5 nobody']);
  const after = await person((known[0] as Known).id);
  expect(after.meta.revision, 'one version, however often it was begun').toBe(before.meta.revision + 1);
});

test('of the simulated rows each that joined by itself is who it truly is', async () => {
  const everybody = await readTruthPeople(all.folder);
  const { rows } = await sql<PairRow & { citizenId: string }>`
    select p.dataset, p.row_key as "rowKey", r.citizen_id as "citizenId" from linkage.pair p
    join registers.person r on r.id = p.person where p.state = 'linked' and p.simulated`.execute(
    context().db,
  );
  const right = rows.filter(
    ({ dataset, rowKey, citizenId }) => everybody[aboutOfKey(dataset, rowKey)]?.citizenId === citizenId,
  );
  expect(rows.length).toBeGreaterThan(4);
  expect(right.length / rows.length).toBeGreaterThanOrEqual(0.99);
});

test('a row that joined is part of the person, says what nobody said better, and how it came', async () => {
  const { id, name } = known[0] as Known;
  const found = await person(id);
  expect(found).toMatchObject({ name, mobile: '15499990001', sources: 2 });
  expect(found.origins['mobile']).toMatchObject({ dataset: 'rsj-insured' });
  expect(found.origins['address']).toMatchObject({ dataset: 'gaj-population' });
  const linked = (await membersOf(id)).filter(({ how }) => how !== null);
  expect(linked).toMatchObject([{ dataset: 'rsj-insured', key: 'X1', how: { model: 'v1', decidedBy: [] } }]);
});

test('each department sees its own pairs, masked, with every comparison told and in the ledger', async () => {
  const { id, person: subject } = await pairOf('X2');
  const look = (asker: Asker, reveal = 'no', purpose?: string) =>
    asker.get(`${base}/pairs/${id}/comparison?reveal=${reveal}`, purpose ? { purpose } : {});
  expect((await look(health)).statusCode).toBe(404);
  expect((await health.get(`${base}/pairs/${id}`)).statusCode).toBe(404);
  expect((await city.stranger.get(`${base}/pairs`)).statusCode).toBe(401);
  const { name, birth } = known[1] as Known;
  const masked = (await look(clerk)).json<Comparison>();
  expect(masked).toMatchObject({ masked: true, mayDecide: true, state: 'waiting', person: subject });
  expect(JSON.stringify(masked)).not.toContain(name);
  expect(masked.lines.find(({ attribute }) => attribute === 'name')?.level?.zh).toBe('相同');
  expect(masked.lines.find(({ attribute }) => attribute === 'citizenId')?.level?.en).toBe('missing');
  const sum = masked.lines.reduce((bits, { weight }) => bits + (weight ?? 0), masked.prior);
  expect(sum).toBeCloseTo(masked.weight, 1);
  expect(code(await look(clerk, 'yes'))).toBe('linkage.purpose-missing');
  const open = (await look(clerk, 'yes', '核对是否同一人')).json<Comparison>();
  expect(open.lines.find(({ attribute }) => attribute === 'birthDate')).toMatchObject({
    left: birth,
    right: birth,
  });
  const looks = async () => {
    const { rows } = await sql<{
      purpose: string | null;
    }>`select body::jsonb ->> 'purpose' as purpose from ledger.entry
      where resource = 'linkage.pair' and action = 'read' and body::jsonb #>> '{detail,pair}' = ${id} order by sequence`.execute(
      context().db,
    );
    return rows.map(({ purpose }) => purpose);
  };
  await expect.poll(looks, { timeout: 10_000 }).toEqual([null, '核对是否同一人']);
});

test('two different people make one of two; the second pair of eyes is never the first', async () => {
  const { id, person: who } = await pairOf('X2');
  expect((await decide(health, id, 'same')).statusCode).toBe(404);
  const first = (await decide(clerk, id, 'same')).json<{ state: string; next: string }>();
  expect(first.state).toBe('confirming');
  expect(first.next, 'the next one opens').toMatch(/^L[0-9A-F]{12}$/);
  expect(first.next).not.toBe(id);
  expect(code(await decide(clerk, id, 'same'))).toBe('linkage.own-decision');
  expect((await membersOf(who)).filter(({ how }) => how !== null)).toEqual([]);
  const tasks = (await office.get('/api/tasks?kind=linkage.confirm')).json<{ items: { count: number }[] }>();
  expect(tasks.items).toMatchObject([{ count: 1 }]);
  expect((await decide(office, id, 'same')).json()).toMatchObject({ state: 'linked' });
  const linked = (await membersOf(who)).filter(({ how }) => how !== null);
  expect(linked).toMatchObject([{ key: 'X2', how: { decidedBy: ['clerk', 'office'] } }]);
  const closed = (await office.get('/api/tasks?kind=linkage.confirm')).json<{ items: unknown[] }>();
  expect(closed.items).toEqual([]);
});

test('where two disagree the office settles it, and not one of the two', async () => {
  const { id } = await pairOf('X3');
  await decide(clerk, id, 'same');
  expect((await decide(office, id, 'different', '住址对不上')).json()).toMatchObject({ state: 'disputed' });
  expect(code(await decide(colleague, id, 'same'))).toBe('linkage.settle-right');
  expect(code(await decide(office, id, 'different'))).toBe('linkage.own-decision');
  expect((await decide(boss, id, 'different')).json()).toMatchObject({ state: 'different' });
  expect(code(await decide(colleague, id, 'same'))).toBe('linkage.decided');
});

test('what was decided can be taken back: the row is parted, what it alone said is gone, what was said stays', async () => {
  const back = (asker: Asker, id: string) =>
    asker.post(`${base}/pairs/${id}/take-back`, { reason: '看错了行' });
  const { id, person: who } = await pairOf('X2');
  expect(code(await back(colleague, id))).toBe('linkage.not-yours');
  expect((await back(clerk, id)).json()).toMatchObject({ state: 'waiting' });
  expect((await membersOf(who)).filter(({ how }) => how !== null)).toEqual([]);
  const { decisions } = (await clerk.get(`${base}/pairs/${id}/comparison`)).json<Comparison>();
  expect(decisions.map(({ by, takenBack }) => [by, takenBack])).toEqual([
    ['clerk', true],
    ['office', true],
    ['clerk', true],
  ]);
  const sure = await pairOf('X1');
  expect((await back(clerk, sure.id)).json()).toMatchObject({ state: 'waiting' });
  expect(await person(sure.person)).toMatchObject({ mobile: null, sources: 1 });
  expect(code(await back(clerk, sure.id))).toBe('linkage.nothing-to-take-back');
});

test('the same data is the same run, and new data leaves alone what people decided', async () => {
  const before = await ours();
  expect((await runIt()).data.before).toBe(true);
  await all.deliver([row('X6', known[5] as Known, { mobile: '15499990006' })]);
  await runIt();
  // Who X3 may be was found to be somebody else: nobody is left.
  expect(rowKeys(await ours())).toEqual([...rowKeys(before), 'X3 nobody', 'X6 linked'].toSorted());
  expect(rowKeys(before)).toEqual(['X1 waiting', 'X2 waiting', 'X3 different', 'X4 waiting', 'X5 nobody']);
});

test('a row that comes back with its number joins by it, and its pair is gone', async () => {
  const { citizenId } = known[3] as Known;
  await all.deliver([
    row('X4', known[3] as Known, { address: '', citizenId }),
    row('X6', known[5] as Known, { citizenId: (known[5] as Known).citizenId }),
  ]);
  await runIt();
  expect(rowKeys(await ours())).toEqual([
    'X1 waiting',
    'X2 waiting',
    'X3 different',
    'X3 nobody',
    'X4 gone',
    'X5 nobody',
    'X6 gone',
  ]);
  const joined = (await membersOf((known[5] as Known).id)).filter(({ key }) => key === 'X6');
  expect(joined).toMatchObject([{ how: null }]);
});

test('how far deciding has come, and what comes next', async () => {
  const queue = async (asker: Asker) =>
    (await asker.get(`${base}/queue`)).json<{
      waiting: number;
      decided: number;
      next: string;
      model: string;
    }>();
  const first = await pairOf('X1');
  expect(await queue(clerk)).toMatchObject({ waiting: 2, decided: 1, next: first.id, model: 'v1' });
  expect(await queue(health)).toMatchObject({ waiting: 0, next: null });
});

test('of hundreds of rows whose number was taken away hardly one joins somebody else, and most are found', async () => {
  const given = await withoutNumbers(all.folder);
  expect(given.length).toBeGreaterThan(200);
  await all.deliver(given);
  await runIt();
  const everybody = await readTruthPeople(all.folder);
  const { rows } = await sql<{ rowKey: string; citizenId: string }>`
    select p.row_key as "rowKey", r.citizen_id as "citizenId" from linkage.pair p
    join registers.person r on r.id = p.person where p.state = 'linked' and p.row_key like 'Y%'`.execute(
    context().db,
  );
  const right = rows.filter(
    ({ rowKey, citizenId }) => everybody[aboutOfKey('rsj-insured', rowKey.slice(1))]?.citizenId === citizenId,
  );
  const told = `${right.length} of ${rows.length} are right, of ${given.length} rows`;
  expect(right.length / rows.length, told).toBeGreaterThanOrEqual(0.99);
  expect(right.length / given.length, told).toBeGreaterThan(0.8);
});
