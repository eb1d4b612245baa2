import { sql } from 'kysely';
import { system } from '#kernel/actor';
import { readCity } from '#kernel/city';
import type { ImportPreview } from '#kernel/record';
import { organisationsFile } from '#platform/base/organisations';
import { catalogueModule, getDatasetEver } from '#platform/data/catalogue';
import { ingestionModule } from '#platform/data/ingestion';
import { qualityModule } from '#platform/data/quality';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import module from './module.ts';
import { describeAnew } from './testing/describe-anew.ts';

let city: TestCity;
let clerk: Asker;
let colleague: Asker;
let office: Asker;

const bureau = '330281-rsj';
const describes = {
  'cataloguing:read': 'department',
  'cataloguing:describe': 'department',
  'catalogue:read': 'city',
  'organisations:read': 'city',
  'tasks:own': 'department',
  'jobs:own': 'own',
} as const;

beforeAll(async () => {
  city = await openTestCity({ modules: [ingestionModule, qualityModule, module] });
  clerk = city.as({ id: 'clerk', organisation: bureau, grants: describes });
  colleague = city.as({ id: 'colleague', organisation: bureau, grants: describes });
  office = city.as({
    id: 'reviewer',
    organisation: '330281-jxj',
    grants: {
      'cataloguing:read': 'city',
      'cataloguing:review': 'city',
      'catalogue:read': 'city',
      'tasks:own': 'department',
    },
  });
});
afterAll(() => city.close());

const description = {
  code: 'rsj-training',
  titleZh: '职业技能培训',
  provider: bureau,
  abstractZh: '参加职业技能培训的人员、工种和结果。',
  category: 'department',
  theme: 'social-security',
  format: 'database',
  share: 'unconditional',
  shareWay: 'interface',
  open: 'none',
  cycle: 'monthly',
  subject: 'none',
  keyItem: 'number',
  related: [],
};
const item = (name: string, more: object = {}) => ({
  code: `rsj-training.${name}`,
  labelZh: name === 'number' ? '培训编号' : '工种',
  position: name === 'number' ? 1 : 2,
  type: 'text',
  length: 20,
  required: name === 'number',
  sensitivity: 'internal',
  aliases: [],
  ...more,
});

const own = (act: object, who = clerk, code = 'rsj-training') =>
  who.post(`/api/cataloguing/own/descriptions/${code}/acts`, act);
const review = (act: object, who = office, code = 'rsj-training') =>
  who.post(`/api/cataloguing/descriptions/${code}/acts`, act);
const said = async (answer: ReturnType<Asker['post']>) => {
  const { statusCode, body } = await answer;
  return statusCode === 200 ? 'done' : (JSON.parse(body) as { code: string }).code;
};
const tasks = async (who: Asker) =>
  (await who.get('/api/tasks')).json<{ items: { kind: string; title: { zh: string } }[] }>().items;
const row = async (code = 'rsj-training') =>
  (await clerk.get(`/api/cataloguing/descriptions/${code}`)).json<{
    state: string;
    resourceCode: string | null;
    meta: { revision: number };
  }>();
const inForce = async (code: string) => (await office.get(`/api/catalogue/datasets/${code}`)).statusCode;

test('a description without what it needs is not handed in, and each thing that it lacks is named', async () => {
  expect((await clerk.post('/api/cataloguing/descriptions', description)).statusCode).toBe(200);
  const bare = await own({ act: 'submit' });
  expect([bare.statusCode, bare.json<{ code: string }>().code]).toEqual([422, 'cataloguing.incomplete']);
  expect(bare.json<{ errors: { code: string }[] }>().errors.map(({ code }) => code)).toEqual([
    'cataloguing.no-items',
    'cataloguing.no-key',
  ]);
  const faults = { type: 'code', codes: 'no-such-table', sensitivity: 'personal' };
  await clerk.post('/api/cataloguing/items', item('number', faults));
  const wrong = await own({ act: 'submit' });
  expect(wrong.json<{ errors: { code: string }[] }>().errors.map(({ code }) => code)).toEqual([
    'cataloguing.no-codes',
    'cataloguing.no-mask',
  ]);
  expect(await row()).toMatchObject({ state: 'draft', resourceCode: null });
});

test('items come in a file, with the faults of each row beside it', async () => {
  const file = [
    '信息项代码,信息项名称,序号,数据类型,数据长度,必填,敏感程度,交来时的列名',
    'rsj-training.number,培训编号,1,文字,20,是,内部,PXBH',
    'rsj-training.trade,工种,2,文字,60,否,内部,',
    'rsj-training.Trade2,工种二,3,文字,60,否,内部,',
    'rsj-nothing.trade,工种,2,文字,60,否,内部,',
  ].join('\n');
  const looked = await clerk.upload('/api/cataloguing/items/import', 'items.csv', file);
  const preview = looked.json<ImportPreview>();
  expect(preview.rows.map(({ faults }) => faults.length > 0)).toEqual([false, false, true, true]);
  const mapping = Object.fromEntries(preview.mapping.map(({ field, header }) => [field, header]));
  const ran = await clerk.post(`/api/cataloguing/items/import/${preview.import}/run`, { mapping });
  await city.finished(ran.json<{ job: string }>().job);
  const listed = (await clerk.get('/api/cataloguing/items?resource=rsj-training')).json<{
    items: { code: string; type: string; sensitivity: string }[];
  }>();
  expect(listed.items.map(({ code }) => code)).toEqual(['rsj-training.number', 'rsj-training.trade']);
  expect(listed.items[0]).toMatchObject({ type: 'text', sensitivity: 'internal' });
});

