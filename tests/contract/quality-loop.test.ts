import { system } from '#kernel/actor';
import { readCity } from '#kernel/city';
import { catalogueModule } from '#platform/data/catalogue';
import { qualityModule } from '#platform/data/quality';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Asker, TestCity } from '#testing';
import { modules } from '../../apps/server/modules.ts';
import { dataset, ids, openStory, row, type Row, type Story } from './quality-story.ts';

let story: Story;
let city: TestCity;
let clerk: Asker;
let police: Asker;
let office: Asker;
let deliver: Story['deliver'];
let findings: Story['findings'];

beforeAll(async () => {
  story = await openStory();
  ({ city, clerk, police, office, deliver, findings } = story);
});
afterAll(() => story.city.close());

describe('a profile of the newest batch proposes rules', () => {
  const path = `/api/quality/datasets/${dataset}/profile`;
  interface Profile {
    rows: number;
    fields: (Row & { top: { value: string; count: number }[] })[];
    proposals: { id: string; rule: Row; evidence: { zh: string } }[];
  }
  const read = async () => (await office.get(path)).json<{ profile: Profile | null }>().profile;

  test('each field as it is, personal values masked; what the batch bears out is proposed with its evidence', async () => {
    expect(await read()).toBeNull();
    expect((await clerk.post(path)).statusCode).toBe(403);
    const many = Array.from({ length: 40 }, (_, at) =>
      row(at % 3, '2012/1/1', ['模拟甲公司', '模拟乙公司'][at % 2] ?? '', `5${String(at).padStart(3, '0')}`),
    );
    await deliver(...many);
    const made = await office.post(path);
    expect(made.statusCode, made.body).toBe(200);
    expect(await city.finished(made.json<{ job: string }>().job)).toMatchObject({ status: 'done' });
    const profile = (await read()) as Profile;
    expect(profile.rows).toBe(40);
    const field = (name: string) => profile.fields.find((each) => each['field'] === name);
    expect(field('employer')).toMatchObject({ missing: 0, distinct: 2, shortest: 5, longest: 5 });
    expect(field('employer')?.top).toContainEqual({ value: '模拟甲公司', count: 20 });
    expect(field('birthDate')).toMatchObject({ distinct: 3 });
    expect(field('citizenId')).toMatchObject({ distinct: 3, shortest: 18, longest: 18, personal: true });
    const body = JSON.stringify(profile);
    for (const id of ids) expect(body).not.toContain(id);
    const employer = profile.proposals.find(({ id }) => id === 'in employer');
    expect(employer).toMatchObject({ rule: { check: { values: ['模拟乙公司', '模拟甲公司'] } } });
    expect(employer?.evidence.zh).toBe('40 行中 40 行有值，0 行不符合');
    // What is in force is not proposed again.
    expect(profile.proposals.map(({ id }) => id)).not.toContain('citizen-id citizenId');
    expect((await police.get(path)).json()).toMatchObject({ status: 403, code: 'quality.not-yours' });
    expect((await clerk.get(path)).statusCode).toBe(200);
  });

  test('several are accepted at once, and are not proposed again', async () => {
    const { proposals } = (await read()) as Profile;
    expect(proposals.length).toBeGreaterThan(2);
    const rules = proposals.slice(0, 2).map(({ rule, evidence }) => ({ rule, reason: evidence.zh }));
    expect((await clerk.post('/api/quality/rules/accept', { rules, state: 'draft' })).statusCode).toBe(403);
    const accepted = await office.post('/api/quality/rules/accept', { rules, state: 'in-force' });
    expect(accepted.json<{ ids: string[] }>().ids).toHaveLength(2);
    await city.finished((await office.post(path)).json<{ job: string }>().job);
    const left = ((await read()) as Profile).proposals.map(({ id }) => id);
    for (const { id } of proposals.slice(0, 2)) expect(left).not.toContain(id);
  });
});

