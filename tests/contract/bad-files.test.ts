import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { modules } from '../../apps/server/modules.ts';
import { gbk } from '../../engines/tabular/test-gbk.ts';

const to = '/api/ingestion/datasets/rsj-insured/batches';
const header = '社保编号,姓名,身份证号码,性别,出生日期,险种,参保日期,参保单位,联系电话,现住址';
const row = (number: string) =>
  `${number},王小明,000281198001020018,1,1980/1/2,失业保险,2005/3/1,模拟甲公司,15412345678,模拟路1号`;

let city: TestCity;
let clerk: Asker;
let other: Asker;

beforeAll(async () => {
  city = await openTestCity({ modules, environment: { MAX_UPLOAD_BYTES: '4000000' } });
  const grants = {
    'catalogue:read': 'city',
    'ingestion:collect': 'department',
    'ingestion:read': 'department',
    'jobs:own': 'own',
  } as const;
  clerk = city.as({ id: 'clerk', organisation: '330281-rsj', grants });
  other = city.as({ id: 'other', organisation: '330281-gaj', grants });
});
afterAll(() => city.close());

interface Preview {
  import: string;
  encoding?: string;
  mapping: { field: string; header: string | null }[];
  faults: { code: string; line: number }[];
}

const mappingOf = (preview: Preview) =>
  Object.fromEntries(preview.mapping.map(({ field, header: column }) => [field, column]));

async function collected(preview: Preview) {
  const run = await clerk.post(`/api/ingestion/batches/${preview.import}/run`, {
    mapping: mappingOf(preview),
  });
  expect(run.statusCode, run.body).toBe(200);
  await city.finished(run.json<{ job: string }>().job);
  return (await clerk.get(`/api/ingestion/batches/${preview.import}`)).json<Record<string, unknown>>();
}

test('lines that are no rows are set aside with their number and reason, the others go on', async () => {
  const lines = [header, row('1'), '2,"不闭合,x', row('3'), '4,太,少', `${row('5')},太,多`, row('6'), ''];
  const preview = (await clerk.upload(to, '乱.csv', gbk(lines.join('\r\n')))).json<Preview>();
  const batch = await collected(preview);
  expect(batch).toMatchObject({ rows: 3, unreadable: 3 });
  const { items } = (await clerk.get(`/api/ingestion/batches/${preview.import}/unreadable`)).json<{
    items: { line: number; code: string }[];
  }>();
  expect(items.map(({ line, code }) => [line, code])).toEqual([
    [3, 'unclosed-quote'],
    [5, 'too-few-fields'],
    [6, 'too-many-fields'],
  ]);
});

test('two hundred columns are no trouble: those that are known are used', async () => {
  const more = Array.from({ length: 190 }, (_, at) => `附加${at}`).join(',');
  const cells = Array.from({ length: 190 }, () => 'x').join(',');
  const preview = (
    await clerk.upload(to, '宽.csv', `${header},${more}\n${row('7')},${cells}\n`)
  ).json<Preview>();
  expect(await collected(preview)).toMatchObject({ rows: 1, unreadable: 0 });
});

test('bytes that are no text are told line by line, never silently replaced', async () => {
  const broken = Buffer.concat([
    gbk(`${header}\n${row('8')}\n`),
    Buffer.from([0x39, 0x2c, 0xff, 0xff, 0x2c]),
    gbk(`${row('9').slice(6)}\n`),
  ]);
  const preview = (await clerk.upload(to, '坏字.csv', broken)).json<Preview>();
  const batch = await collected(preview);
  expect(batch).toMatchObject({ rows: 1, unreadable: 1 });
});