test('registered, released, and from then on collected and checked by it', async () => {
  expect(await said(own({ act: 'ask-release' }))).toBe('cataloguing.not-now');
  expect(await said(own({ act: 'submit' }))).toBe('done');
  const [first] = await tasks(office);
  expect(first).toMatchObject({
    kind: 'cataloguing.registration-review',
    title: { zh: '审核编目的注册：职业技能培训' },
  });
  // Under review neither the description nor its items change.
  const { meta } = await row();
  const change = { revision: meta.revision, values: { titleZh: '另一个名称' } };
  expect(await said(clerk.patch('/api/cataloguing/descriptions/rsj-training', change))).toBe(
    'cataloguing.locked',
  );
  const late = await clerk.post('/api/cataloguing/items', item('late'));
  expect(late.statusCode).toBe(422);
  expect(late.json<{ errors: { code: string }[] }>().errors).toMatchObject([{ code: 'cataloguing.locked' }]);
  expect(await said(review({ act: 'give-back', why: '请说明工种的代码' }))).toBe('done');
  expect((await tasks(colleague)).map(({ kind }) => kind)).toEqual(['cataloguing.returned']);
  // A colleague goes on: it is the department's, not the clerk's.
  expect(await said(own({ act: 'submit' }, colleague))).toBe('done');
  expect(await said(review({ act: 'register' }))).toBe('done');
  expect(await row()).toMatchObject({ state: 'registered', resourceCode: '303/000002' });
  expect(await inForce('rsj-training')).toBe(404);
  expect(await said(own({ act: 'ask-release' }))).toBe('done');
  expect(await said(review({ act: 'publish' }))).toBe('done');
  expect(await inForce('rsj-training')).toBe(200);
  expect(await tasks(office)).toEqual([]);
  const entry = (await office.get('/api/catalogue/entries/rsj-training')).json<object>();
  expect(entry).toMatchObject({
    titleZh: '职业技能培训',
    provider: bureau,
    reconstructed: false,
    resourceCode: '303/000002',
    category: 'department',
    format: 'database',
    way: 'interface',
    publishedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
  });

  // What follows from the description follows: its rules, and that a file of it is taken.
  const follows = async () => {
    const { db } = city.platform.services.store;
    const { rows } = await sql<{ id: string }>`
      select id from quality.rule where dataset = 'rsj-training' order by id`.execute(db);
    return rows.map(({ id }) => id);
  };
  await expect
    .poll(follows, { timeout: 10_000 })
    .toEqual(['rsj-training.number.length', 'rsj-training.number.required', 'rsj-training.trade.length']);
  const collects = city.as({
    id: 'collects',
    organisation: bureau,
    grants: { 'ingestion:collect': 'department', 'ingestion:read': 'department', 'jobs:own': 'own' },
  });
  const path = '/api/ingestion/datasets/rsj-training/batches';
  const handed = await collects.upload(path, 'training.csv', 'PXBH,工种\nA-1,焊工\n,电工\n');
  expect(handed.statusCode, handed.body).toBe(200);
});

test('who handed in does not review; another department neither sees nor does anything', async () => {
  const both = city.as({
    id: 'both',
    organisation: bureau,
    grants: { ...describes, 'cataloguing:review': 'city' },
  });
  const other = { ...description, code: 'rsj-other', titleZh: '另一项' };
  await both.post('/api/cataloguing/descriptions', other);
  await both.post('/api/cataloguing/items', { ...item('number'), code: 'rsj-other.number' });
  const stranger = city.as({ id: 'stranger', organisation: '330281-gaj', grants: describes });
  const foreign = { ...item('number'), code: 'rsj-other.number2' };
  expect((await stranger.post('/api/cataloguing/items', foreign)).statusCode).toBe(403);
  expect(await said(own({ act: 'submit' }, both, 'rsj-other'))).toBe('done');
  expect(await said(review({ act: 'register' }, both, 'rsj-other'))).toBe('cataloguing.own');
  expect((await stranger.get('/api/cataloguing/descriptions/rsj-other')).statusCode).toBe(404);
  expect(await said(own({ act: 'submit' }, stranger, 'rsj-other'))).toBe('request.not-found');
  expect(await said(review({ act: 'register' }, clerk, 'rsj-other'))).toMatch(/permission|forbidden/);
});

