import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import type { Asker } from '#testing';
import { openTown, type Town } from './testing/town.ts';

// A public site of its own, that says who may read what.
let server: Server;
let origin: string;
let town: Town;
let keeper: Asker;
let robots: string | number = 404;
const asked: Pick<IncomingMessage, 'url' | 'headers'>[] = [];

const company = (number: number) => ({
  注册号: `W${number}`,
  名称: `模拟公司${number}`,
  统一社会信用代码: `00${number}`,
});

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ url: request.url, headers: request.headers });
    if (request.url === '/robots.txt')
      return typeof robots === 'number' ? response.writeHead(robots).end() : response.end(robots);
    const page = Number(new URL(request.url ?? '', 'http://x').searchParams.get('page') ?? 1);
    return response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(page > 2 ? [] : [company(page)]));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  town = await openTown([`127.0.0.1:${port}`]);
  keeper = town.city.as({ id: 'keeper', organisation: '330281-scjg', grants: { '*': 'city' } });
  // A dataset that tells of nobody: of companies, without their representatives.
  await sql`update catalogue.dataset set definition = jsonb_set(definition::jsonb, '{fields}',
    (select jsonb_agg(f) from jsonb_array_elements(definition::jsonb -> 'fields') f
      where f ->> 'name' in ('registrationNumber', 'name', 'creditCode'))) where code = 'scjg-company'`.execute(
    town.city.platform.services.store.db,
  );
}, 300_000);
afterAll(async () => {
  await town.close();
  server.close();
});

const legalBasis = '《政府信息公开条例》第二十条';
const trySite = async (path: string, said: string | number, more: object = {}) => {
  robots = said;
  asked.length = 0;
  const settings = { url: `${origin}${path}`, legalBasis, purpose: '核对企业名录', ...more };
  const answer = await keeper.post('/api/sources/try', { kind: 'web', dataset: 'scjg-company', settings });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<{ fault: { en: string } | null; rows: string[][]; columns: { name: string }[] }>();
};

test('what a site allows is read: who asks is said, and each record has its address and day', async () => {
  const tried = await trySite('/list', 'User-agent: *\nDisallow: /private');
  expect(tried).toMatchObject({ fault: null, rows: [expect.any(Array)] });
  expect(tried.columns.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['名称', '来源网址', '采集日期']),
  );
  expect(asked.map(({ url }) => url)).toEqual(['/robots.txt', '/list']);
  expect(asked.every(({ headers }) => headers['user-agent']?.startsWith('Yaojiang/'))).toBe(true);
});

test.each([
  ['it does not want it', 'User-agent: *\nDisallow: /list'],
  ['it does not want us', 'User-agent: yaojiang\nDisallow: /'],
  ['it is in trouble', 500],
  ['it points elsewhere', 301],
])('where %s, nothing but robots.txt is asked for', async (_what, said) => {
  const { fault, rows } = await trySite('/list', said);
  expect([fault?.en, rows]).toEqual([expect.stringContaining('robots.txt'), []]);
  expect(asked.map(({ url }) => url)).toEqual(['/robots.txt']);
});

test('a site without robots.txt may be read, page by page; a page that it forbids ends that', async () => {
  expect((await trySite('/list', 404)).fault).toBeNull();
  const run = async (code: string, said: string | number) => {
    robots = said;
    const settings = { url: `${origin}/list`, legalBasis, purpose: '核对企业名录', paging: 'page' };
    const made = await keeper.post('/api/sources/sources', {
      code,
      titleZh: '企业名录',
      titleEn: 'Companies',
      dataset: 'scjg-company',
      kind: 'web',
      enabled: true,
      settings,
    });
    expect(made.statusCode, made.body).toBe(200);
    const { job } = (await keeper.post(`/api/sources/sources/${code}/run`, {})).json<{ job: string }>();
    await town.city.finished(job);
    return (await keeper.get(`/api/sources/sources/${code}/state`)).json<{ last: object }>().last;
  };
  expect(await run('forbidden', 'User-agent: *\nDisallow: /*page=2')).toMatchObject({
    state: 'failed',
    reason: { en: expect.stringContaining('robots.txt') as string },
  });
  asked.length = 0;
  expect(await run('allowed', 404)).toMatchObject({ state: 'collected', rows: 2, reason: null });
  expect(asked.map(({ url }) => url)).toEqual([
    '/robots.txt',
    '/list?page=1',
    '/list?page=2',
    '/list?page=3',
  ]);
});

test('data of persons are not collected from the web, and nothing is without its legal basis', async () => {
  const source = {
    kind: 'web',
    code: 'persons',
    settings: { url: `${origin}/list`, legalBasis, purpose: '试试' },
  };
  const body = { titleZh: '人', titleEn: 'People', dataset: 'rsj-insured', enabled: true, ...source };
  const persons = await town.clerk.post('/api/sources/sources', body);
  expect(persons.statusCode).toBe(422);
  expect(persons.body).toContain('not collected from the public web');
  const draft = await town.clerk.post('/api/sources/try', {
    kind: 'web',
    dataset: 'rsj-insured',
    settings: source.settings,
  });
  expect(draft.statusCode).toBe(422);
  const unfounded = { url: `${origin}/list`, purpose: '试试' };
  const answer = await keeper.post('/api/sources/try', {
    kind: 'web',
    dataset: 'scjg-company',
    settings: unfounded,
  });
  expect([answer.statusCode, answer.body]).toEqual([422, expect.stringContaining('法律依据')]);
});