test('a header without the columns that are needed does not start', async () => {
  const preview = (await clerk.upload(to, '缺列.csv', '社保编号,姓名\n1,王小明\n')).json<Preview>();
  expect(preview.faults.map(({ code }) => code)).toContain('ingestion.field-unmapped');
  const run = await clerk.post(`/api/ingestion/batches/${preview.import}/run`, {
    mapping: mappingOf(preview),
  });
  expect(run.json()).toMatchObject({ status: 422, code: 'ingestion.mapping' });
  expect(run.json<{ errors: { path: string }[] }>().errors.map(({ path }) => path)).toContain('citizenId');
});

test('one column for two fields, and a column that is not there, are named', async () => {
  const preview = (await clerk.upload(to, '映射.csv', `${header}\n${row('10')}\n`)).json<Preview>();
  const mapping = { ...mappingOf(preview), name: '社保编号', employer: '没有这一列' };
  const { errors } = (await clerk.post(`/api/ingestion/batches/${preview.import}/run`, { mapping })).json<{
    errors: { path: string; code: string }[];
  }>();
  expect(errors.map(({ path, code }) => `${path} ${code}`).toSorted()).toEqual([
    'employer ingestion.unknown-header',
    'insuranceNumber ingestion.header-twice',
    'name ingestion.header-twice',
  ]);
});

test('a workbook that breaks off is refused in the words of the reader, with what to do', async () => {
  const cut = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.from('xl/workbook.xml')]);
  const answer = (await clerk.upload(to, '断.xlsx', cut)).json();
  expect(answer).toMatchObject({
    status: 422,
    code: 'tabular.truncated',
    detail: {
      zh: '文件不完整，可能没有传完。请重新上传。',
      en: 'The file breaks off; it may not have arrived whole. Send it again.',
    },
  });
});

test('a file over the limit is refused and nothing of it stays', async () => {
  const answer = await clerk.upload(to, '大.csv', `${header}\n${`${row('11')}\n`.repeat(60_000)}`);
  expect(answer.json()).toMatchObject({ status: 413, code: 'files.too-large' });
});

test('the same file sent twice at once is one batch, collected once', async () => {
  const file = `${header}\n${row('12')}\n`;
  const previews = (await Promise.all([1, 2].map(() => clerk.upload(to, '同.csv', file)))).map((answer) =>
    answer.json<Preview>(),
  );
  expect(new Set(previews.map((each) => each.import)).size).toBe(1);
  const runs = await Promise.all(
    previews.map((each) =>
      clerk.post(`/api/ingestion/batches/${each.import}/run`, { mapping: mappingOf(each) }),
    ),
  );
  expect(runs.map(({ statusCode }) => statusCode).toSorted((one, two) => one - two)).toEqual([200, 409]);
});

test('a department neither hands in for another nor sees what it handed in', async () => {
  const preview = (await clerk.upload(to, '己.csv', `${header}\n${row('13')}\n`)).json<Preview>();
  expect((await other.upload(to, '他.csv', `${header}\n${row('14')}\n`)).json()).toMatchObject({
    status: 403,
    code: 'ingestion.not-yours',
  });
  const offered = async (who: typeof clerk) =>
    (await who.get('/api/ingestion/own-datasets'))
      .json<{ items: { code: string }[] }>()
      .items.map(({ code }) => code);
  expect(await offered(clerk)).toContain('rsj-insured');
  expect(await offered(other)).not.toContain('rsj-insured');
  for (const path of ['', '/rows', '/unreadable'])
    expect((await other.get(`/api/ingestion/batches/${preview.import}${path}`)).statusCode).toBe(403);
  expect((await city.stranger.upload(to, '谁.csv', 'x')).statusCode).toBe(401);
});

test('what does not exist is said to be missing', async () => {
  expect(
    (await clerk.upload('/api/ingestion/datasets/nothing/batches', 'x.csv', 'a\n1\n')).json(),
  ).toMatchObject({ status: 404, code: 'request.not-found' });
  expect((await clerk.get('/api/ingestion/batches/B0')).statusCode).toBe(404);
  expect((await clerk.get('/api/ingestion/batches?after=garbage')).json()).toMatchObject({
    status: 400,
    code: 'request.cursor',
  });
});
