import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cellsOf, headers, openTown, type Town } from './testing/town.ts';

let town: Town;
let server: Server;
let origin: string;
let answer: (request: IncomingMessage, response: ServerResponse, url: URL) => void;
let asked: string[] = [];

const record = (number: number) => Object.fromEntries(headers.map((name, at) => [name, cellsOf(number)[at]]));
const records = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => record(from + at));
const json = (response: ServerResponse, body: unknown, more: Record<string, string> = {}) =>
  response.writeHead(200, { 'content-type': 'application/json', ...more }).end(JSON.stringify(body));

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response, new URL(request.url ?? '', origin));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  town = await openTown([`127.0.0.1:${port}`, `localhost:${port}`]);
});
beforeEach(() => {
  asked = [];
});
afterAll(async () => {
  await town.close();
  server.closeAllConnections();
  server.close();
});

let made = 0;
/** Makes a source of these settings and runs it. */
async function runOf(settings: object, secret?: string, more: object = {}) {
  made += 1;
  const code = `http-${made}`;
  await town.make({ code, kind: 'http', settings: { url: `${origin}/insured`, ...settings }, ...more });
  if (secret !== undefined) await town.clerk.put(`/api/sources/sources/${code}/secret`, { secret });
  return { code, run: await town.run(code) };
}

test.each([
  [
    'a redirect',
    (response: ServerResponse) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    {},
  ],
  [
    'a next page elsewhere',
    (response: ServerResponse) =>
      json(response, [record(1)], { link: '<http://169.254.169.254/>; rel="next"' }),
    { paging: 'link' },
  ],
  [
    'pages without end',
    (response: ServerResponse) => json(response, [record(1)]),
    { paging: 'page', mostPages: 3 },
  ],
  [
    'a page that leads to itself',
    (response: ServerResponse) => json(response, [record(1)], { link: '</insured>; rel="next"' }),
    { paging: 'link' },
  ],
  [
    'more bytes than the limit',
    (response: ServerResponse) => response.end(Buffer.alloc(1_100_000, 32)),
    { mostMegabytes: 1 },
  ],
  ['no JSON', (response: ServerResponse) => response.end('<html>'), {}],
  ['no list', (response: ServerResponse) => json(response, { data: 1 }), { records: 'data' }],
  ['no records', (response: ServerResponse) => json(response, [1, 2]), {}],
])('%s brings nothing in, and says why', async (_what, reply, settings) => {
  answer = (_request, response) => void reply(response);
  const before = await town.batches();
  const { run } = await runOf(settings);
  expect(['failed', 'unreachable']).toContain(run.state);
  expect(run.reason?.zh.length).toBeGreaterThan(3);
  expect(await town.batches()).toHaveLength(before.length);
});

test.each([
  ['loopback', 'http://127.0.0.1:1/'],
  ['another port of a listed host', 'http://127.0.0.1:5432/'],
  ['loopback in decimal', 'http://2130706433:1/'],
  ['loopback in octal', 'http://0177.0.0.1:1/'],
  ['loopback in hexadecimal', 'http://0x7f.1:1/'],
  ['loopback shortened', 'http://127.1:1/'],
  ['IPv6 loopback', 'http://[::1]:1/'],
  ['IPv4 as IPv6', 'http://[::ffff:127.0.0.1]:1/'],
  ['IPv4 as IPv6 in hexadecimal', 'http://[::ffff:7f00:1]:1/'],
  ['private', 'https://10.0.0.1/'],
  ['private', 'https://192.168.1.1/'],
  ['carrier’s', 'https://100.64.0.1/'],
  ['link-local, where clouds keep secrets', 'http://169.254.169.254/latest/meta-data/'],
  ['this host', 'http://0.0.0.0:1/'],
  ['unique local IPv6', 'https://[fd00::1]/'],
  ['a carrier of IPv4', 'https://[64:ff9b::7f00:1]/'],
  ['a name that resolves to loopback', 'https://localhost/'],
  ['a password in the address', 'http://user:word@127.0.0.1:1/'],
])('%s is not asked: %s', async (_what, url) => {
  asked = [];
  made += 1;
  const code = `ssrf-${made}`;
  await town.make({ code, kind: 'http', settings: { url } });
  expect(await town.run(code)).toMatchObject({ state: 'failed', rows: null });
  const tried = await town.clerk.post(`/api/sources/sources/${code}/try`, {});
  expect(tried.json()).toMatchObject({ rows: [], fault: { en: expect.any(String) as string } });
  expect(asked).toEqual([]);
});

