import { afterAll, expect, test, vi } from 'vitest';
import { codeOf, errorsOf, openCompanies } from './testing/companies.ts';
import { findDataset } from '#platform/data/catalogue';
import type { Compared } from './contract.ts';

vi.setConfig({ testTimeout: 60_000 });

const { city, industry, office, statistics } = await openCompanies();
afterAll(() => city.close());

const monthly = 'tjj-industry-monthly';
const running = 'jxj-operation-monthly';

const ask = (who: typeof industry, code: string, more: object = {}) =>
  who.post('/api/reporting/questions', {
    code,
    labelZh: '题目',
    position: 1,
    type: 'integer',
    nature: 'stock',
    required: true,
    ...more,
  });

test('a return that asks what the city has, or asks elsewhere, is not published before each such question is bound or has a reason', async () => {
  const code = 'jxj-staff';
  const made = await industry.post('/api/reporting/returns', {
    code,
    titleZh: '用工情况季报',
    owner: '330281-jxj',
    period: 'quarterly',
    dueDays: 5,
    beginsOn: '2026-01-01',
    basis: '试验',
  });
  expect([made.statusCode, made.json()]).toEqual([200, expect.objectContaining({ state: 'draft' })]);
  const publish = () => industry.post(`/api/reporting/returns/${code}/publish`);
  expect(await codeOf(publish())).toBe('reporting.no-questions');
  for (const [name, more] of Object.entries({
    firm: { labelZh: '公司名称', type: 'text', nature: 'lasting' },
    staff: { labelZh: '员工人数（人）', unit: '人', position: 2 },
    shifts: { labelZh: '倒班班次', position: 3 },
  }))
    expect((await ask(industry, `${code}.${name}`, more)).statusCode).toBe(200);
  expect(errorsOf(await ask(industry, `${code}.rowKey`))).toMatchObject([
    [expect.anything(), 'reporting.name-taken'],
  ]);

  const refused = await publish();
  expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([422, 'reporting.repeated']);
  expect(errorsOf(refused)).toEqual([
    [`questions.${code}.firm`, 'reporting.known'],
    [`questions.${code}.staff`, 'reporting.known'],
  ]);
  const { items } = (await industry.get(`/api/reporting/returns/${code}/known`)).json<{
    items: Compared[];
  }>();
  expect(items.map(({ open }) => open)).toEqual([true, true, false]);
  expect(items[0]?.known).toContainEqual(
    expect.objectContaining({ item: 'company.name', kind: 'register', likeness: 'same', binds: true }),
  );
  expect(items[1]?.known).toContainEqual(
    expect.objectContaining({
      item: `${monthly}.employees`,
      kind: 'return',
      period: 'monthly',
      ownerName: expect.objectContaining({ zh: '余姚市统计局' }),
    }),
  );

  const bind = (name: string, body: object, who = industry) =>
    who.post(`/api/reporting/questions/${code}.${name}/bind`, body);
  expect(await codeOf(bind('firm', { item: 'company.shoeSize' }))).toBe('reporting.unknown-item');
  expect((await bind('firm', { item: 'company.name' }, statistics)).statusCode).toBe(404);
  expect((await bind('firm', { item: 'company.name' })).statusCode).toBe(200);
  expect((await bind('staff', { why: '口径为期内最高人数，与统计口径不同' })).statusCode).toBe(200);
  expect((await publish()).json()).toEqual({ code, state: 'published' });
  expect(await codeOf(publish())).toBe('reporting.not-draft');
  expect(await codeOf(bind('firm', { item: 'company.name' }))).toBe('reporting.locked');
  expect(errorsOf(await ask(industry, `${code}.more`))).toMatchObject([
    [expect.anything(), 'reporting.locked'],
  ]);

  // The office sees what is asked again, and why.
  const repeated = (await office.get('/api/reporting/questions?standing=repeated&return=jxj-staff')).json<{
    items: object[];
  }>();
  expect(repeated.items).toMatchObject([
    { code: `${code}.staff`, why: '口径为期内最高人数，与统计口径不同' },
  ]);
  expect(
    (await statistics.get('/api/reporting/questions?standing=repeated&return=jxj-staff')).json().items,
  ).toEqual([]);
  const why = { why: '试验完毕' };
  expect((await industry.post(`/api/reporting/returns/${code}/retire`, why)).json()).toMatchObject({
    state: 'retired',
  });
});

test('words find who has it and who asks it, also by pinyin', async () => {
  const find = async (words: string) =>
    (await industry.get(`/api/reporting/known?words=${encodeURIComponent(words)}`))
      .json<{ items: { item: string }[] }>()
      .items.map(({ item }) => item);
  expect(await find('综合能耗')).toContain(`${running}.energy`);
  expect(await find('gongyezong')).toContain(`${monthly}.output`);
  expect(await find('毫无此项')).toEqual([]);
});

test('two that are one question are of one unit', async () => {
  const code = 'jxj-units';
  await industry.post('/api/reporting/returns', {
    code,
    titleZh: '单位不一的表',
    owner: '330281-jxj',
    period: 'monthly',
    dueDays: 5,
    beginsOn: '2026-12-01',
    basis: '试验',
  });
  const item = `${monthly}.output`;
  await ask(industry, `${code}.output`, {
    labelZh: '产值',
    type: 'number',
    unit: '万元',
    nature: 'flow',
    item,
  });
  const refused = await industry.post(`/api/reporting/returns/${code}/publish`);
  expect(errorsOf(refused)).toEqual([[`questions.${code}.output`, 'reporting.other-unit']]);
});

test('an item that is somebody’s own stays so in the return that takes it or asks it again', async () => {
  const code = 'jxj-persons';
  await industry.post('/api/reporting/returns', {
    code,
    titleZh: '企业负责人表',
    owner: '330281-jxj',
    period: 'yearly',
    dueDays: 5,
    beginsOn: '2026-01-01',
    basis: '试验',
  });
  const text = { type: 'text', nature: 'lasting', required: false };
  const taken = { ...text, labelZh: '负责人', item: 'scjg-company.representative' };
  expect((await ask(industry, `${code}.head`, taken)).statusCode).toBe(200);
  const again = { ...text, labelZh: '法定代表人（负责人）', position: 2, why: '登记信息未及时变更' };
  expect((await ask(industry, `${code}.headNow`, again)).statusCode).toBe(200);
  const own = { ...text, labelZh: '值班手机', position: 3, sensitivity: 'sensitive' };
  expect((await ask(industry, `${code}.phone`, own)).statusCode).toBe(200);
  expect((await ask(industry, `${code}.workshops`, { labelZh: '车间数', position: 4 })).statusCode).toBe(200);
  const published = await industry.post(`/api/reporting/returns/${code}/publish`);
  expect([published.statusCode, published.json()]).toEqual([200, { code, state: 'published' }]);
  const { fields } = (await findDataset(office.context().db, code)) ?? { fields: [] };
  expect(fields.slice(-4).map(({ name, sensitivity, mask }) => [name, sensitivity, mask ?? null])).toEqual([
    ['head', 'personal', 'name'],
    ['headNow', 'personal', 'name'],
    ['phone', 'sensitive', null],
    ['workshops', 'internal', null],
  ]);
});
