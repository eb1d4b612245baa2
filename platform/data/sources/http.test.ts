import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startRun } from './start.ts';
import { findSource, type SourceRow } from './store.ts';
import { cellsOf, csvOf, headers, openTown, type Town } from './testing/town.ts';

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
    'page numbers',
    { paging: 'page', sizeParameter: 'size', pageSize: 2, records: 'data.rows' },
    ['/insured?page=1&size=2', '/insured?page=2&size=2', '/insured?page=3&size=2'],
  ],
  [
    'a cursor',
    { paging: 'cursor', cursorPath: 'next', records: 'data.rows' },
    ['/insured', '/insured?cursor=2', '/insured?cursor=3'],
  ],
  [
    'next addresses in the answer',
    { paging: 'link', nextPath: 'link', records: 'data.rows' },
    ['/insured', '/insured?page=2', '/insured?page=3'],
  ],
  [
    'next addresses in the header',
    { paging: 'link', records: 'data.rows' },
    ['/insured', '/insured?page=2', '/insured?page=3'],
  ],
])('%s: all pages are one batch, the same again is unchanged', async (what, settings, addresses) => {
  answer = (_request, response, url) => {
    const page = Number(url.searchParams.get('page') ?? url.searchParams.get('cursor') ?? 1);
    const rows = page === 3 ? records(base + 5, base + 5) : records(base + 2 * page - 1, base + 2 * page);
    const next = page < 3 ? `/insured?page=${page + 1}` : null;
    const link = next && what.includes('header') ? { link: `<${next}>; rel="next"` } : {};
    json(
      response,
      { data: { rows }, next: page < 3 ? page + 1 : '', link: next },
      link as Record<string, string>,
    );
  };
  const before = await town.batches();
  const base = 100 * (made + 1);
  const { code, run } = await runOf(settings);
  expect(run).toMatchObject({ state: 'collected', rows: 5, reason: null });
  expect(asked).toEqual(addresses);
  expect(await town.batches()).toHaveLength(before.length + 1);
  expect(await town.run(code)).toMatchObject({ state: 'unchanged', rows: 5 });
  expect(await town.batches()).toHaveLength(before.length + 1);
});

test('a server that gives fewer at once than it is asked for is read to its end', async () => {
  const base = 3000;
  answer = (_request, response, url) => {
    const page = Number(url.searchParams.get('page'));
    json(response, page > 3 ? [] : records(base + 2 * page - 1, base + 2 * page - (page === 3 ? 1 : 0)));
  };
  const capped = { paging: 'page', sizeParameter: 'size', pageSize: 500 };
  expect((await runOf(capped)).run).toMatchObject({ state: 'collected', rows: 5 });
  // Some give their last page again, whatever page behind it they are asked for.
  answer = (_request, response) => json(response, records(3101, 3102));
  expect((await runOf(capped)).run).toMatchObject({ state: 'collected', rows: 2 });
});

test('NDJSON and CSV; digits of a long number stay as they were written', async () => {
  answer = (_request, response) =>
    response.end(
      `${JSON.stringify({ ...record(901), 个人编号: 0 }).replace(':0,', ':330281199001011234567,')}\n${JSON.stringify(record(902))}\n`,
    );
  const { run } = await runOf({ format: 'ndjson' });
  expect(run).toMatchObject({ state: 'collected', rows: 2 });
  await town.batches();
  const rows = await town.clerk.get(`/api/ingestion/batches/${run.batch}/rows?reveal=yes`, {
    purpose: '核对',
  });
  expect(rows.body).toContain('330281199001011234567');
  answer = (_request, response) => response.end(csvOf(3, 950));
  expect((await runOf({ format: 'csv' })).run).toMatchObject({ state: 'collected', rows: 3 });
});

