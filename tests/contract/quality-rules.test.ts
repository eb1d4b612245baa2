import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Asker, TestCity } from '#testing';
import { handIn, throughTheHouse } from './deliveries.ts';
import { dataset, header, ids, openStory, row, type Row, type Story } from './quality-story.ts';

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

const employers = {
  dataset,
  check: { kind: 'in', field: 'employer', values: ['模拟甲公司', '模拟乙公司'] },
  severity: 'warn',
  repair: { zh: '请核对营业执照', en: 'Look at the licence' },
} as const;

async function state(rule: object, how: 'draft' | 'in-force' = 'in-force'): Promise<string> {
  const answer = await office.post('/api/quality/rules', { rule, state: how, reason: '业务需要' });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<{ id: string }>().id;
}

describe('a rule is made without code', () => {
  let rule: string;

  test('the rules of the city stand as records; a department sees its own, and writes none', async () => {
    const own = (await clerk.get('/api/quality/stated-rules?limit=100')).json<{ items: Row[] }>().items;
    expect(own.map(({ id }) => id)).toContain('insured.mobile');
    expect(own.every(({ owner }) => owner === '330281-rsj')).toBe(true);
    const others = (await police.get('/api/quality/stated-rules?limit=100')).json<{ items: Row[] }>().items;
    expect(others.map(({ id }) => id)).not.toContain('insured.mobile');
    for (const path of ['/api/quality/rules', '/api/quality/rules/try'])
      expect((await clerk.post(path, employers)).statusCode).toBe(403);
    const changed = await office.post('/api/quality/rules/insured.mobile/state', {
      state: 'withdrawn',
      reason: '不需要',
    });
    expect(changed.json()).toMatchObject({ status: 409, code: 'quality.of-the-city' });
  });

  test('before anything was handed in there is nothing to try it on', async () => {
    expect((await office.post('/api/quality/rules/try', employers)).json()).toMatchObject({
      status: 409,
      code: 'quality.no-batch',
    });
  });

  test('tried, it says how many rows would break it and shows them masked; nothing is kept', async () => {
    await deliver(row(0, '2005/3/1', '模拟甲公司'), row(1, '2012/1/1', '模拟丙公司'), row(2, '2012/1/1', ''));
    const tried = (await office.post('/api/quality/rules/try', employers)).json<Row & { first: Row[] }>();
    expect(tried).toMatchObject({ rows: 3, broken: 1, measured: null });
    expect(tried.first).toMatchObject([{ row: 2, value: '模拟丙公司' }]);
    const born = { dataset, check: { kind: 'age', field: 'citizenId', to: 40 }, severity: 'warn' };
    const masked = await office.post('/api/quality/rules/try', born);
    expect(masked.json()).toMatchObject({ broken: 2 });
    for (const id of ids) expect(masked.body).not.toContain(id);
    expect((await office.get('/api/quality/findings?limit=100')).body).not.toContain('模拟丙公司');
  });

  test('what cannot mean anything is refused in words', async () => {
    const refused = async (check: object) =>
      (
        await office.post('/api/quality/rules', {
          rule: { ...employers, check },
          state: 'draft',
          reason: '试试',
        })
      ).json();
    expect(await refused({ kind: 'required', field: 'salary' })).toMatchObject({
      code: 'quality.rule-unfit',
      status: 422,
    });
    expect(await refused({ kind: 'age', field: 'name', to: 3 })).toMatchObject({
      code: 'quality.rule-unfit',
    });
    for (const check of [
      { kind: 'exists-in', field: 'citizenId', source: 'gaj-populaton', their: 'citizenId' },
      { kind: 'exists-in', field: 'citizenId', source: 'gaj-population', their: 'nothing' },
      { kind: 'exists-in', field: 'citizenId', source: 'registers.person', their: 'nothing' },
      { kind: 'reference', field: 'sex', codes: 'sexes' },
    ])
      expect(await refused(check), JSON.stringify(check)).toMatchObject({
        code: 'quality.rule-unfit',
        status: 422,
      });
    for (const check of [
      { kind: 'pattern', field: 'name', pattern: '(a+)+b' },
      { kind: 'range', field: 'birthDate' },
      { kind: 'magic', field: 'name' },
    ])
      expect(((await refused(check)) as Row)['status']).toBe(400);
  });

  test('a draft finds nothing; in force it does, from the next batch', async () => {
    rule = await state(employers, 'draft');
    await deliver(row(1, '2012/1/1', '模拟丙公司', '301'));
    expect(await findings(rule, 'open')).toEqual([]);
    const moved = await office.post(`/api/quality/rules/${rule}/state`, {
      state: 'in-force',
      reason: '已与人社局商定',
    });
    expect(moved.json()).toMatchObject({ state: 'in-force', revision: 2 });
    expect(await findings(rule, 'open')).toEqual([]);
    await deliver(row(1, '2012/1/1', '模拟丁公司', '302'));
    expect(await findings(rule, 'open')).toMatchObject([
      {
        value: '模拟丁公司',
        severity: 'warn',
        messageZh: expect.stringContaining('。请核对营业执照') as string,
      },
    ]);
  });

  test('asked for, the newest batch is checked again', async () => {
    const before = await findings('insured.mobile', 'open');
    const strict = await state({
      ...employers,
      check: { kind: 'begins', field: 'employer', with: ['公司'] },
    });
    const again = await office.post(`/api/quality/datasets/${dataset}/recheck`);
    expect(again.statusCode, again.body).toBe(200);
    await city.finished(again.json<{ job: string }>().job);
    expect(await findings(strict, 'open')).toHaveLength(1);
    expect(await findings('insured.mobile', 'open')).toEqual(before);
    // Once more is no more: what was found stands once.
    await city.finished(
      (await office.post(`/api/quality/datasets/${dataset}/recheck`)).json<{ job: string }>().job,
    );
    expect(await findings(strict, 'open')).toHaveLength(1);
    // Loosened and checked again, what it had found in that batch lapses.
    const [{ meta } = { meta: { revision: 0 } }] = (await office.get(`/api/quality/stated-rules?limit=100`))
      .json<{ items: (Row & { meta: { revision: number } })[] }>()
      .items.filter(({ id }) => id === strict);
    const loose = { ...employers, check: { kind: 'begins', field: 'employer', with: ['模拟'] } };
    const stale = await office.post(`/api/quality/rules/${strict}`, {
      rule: loose,
      revision: 99,
      reason: '放宽',
    });
    expect(stale.json()).toMatchObject({ status: 409, code: 'quality.rule-changed' });
    const changed = await office.post(`/api/quality/rules/${strict}`, {
      rule: loose,
      revision: meta.revision,
      reason: '放宽',
    });
    expect(changed.statusCode, changed.body).toBe(200);
    const now = (await office.get(`/api/quality/rules/${strict}`)).json();
    expect(now).toMatchObject({ rule: { check: loose.check }, state: 'in-force', revision: 2 });
    await city.finished(
      (await office.post(`/api/quality/datasets/${dataset}/recheck`)).json<{ job: string }>().job,
    );
    expect(await findings(strict, 'open')).toEqual([]);
    expect(await findings(strict, 'lapsed')).toHaveLength(1);
  });

  test('its history says who changed what, when and why; withdrawn, what it had found lapses', async () => {
    await office.post(`/api/quality/rules/${rule}/state`, { state: 'withdrawn', reason: '名单已过时' });
    expect(await findings(rule, 'open')).toEqual([]);
    expect(await findings(rule, 'lapsed')).toMatchObject([{ note: '名单已过时' }]);
    const history = (await office.get(`/api/quality/stated-rules/${rule}/history`)).json<{ items: Row[] }>()
      .items;
    expect(JSON.stringify(history)).toContain('已与人社局商定');
    expect(JSON.stringify(history)).toContain('名单已过时');
    await deliver(row(1, '2012/1/1', '模拟戊公司', '303'));
    expect(await findings(rule, 'open')).toEqual([]);
  });
});

