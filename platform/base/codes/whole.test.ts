import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor';
import { readCity } from '#kernel/city';
import { fixedClock } from '#kernel/clock';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { codeCityChecks, codeCityFiles } from './city.ts';
import { codesBelow, meaningOf, translateCodes } from './index.ts';
import { loadCodes } from './load.ts';
import codes from './module.ts';
import { saidAloud } from './pinyin.ts';

let city: TestCity;
let keeper: Asker;
let reader: Asker;
beforeAll(async () => {
  city = await openTestCity({ modules: [codes], clock: fixedClock('2026-03-02T02:00:00Z') });
  keeper = city.as({ id: 'keeper', grants: { 'codes:manage': 'city' } });
  reader = city.as({ id: 'reader', grants: {} });
});
afterAll(() => city.close());

const codesOf = (answer: { json(): { items: { code: string }[] } }) =>
  answer.json().items.map(({ code }) => code);

test.each([
  ['余姚市', 'yuyaoshi', 'yys'],
  ['重庆市', 'chongqingshi', 'cqs'],
  ['长春', 'changchun', 'cc'],
  ['A类（甲）', 'aleijia', 'alj'],
  ['行政村2', 'xingzhengcun2', 'xzc2'],
  ['', '', ''],
])('%s is said %s, %s in short', (words, pinyin, initials) => {
  expect(saidAloud(words)).toEqual({ pinyin, initials });
});

test.each([
  ['yys', 'administrative-division', ['330281']],
  ['yuyao', 'administrative-division', ['330281']],
  ['余姚', undefined, ['330281']],
  ['Yuyao', undefined, ['330281']],
  ['330281', undefined, ['330281']],
  ['rjhxxjsfwy', 'industry', ['65']],
  ['software', 'industry', ['65', 'I']],
  ['zzz-none', undefined, []],
  ['%', undefined, []],
])('%s in %s finds %s', async (q, table, found) => {
  const query = new URLSearchParams({ q, ...(table ? { table } : {}) });
  expect(codesOf(await reader.get(`/api/codes/search?${query}`))).toEqual(found);
});

test('a table that is not there and an empty question are refused', async () => {
  expect((await reader.get('/api/codes/search?q=a&table=nothing')).statusCode).toBe(404);
  expect((await reader.get('/api/codes/search?q=')).statusCode).toBe(400);
  expect((await reader.get('/api/codes/nothing/tree')).statusCode).toBe(404);
  const translate = { from: 'sex', to: 'nothing', values: ['1'] };
  expect((await reader.post('/api/codes/translate', translate)).statusCode).toBe(404);
});

test('a hierarchy is gone down level by level, and taken whole from any of its codes', async () => {
  const top = (await reader.get('/api/codes/industry/tree')).json().items;
  expect(top).toHaveLength(20);
  expect(top.find(({ code }: { code: string }) => code === 'C')).toMatchObject({ below: 31 });
  const divisions = await reader.get('/api/codes/industry/tree?parent=I');
  expect(codesOf(divisions)).toEqual(['63', '64', '65']);
  const { db } = city.platform.services.store;
  expect(await codesBelow(db, 'industry', 'I')).toEqual(['63', '64', '65', 'I']);
  expect(await codesBelow(db, 'administrative-division', '330000')).toHaveLength(24);
  expect(await codesBelow(db, 'industry', 'none')).toEqual([]);
});

test.each([
  ['2015-01-01', '330283', '奉化市'],
  ['2016-09-13', '330283', '奉化市'],
  ['2016-09-14', '330283', undefined],
  ['2016-09-13', '330213', undefined],
  ['2016-09-14', '330213', '奉化区'],
  [undefined, '330281', '余姚市'],
])('on %s the code %s means %s', async (on, code, name) => {
  const answer = await reader.get(
    `/api/codes/administrative-division/meanings/${code}${on ? `?on=${on}` : ''}`,
  );
  if (name === undefined) expect(answer.json().code).toBe('codes.no-meaning');
  else expect(answer.json()).toMatchObject({ label: { zh: name } });
});

test('a meaning comes with what stands above it, and how other tables say it', async () => {
  const yuyao = (await reader.get('/api/codes/administrative-division/meanings/330281')).json();
  expect(yuyao.above.map(({ code }: { code: string }) => code)).toEqual(['330200', '330000']);
  const sex = (await reader.get('/api/codes/sex/meanings/1')).json();
  expect(sex.mapped).toMatchObject([{ table: 'fhir-gender', to: [{ code: 'male', kind: 'exact' }] }]);
  expect((await reader.get('/api/codes/sex/meanings/77')).statusCode).toBe(404);
});