test('the mark moves on, is asked from, and days of the past leave it where it is', async () => {
  answer = (_request, response, url) => {
    const since = url.searchParams.get('since');
    const day = url.searchParams.has('until') ? '2020-01-02' : '2026-11-0';
    json(
      response,
      since === '2026-11-03'
        ? []
        : [1, 2, 3].map((at) => ({
            ...record(1000 + at),
            更新: url.searchParams.has('until') ? day : `${day}${at}`,
          })),
    );
  };
  const settings = { markParameter: 'since', markField: '更新', untilParameter: 'until' };
  const { code, run } = await runOf(settings);
  expect(run).toMatchObject({ state: 'collected', rows: 3 });
  const filled = await town.run(code, { from: '2020-01-01', to: '2020-01-31' });
  expect(filled).toMatchObject({ state: 'collected', rows: 3 });
  expect(await town.run(code)).toMatchObject({ state: 'nothing', rows: 0 });
  expect(asked).toEqual([
    '/insured',
    '/insured?since=2020-01-01&until=2020-01-31',
    '/insured?since=2026-11-03',
  ]);
  const plain = await runOf({});
  const refused = await town.clerk.post(`/api/sources/sources/${plain.code}/run`, {
    from: '2020-01-01',
    to: '2020-01-31',
  });
  expect(refused.json<{ code: string }>().code).toBe('sources.no-mark');
});

test.each([
  [
    'basic',
    { auth: 'basic', user: 'lin' },
    'authorization',
    `Basic ${Buffer.from('lin:s3cret-Key').toString('base64')}`,
  ],
  ['bearer', { auth: 'bearer' }, 'authorization', 'Bearer s3cret-Key'],
  ['header', { auth: 'header', header: 'X-Key' }, 'x-key', 's3cret-Key'],
])(
  'signs in by %s; the secret stands in no answer, no table, no history',
  async (_what, settings, header, value) => {
    answer = (request, response) =>
      request.headers[header] === value
        ? json(response, [record(2000 + made)])
        : response.writeHead(401).end('s3cret-Key');
    const { code, run } = await runOf(settings);
    expect(run).toMatchObject({
      state: 'failed',
      reason: { en: 'No secret is set, or the address was changed since.' },
    });
    const path = `/api/sources/sources/${code}`;
    expect((await town.clerk.put(`${path}/secret`, { secret: 's3cret-Key' })).statusCode).toBe(200);
    expect(await town.run(code)).toMatchObject({ state: 'collected' });
    for (const url of [
      path,
      `${path}/state`,
      `${path}/history`,
      '/api/sources/states',
      '/api/sources/runs',
      '/api/jobs',
    ])
      expect((await town.clerk.get(url)).body, url).not.toContain('s3cret-Key');
    const { sql } = await import('kysely');
    const kept = await sql`select * from sources.source_state`.execute(town.city.platform.services.store.db);
    expect(JSON.stringify(kept.rows)).not.toContain('s3cret-Key');
    expect((await town.clerk.put(`${path}/secret`, { secret: 'wrong' })).statusCode).toBe(200);
    expect(await town.run(code)).toMatchObject({
      state: 'failed',
      reason: { en: expect.stringContaining('401') as string },
    });
  },
);

test('a secret is bound to where it was given for: pointed elsewhere the source has none', async () => {
  const seen: (string | undefined)[] = [];
  answer = (request, response) => {
    seen.push(request.headers.authorization);
    json(response, [record(2100)]);
  };
  const { code, run } = await runOf({ auth: 'bearer' }, 'only-for-there');
  expect(run).toMatchObject({ state: 'collected' });
  const path = `/api/sources/sources/${code}`;
  const row = (await town.clerk.get(path)).json<{ meta: { revision: number } }>();
  const moved = { url: origin.replace('127.0.0.1', 'localhost'), auth: 'bearer' };
  const changed = await town.clerk.patch(path, { revision: row.meta.revision, values: { settings: moved } });
  expect(changed.statusCode, changed.body).toBe(200);
  expect(await town.state(code)).toMatchObject({ secret: false, needsSecret: true });
  expect(await town.run(code)).toMatchObject({ state: 'failed' });
  expect(seen).toEqual(['Bearer only-for-there']);
});