describe('what is about the whole batch', () => {
  test('is one finding, holds all of it back where it blocks, and is closed by the next batch', async () => {
    const rule = await state({ dataset, check: { kind: 'row-count', least: 2 }, severity: 'block' });
    const short = await deliver(row(0, '2005/3/1', '模拟甲公司', '401'));
    expect(short).toMatchObject({ rows: 1, good: 0, bad: 1 });
    expect(await findings(rule, 'open')).toMatchObject([{ row: 0, value: '1', fieldZh: '整批' }]);
    const whole = await deliver(
      row(0, '2005/3/1', '模拟甲公司', '401'),
      row(1, '2012/1/1', '模拟甲公司', '402'),
    );
    expect(whole).toMatchObject({ rows: 2, good: 2, bad: 0 });
    expect(await findings(rule, 'open')).toEqual([]);
    expect(await findings(rule, 'closed')).toMatchObject([{ closedByRow: 0 }]);
  });

  test('a correction is no whole, and is not measured so', async () => {
    const bytes = `${header}\n${row(2, '2012/1/1', '模拟甲公司', '403')}\n`;
    const preview = await handIn(clerk, { dataset, filename: '改.csv', bytes, mode: 'correction' });
    expect(await throughTheHouse(city, clerk, preview)).toMatchObject({ good: 1, bad: 0 });
  });

  test('a person is asked for in the register; of a source that was never filled nothing is said', async () => {
    const exists = (source: string, their: string) => ({
      dataset,
      check: { kind: 'exists-in', field: 'citizenId', source, their },
      severity: 'warn',
    });
    const asked = async (rule: object) => (await office.post('/api/quality/rules/try', rule)).json<Row>();
    expect(await asked(exists('gaj-population', 'citizenId'))).toMatchObject({ broken: 0 });
    const known = await asked(exists('registers.person', 'citizenId'));
    expect(known).toMatchObject({ broken: 0, rows: 1 });
    const absent = { ...exists('registers.person', 'citizenId').check, kind: 'absent-from' };
    expect(await asked({ dataset, check: absent, severity: 'warn' })).toMatchObject({ broken: 1 });
    const sources = (await office.get('/api/quality/rule-sources')).json<{ items: Row[] }>().items;
    expect(sources.map(({ id }) => id)).toContain('registers.person');
  });
});