test('values are said in another table, both ways; what is not mapped and what is no code are given back', async () => {
  const translate = async (body: object) => (await reader.post('/api/codes/translate', body)).json();
  expect(await translate({ from: 'sex', to: 'fhir-gender', values: ['9', '1', '1', 'x'] })).toEqual({
    items: [
      { value: '9', to: [{ code: 'unknown', kind: 'broader', label: { zh: '未知', en: 'Unknown' } }] },
      { value: '1', to: [{ code: 'male', kind: 'exact', label: { zh: '男', en: 'Male' } }] },
    ],
    unmapped: [],
    unknown: ['x'],
  });
  const back = await translate({ from: 'fhir-gender', to: 'sex', values: ['unknown', 'other'] });
  expect(back.items[0].to).toMatchObject([
    { code: '0', kind: 'exact' },
    { code: '9', kind: 'narrower' },
  ]);
  expect(back.unmapped).toEqual(['other']);
  const { db } = city.platform.services.store;
  const divisions = { from: 'administrative-division', to: 'administrative-division', values: ['330204'] };
  expect((await translateCodes(db, { ...divisions, on: '2016-09-14' })).items[0]?.to[0]?.code).toBe('330212');
  expect((await translateCodes(db, { ...divisions, on: '2016-09-13' })).unmapped).toEqual(['330204']);
});

/** What is wrong with the first field. */
const faultOf = (answer: { json(): { errors?: { code: string }[] } }) => answer.json().errors?.[0]?.code;

const table = {
  nameZh: '井盖种类',
  nameEn: 'Manhole kinds',
  complete: true,
  invented: false,
  checked: 'own',
};
const value = (code: string, more: object = {}) => ({
  key: `cover-kind:${code}`,
  table: 'cover-kind',
  code,
  nameZh: `种类${code}`,
  nameEn: `Kind ${code}`,
  position: 0,
  ...more,
});

test('a table of one’s own is made, filled and mapped; what does not fit is refused', async () => {
  const make = (who: Asker, path: string, values: object) => who.post(`/api/codes/${path}`, values);
  expect((await make(reader, 'code-tables', { id: 'cover-kind', ...table })).statusCode).toBe(403);
  const orphan = await make(keeper, 'values', value('1'));
  expect([orphan.statusCode, faultOf(orphan)]).toEqual([422, 'codes.table-unknown']);
  expect((await make(keeper, 'code-tables', { id: 'cover-kind', ...table })).statusCode).toBe(200);
  expect((await make(keeper, 'values', value('1'))).statusCode).toBe(200);
  const refusals = [
    [value('2', { key: 'cover-kind:3' }), 'codes.key'],
    [value('2', { parent: '9' }), 'codes.parent-unknown'],
    [value('2', { usedFrom: '2026-02-01', usedTo: '2026-02-01' }), 'codes.period'],
  ] as const;
  for (const [body, code] of refusals) expect(faultOf(await make(keeper, 'values', body))).toBe(code);
  expect((await make(keeper, 'values', value('2', { parent: '1' }))).statusCode).toBe(200);
  expect(codesOf(await reader.get('/api/codes/cover-kind'))).toEqual(['1', '2']);
  const mapping = {
    fromTable: 'cover-kind',
    fromCode: '1',
    toTable: 'industry',
    toCode: '78',
    kind: 'broader',
  };
  expect(faultOf(await make(keeper, 'mappings', { key: 'a', ...mapping }))).toBe('codes.mapping-key');
  const none = { ...mapping, key: 'cover-kind:1>industry:00', toCode: '00' };
  expect(faultOf(await make(keeper, 'mappings', none))).toBe('codes.mapping-unknown');
  expect((await make(keeper, 'mappings', { key: 'cover-kind:1>industry:78', ...mapping })).statusCode).toBe(
    200,
  );
  expect(codesOf(await reader.get('/api/codes/search?q=zl2'))).toEqual(['2']);
});

test('what the city’s files hold is not changed here, and what people entered outlives the next load', async () => {
  const { revision } = (await reader.get('/api/codes/values/sex:1')).json().meta;
  const changed = await keeper.patch('/api/codes/values/sex:1', { revision, values: { nameEn: 'Man' } });
  expect([changed.statusCode, changed.json().code]).toEqual([409, 'codes.of-the-city']);
  expect((await reader.get('/api/codes/values/sex:1')).json().nameEn).toBe('Male');
  const read = await readCity('cities/yuyao', codeCityFiles, codeCityChecks);
  await loadCodes(read.city, city.platform.contextFor(system));
  expect(codesOf(await reader.get('/api/codes/cover-kind'))).toEqual(['1', '2']);
  expect((await reader.get('/api/codes/values/sex:1')).json().meta.revision).toBe(revision);
});

test('a code that is given a new meaning keeps what it meant: each day has its own', async () => {
  const before = value('7', { key: 'cover-kind:7@2020-01-01', usedTo: '2020-01-01', nameZh: '旧义' });
  const now = value('7', { usedFrom: '2020-01-01', nameZh: '新义' });
  for (const row of [before, now]) expect((await keeper.post('/api/codes/values', row)).statusCode).toBe(200);
  const { db } = city.platform.services.store;
  expect((await meaningOf(db, 'cover-kind', '7', '2019-12-31'))?.zh).toBe('旧义');
  expect((await meaningOf(db, 'cover-kind', '7', '2020-01-01'))?.zh).toBe('新义');
  const shown = (await reader.get('/api/codes/cover-kind')).json().items;
  expect(shown.filter(({ code }: { code: string }) => code === '7')).toMatchObject([
    { label: { zh: '新义' } },
  ]);
  const meaning = (await reader.get('/api/codes/cover-kind/meanings/7?on=2019-05-05')).json();
  expect(meaning.others).toMatchObject([{ label: { zh: '新义' }, usedFrom: '2020-01-01', usedTo: null }]);
});
