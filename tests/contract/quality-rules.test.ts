import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { citizenIdCheck } from '#engines/identifiers';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { modules } from '../../apps/server/modules.ts';
import { handIn, throughTheHouse } from './deliveries.ts';

const dataset = 'rsj-insured';
const header = '社保编号,姓名,身份证号码,性别,出生日期,险种,参保日期,参保单位,联系电话,现住址';
/** Invented numbers: division 000281, which never was. */
const number = (day: string, sequence: string): string => {
  const first17 = `000281${day}${sequence}`;
  return first17 + citizenIdCheck(first17);
};
const ids = [number('19800102', '001'), number('19910606', '003'), number('19850505', '005')];
const births = ['1980/1/2', '1991/6/6', '1985/5/5'];
const row = (at: number, since: string, employer: string, key = `20${at}`) =>
  [
    key,
    ['王一', '李二', '赵三'][at],
    ids[at],
    '男性',
    births[at],
    '失业保险',
    since,
    employer,
    `1541234567${at}`,
    '模拟路1号',
  ].join(',');

let city: TestCity;
let clerk: Asker;
let police: Asker;
let office: Asker;
let delivery = 0;

beforeAll(async () => {
  city = await openTestCity({ modules });
  const grants = {
    'catalogue:read': 'city',
    'ingestion:collect': 'department',
    'ingestion:read': 'department',
    'quality:read': 'department',
    'quality:mend': 'department',
    'jobs:own': 'own',
    'tasks:own': 'department',
  } as const;
  clerk = city.as({ id: 'clerk', organisation: '330281-rsj', grants });
  police = city.as({ id: 'police', organisation: '330281-gaj', grants });
  office = city.as({ id: 'office', organisation: '330281-jxj', grants: { '*': 'city' } });
});
afterAll(() => city.close());

async function deliver(...rows: readonly string[]): Promise<Record<string, unknown>> {
  delivery += 1;
  const bytes = `${[header, ...rows].join('\n')}\n`;
  return throughTheHouse(city, clerk, await handIn(clerk, { dataset, filename: `${delivery}.csv`, bytes }));
}

type Row = Record<string, unknown>;
async function findings(rule: string, status: string): Promise<Row[]> {
  const answer = await office.get(`/api/quality/findings?rule=${rule}&status=${status}`);
  return answer.json<{ items: Row[] }>().items;
}

const employers = {
  dataset,
  check: { kind: 'in', field: 'employer', values: ['模拟甲公司', '模拟乙公司'] },
  severity: 'warn',
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
    expect(await findings(rule, 'open')).toMatchObject([{ value: '模拟丁公司', severity: 'warn' }]);
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