test('revised, the old word stands until the new one is published; withdrawn, it is gone from the catalogue', async () => {
  expect(await said(own({ act: 'revise' }))).toBe('done');
  const { meta } = await row();
  const change = { revision: meta.revision, values: { titleZh: '职业技能提升培训' } };
  expect(await said(clerk.patch('/api/cataloguing/descriptions/rsj-training', change))).toBe('done');
  const title = async () =>
    (await office.get('/api/catalogue/entries/rsj-training')).json<{ titleZh: string }>().titleZh;
  expect(await title()).toBe('职业技能培训');
  for (const act of ['submit', 'ask-release']) {
    expect(await said(own({ act }))).toBe('done');
    expect(await said(review({ act: act === 'submit' ? 'register' : 'publish' }))).toBe('done');
  }
  expect(await title()).toBe('职业技能提升培训');
  expect(await row()).toMatchObject({ state: 'published', resourceCode: '303/000002' });
  // Also while it is revised, what is in force can be taken out of it, and not be deleted beside it.
  expect(await said(own({ act: 'revise' }))).toBe('done');
  const gone = { revision: (await row()).meta.revision, reason: '不要了' };
  expect(await said(clerk.post('/api/cataloguing/descriptions/rsj-training/withdraw', gone))).toBe(
    'cataloguing.locked',
  );
  expect(await said(own({ act: 'withdraw', why: '合并到另一资源' }))).toBe('done');
  expect(await inForce('rsj-training')).toBe(404);
  expect((await getDatasetEver(city.platform.services.store.db, 'rsj-training')).title.zh).toBe(
    '职业技能提升培训',
  );
});

test('what the city says of a dataset for its registers stays when its department describes it anew', async () => {
  const { db } = city.platform.services.store;
  const before = await getDatasetEver(db, 'rsj-insured');
  await describeAnew(clerk, before, description);
  expect(await said(own({ act: 'submit' }, clerk, 'rsj-insured'))).toBe('done');
  // What was changed beside it since, by whatever way, is not what was handed in.
  await sql`update cataloguing.item set mask = 'hidden' where code = 'rsj-insured.mobile'`.execute(db);
  expect(await said(review({ act: 'register' }, office, 'rsj-insured'))).toBe('cataloguing.changed');
  await sql`update cataloguing.item set mask = 'mobile' where code = 'rsj-insured.mobile'`.execute(db);
  expect(await said(review({ act: 'register' }, office, 'rsj-insured'))).toBe('done');
  await own({ act: 'ask-release' }, clerk, 'rsj-insured');
  expect(await said(review({ act: 'publish' }, office, 'rsj-insured'))).toBe('done');
  const after = await getDatasetEver(db, 'rsj-insured');
  expect(after.title.zh).toBe('参保人员（修订）');
  const said2 = ({ fields }: typeof before) =>
    fields.map(({ name, feeds, values }) => ({ name, feeds, values }));
  expect(said2(after)).toEqual(said2(before));
  expect(await said(own({ act: 'withdraw', why: '试行结束' }, clerk, 'rsj-insured'))).toBe('done');
  // The file has it still; the withdrawal stands.
  const { city: files } = await readCity(
    'cities/yuyao',
    [...(catalogueModule.cityFiles ?? []), organisationsFile],
    [],
  );
  if (!files) throw new Error('the city cannot be read');
  await catalogueModule.load?.(files, city.platform.contextFor(system));
  expect(await inForce('rsj-insured')).toBe(404);
});

test('codes of others, columns that differ in case alone and items shared more freely are refused', async () => {
  const codes = async (code: string, more: object, items: readonly object[]) => {
    await clerk.post('/api/cataloguing/descriptions', { ...description, code, ...more });
    for (const each of items) await clerk.post('/api/cataloguing/items', each);
    const answer = await own({ act: 'submit' }, clerk, code);
    return answer.json<{ errors?: { code: string }[] }>().errors?.map((each) => each.code);
  };
  for (const code of ['gaj-population', 'record-mine'])
    expect(await codes(code, {}, [{ ...item('number'), code: `${code}.number` }])).toEqual([
      'cataloguing.twin',
    ]);
  const alike = ['number', 'tradeName', 'tradename'].map((name) => ({
    ...item(name),
    code: `rsj-alike.${name}`,
  }));
  expect(await codes('rsj-alike', {}, alike)).toEqual(['cataloguing.alike']);
  const loose = { ...item('number', { share: 'unconditional' }), code: 'rsj-loose.number' };
  expect(await codes('rsj-loose', { share: 'conditional', shareCondition: '为履行职责' }, [loose])).toEqual([
    'cataloguing.looser',
  ]);
  expect(
    await codes('rsj-feeds', { subject: 'person' }, [{ ...item('number'), code: 'rsj-feeds.number' }]),
  ).toEqual(['cataloguing.no-feeds']);
});