test('pointed elsewhere while it is read, a source begins anew there', async () => {
  const settings = { markParameter: 'since', markField: '更新' };
  let moved = 0;
  answer = (_request, response) => {
    void (async () => {
      const path = `/api/sources/sources/http-${made}`;
      const { meta } = (await town.clerk.get(path)).json<{ meta: { revision: number } }>();
      const values = { settings: { url: `${origin}/new`, ...settings } };
      moved = (await town.clerk.patch(path, { revision: meta.revision, values })).statusCode;
      json(response, [{ ...record(2300), 更新: '2026-11-28' }]);
    })();
  };
  const { code, run } = await runOf(settings);
  expect([run.state, moved]).toEqual(['collected', 200]);
  answer = (_request, response) => json(response, [{ ...record(2301), 更新: '2026-11-01' }]);
  asked = [];
  expect(await town.run(code)).toMatchObject({ state: 'collected' });
  expect(asked).toEqual(['/new']);
});

test('what fails by its schedule three times in a row is somebody’s task', async () => {
  answer = (_request, response) => response.writeHead(404).end();
  const { code, run } = await runOf({});
  expect(run).toMatchObject({ state: 'failed' });
  expect(await town.state(code)).toMatchObject({ misses: 0 });
  const context = town.clerk.context();
  for (const misses of [1, 2, 3]) {
    const source = await findSource(context.db, code);
    const started = await context.transaction((tx) =>
      startRun(context, tx, source as SourceRow, { cause: 'schedule', actor: context.actor }),
    );
    await town.city.finished(started?.job ?? '');
    expect(await town.state(code)).toMatchObject({ misses });
  }
  const tasks = (await town.clerk.get('/api/tasks?whose=department')).json<{ items: { kind: string }[] }>();
  expect(tasks.items.map(({ kind }) => kind)).toContain('sources.trouble');
  answer = (_request, response) => json(response, [record(2400)]);
  expect(await town.run(code)).toMatchObject({ state: 'collected' });
});

test('a try of a source that asks to come back later answers at once', async () => {
  answer = (_request, response) => response.writeHead(503, { 'retry-after': '30' }).end();
  made += 1;
  const code = `http-${made}`;
  await town.make({ code, kind: 'http', settings: { url: `${origin}/insured` } });
  const tried = await town.clerk.post(`/api/sources/sources/${code}/try`);
  expect(tried.statusCode, tried.body).toBe(200);
  expect(tried.json()).toMatchObject({ fault: { en: 'The other side answered 503.' } });
});

test('busy servers are asked again; one that stays away is a state with a next try, and a task after three', async () => {
  let count = 0;
  answer = (_request, response) => {
    count += 1;
    if (count < 3) response.writeHead(count === 1 ? 429 : 503, { 'retry-after': '0' }).end();
    else json(response, [record(2200)]);
  };
  expect((await runOf({})).run).toMatchObject({ state: 'collected' });
  answer = (_request, response) => response.writeHead(503, { 'retry-after': '0' }).end();
  const { code, run } = await runOf({}, undefined, { schedule: '30 2 * * *' });
  expect(run).toMatchObject({ state: 'unreachable', reason: { en: 'The other side answered 503.' } });
  const { nextAt, misses } = await town.state(code);
  expect(misses).toBe(1);
  expect(Date.parse(nextAt ?? '') - Date.now()).toBeLessThan(61_000);
  await town.run(code);
  await town.run(code);
  const open = async () =>
    (await town.clerk.get('/api/tasks?whose=department'))
      .json<{ items: { kind: string }[] }>()
      .items.map(({ kind }) => kind);
  expect(await open()).toContain('sources.trouble');
  answer = (_request, response) => json(response, [record(2201)]);
  expect(await town.run(code)).toMatchObject({ state: 'collected' });
  expect(await open()).not.toContain('sources.trouble');
});