test('a look reads one page, shows personal values masked, and keeps nothing', async () => {
  answer = (_request, response) =>
    json(
      response,
      records(3000, 3039).map((each) => ({ ...each, 备注: '不在目录里' })),
    );
  made += 1;
  await town.make({ code: 'look', kind: 'http', settings: { url: `${origin}/insured`, paging: 'page' } });
  const before = await town.batches();
  const tried = (await town.clerk.post('/api/sources/sources/look/try', {})).json<{
    rows: string[][];
    columns: object[];
    masked: boolean;
  }>();
  expect(asked).toHaveLength(1);
  expect(tried.rows).toHaveLength(20);
  expect(tried.masked).toBe(true);
  expect(tried.rows[0]).toEqual(
    ['****', '试***', '000281********3100', '1980-**-**', '310', '2020-05-01', '***'].map(
      () => expect.any(String) as string,
    ),
  );
  expect(JSON.stringify(tried.rows)).not.toMatch(/试验3000|不在目录里/);
  expect(tried.columns[0]).toMatchObject({ name: '个人编号', field: { en: 'Insurance number' } });
  expect(await town.batches()).toHaveLength(before.length);
  expect((await town.state('look')).last).toBeNull();
});

test('counts out of bounds, and nothing where there was something, stop at the gate', async () => {
  let count = 10;
  answer = (_request, response) => json(response, records(4000, 3999 + count));
  const { code, run } = await runOf({}, undefined, { rowsChange: 50, rowsMost: 1000 });
  expect(run).toMatchObject({ state: 'collected', rows: 10 });
  count = 4;
  expect(await town.run(code)).toMatchObject({ state: 'held', rows: 4 });
  expect((await town.state(code)).held?.oddities).toEqual([{ kind: 'changed', before: '10', now: '4' }]);
  const path = `/api/sources/sources/${code}/gate`;
  expect((await town.clerk.post(path, { accept: false, why: '来源有误' })).statusCode).toBe(200);
  count = 0;
  expect(await town.run(code)).toMatchObject({ state: 'held', rows: 0 });
  expect((await town.state(code)).held?.oddities).toEqual([{ kind: 'none', before: '10', now: '0' }]);
  expect((await town.clerk.post(path, { accept: true, why: '确实没有了' })).statusCode).toBe(200);
  count = 9;
  expect(await town.run(code)).toMatchObject({ state: 'collected', rows: 9 });
});

test('a run that is cancelled ends, brings nothing, and lets the next one through', async () => {
  answer = () => undefined;
  made += 1;
  await town.make({ code: 'slow', kind: 'http', settings: { url: `${origin}/slow` } });
  const started = (await town.clerk.post('/api/sources/sources/slow/run', {})).json<{
    run: string;
    job: string;
  }>();
  expect((await town.clerk.post('/api/sources/sources/slow/run', {})).json<{ code: string }>().code).toBe(
    'sources.busy',
  );
  expect((await town.stranger.post(`/api/sources/runs/${started.run}/cancel`, {})).statusCode).toBe(404);
  expect((await town.clerk.post(`/api/sources/runs/${started.run}/cancel`, {})).statusCode).toBe(200);
  await town.city.finished(started.job);
  expect((await town.state('slow')).last).toMatchObject({ state: 'cancelled' });
  answer = (_request, response) => json(response, [record(5000)]);
  const again = await town.clerk.post(`/api/sources/runs/${started.run}/again`, {});
  await town.city.finished(again.json<{ job: string }>().job);
  expect((await town.state('slow')).last).toMatchObject({ state: 'collected' });
});