describe('the way back to the owner', () => {
  const rule = 'insured.after-birth';
  const status = async (id: string) =>
    (await office.get(`/api/quality/findings/${id}`)).json<{ status: string; waivedUntil: string | null }>();
  const officeTasks = async () =>
    (await office.get('/api/tasks?kind=quality.contested&whose=all')).json<{
      items: { owner: unknown; count: number }[];
    }>().items;

  test('contested in bulk with a preview; the data office has it as a task, upholds one and waives the other until a day', async () => {
    await deliver(row(0, '1970/1/1', '模拟甲公司', '901'), row(1, '1970/1/1', '模拟甲公司', '902'));
    const ids = (await findings(rule, 'open')).map(({ id }) => String(id));
    expect(ids).toHaveLength(2);
    const [one = '', other = ''] = ids;
    const batch = (asker: Asker, body: object) => asker.post('/api/quality/findings-batch', body);
    const contest = { action: 'contest', ids, reason: '档案如此' };
    expect((await batch(police, contest)).json()).toMatchObject({
      done: [],
      refused: [{ code: 'quality.not-yours' }, {}],
    });
    const preview = await batch(clerk, { ...contest, ids: [...ids, 'F0'], preview: true });
    expect(preview.json()).toMatchObject({ done: ids, refused: [{ id: 'F0' }] });
    expect((await status(one)).status).toBe('open');
    expect((await batch(clerk, contest)).json()).toMatchObject({ done: ids, refused: [] });
    expect((await batch(clerk, contest)).json()).toMatchObject({
      done: [],
      refused: [{ code: 'quality.finding-state' }, {}],
    });
    expect(await officeTasks()).toMatchObject([{ count: 2 }]);

    expect((await clerk.post(`/api/quality/findings/${one}/waive`, { reason: '自己豁免' })).statusCode).toBe(
      403,
    );
    const past = await office.post(`/api/quality/findings/${one}/waive`, {
      reason: '属实',
      until: '2020-01-01',
    });
    expect(past.json()).toMatchObject({ status: 422, code: 'quality.waived-until' });
    // By night the city's day is another than that of UTC: until today is no waiver.
    const [days, night] = [story.time.days, new Date(story.now())];
    night.setUTCHours(18, 30, 0, 0);
    story.time.days += (night.getTime() - story.now().getTime()) / 86_400_000;
    const today = new Date(night.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    const ending = await office.post(`/api/quality/findings/${one}/waive`, { reason: '属实', until: today });
    expect(ending.json()).toMatchObject({ status: 422, code: 'quality.waived-until' });
    story.time.days = days;
    const until = new Date(story.now().getTime() + 3 * 86_400_000).toISOString().slice(0, 10);
    await office.post(`/api/quality/findings/${one}/waive`, { reason: '属实', until });
    await office.post(`/api/quality/findings/${other}/reopen`, { reason: '仍须改正' });
    expect(await status(one)).toMatchObject({ status: 'waived', waivedUntil: until });
    expect(await status(other)).toMatchObject({ status: 'open', waivedUntil: null });
    expect(await officeTasks()).toEqual([]);
    // Handed in again as it was, the waived one stays waived.
    await deliver(row(0, '1970/1/1', '模拟甲公司', '901'), row(2, '2012/1/1', '模拟甲公司', '903'));
    expect((await status(one)).status).toBe('waived');

    // On the day after the last it is open again, once, with a new day until which it is to be mended.
    const ended = async () => {
      const kind = modules
        .flatMap(({ jobs = [] }) => jobs)
        .find(({ name }) => name === 'quality.end-waivers');
      const context = city.platform.contextFor(system);
      if (kind) await city.finished(await context.startJob(context.db, kind, {}, { actor: system }));
    };
    await ended();
    expect((await status(one)).status).toBe('waived');
    story.time.days = 5;
    await ended();
    await ended();
    const again = (await office.get(`/api/quality/findings/${one}`)).json<
      Row & { meta: { revision: number } }
    >();
    expect(again).toMatchObject({ status: 'open', waivedUntil: null, meta: { revision: 4 } });
    expect(String(again['dueOn']) > until).toBe(true);
  });

  test('mended and broken again is counted as repeated, and late ones as overdue, by department', async () => {
    const measured = async (code: string) => {
      const { job } = (await office.post(`/api/indicators/${code}/measure`, {})).json<{ job: string }>();
      expect(await city.finished(job)).toMatchObject({ status: 'done' });
      const { items } = (await office.get('/api/indicators/board')).json<{
        items: { code: string; value: number | null; parts: { value: number }[] }[];
      }>();
      return items.find((each) => each.code === code);
    };
    const before = await measured('findings-repeated');
    expect(before).toMatchObject({ value: 0 });
    await deliver(row(1, '2012/1/1', '模拟甲公司', '902'));
    await deliver(row(1, '1970/1/1', '模拟甲公司', '902'));
    const [now] = await findings(rule, 'closed');
    expect(now).toBeDefined();
    const after = await measured('findings-repeated');
    expect(after?.value).toBeGreaterThan(0);
    expect(after?.parts.map(({ value }) => value)).toEqual([1]);
    expect(await measured('findings-overdue')).toMatchObject({ value: 0 });
    story.time.days = 60;
    const late = await measured('findings-overdue');
    const open = (await office.get('/api/quality/findings?status=open&limit=200')).json<{ items: Row[] }>()
      .items;
    expect(late?.value).toBe(open.length);
    expect(late?.parts).toHaveLength(1);
  });
});

describe('what cannot be mended any more', () => {
  const one = async (rule: string) => (await findings(rule, 'open')).map(({ id }) => id);

  test('a key that stands twice is mended when none of its rows is wrong', async () => {
    const rule = 'insured.after-birth';
    const before = await one(rule);
    const twice = [row(0, '1970/1/1', '模拟甲公司', '950'), row(0, '2012/1/1', '模拟甲公司', '950')];
    await deliver(...twice);
    const [found] = (await one(rule)).filter((id) => !before.includes(id));
    expect(found).toBeDefined();
    await deliver(...twice, row(2, '2012/1/1', '模拟甲公司', '951'));
    expect(await one(rule)).toContain(found);
    await deliver(row(0, '2012/1/1', '模拟甲公司', '950'), row(2, '2012/1/1', '模拟甲公司', '952'));
    expect(await one(rule)).not.toContain(found);
  });

  test('of a row without a key nothing is asked once a newer whole delivery has come', async () => {
    const rule = 'rsj-insured.insurancenumber.required';
    await deliver(row(0, '2012/1/1', '模拟甲公司', ''), row(1, '2012/1/1', '模拟甲公司', '960'));
    expect(await one(rule)).toHaveLength(1);
    await deliver(row(0, '2012/1/1', '模拟甲公司', '961'), row(1, '2012/1/1', '模拟甲公司', '960'));
    expect(await one(rule)).toEqual([]);
    expect(await findings(rule, 'lapsed')).toHaveLength(1);
  });

  test('a rule taken out of the file takes what it had found along', async () => {
    const rule = 'insured.after-birth';
    await deliver(row(0, '1970/1/1', '模拟甲公司', '970'));
    expect((await one(rule)).length).toBeGreaterThan(0);
    const context = city.platform.contextFor(system);
    const { cityFiles: [rulesFile] = [], load } = qualityModule;
    const files = [rulesFile, ...(catalogueModule.cityFiles ?? [])].flatMap((file) => file ?? []);
    const { city: read } = await readCity('cities/yuyao', files, []);
    const without = (value: unknown) => (value as Row[]).filter(({ id }) => id !== rule);
    const get: typeof read.get = (file) =>
      file.path === rulesFile?.path ? (without(read.get(file)) as never) : read.get(file);
    await load?.({ ...read, get }, context);
    expect(await one(rule)).toEqual([]);
    expect((await findings(rule, 'lapsed')).length).toBeGreaterThan(0);
  });

  test('another department sees neither the rules of a dataset nor what they found', async () => {
    const rulesOf = async (asker: Asker) =>
      (await asker.get('/api/quality/rules')).json<{ items: Row[] }>().items.map((each) => each['dataset']);
    expect(await rulesOf(clerk)).toContain(dataset);
    expect(await rulesOf(police)).not.toContain(dataset);
    const maker = city.as({
      id: 'maker',
      organisation: '330281-gaj',
      grants: { 'quality:read': 'department', 'quality:rules': 'department' },
    });
    expect((await maker.post(`/api/quality/datasets/${dataset}/recheck`)).statusCode).toBe(403);
    const rule = { dataset, check: { kind: 'required', field: 'name' }, severity: 'warn' };
    expect((await maker.post('/api/quality/rules/try', rule)).statusCode).toBe(403);
    expect(
      (await maker.post('/api/quality/rules', { rule, state: 'draft', reason: '试试' })).statusCode,
    ).toBe(403);
  });
});
