import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cellsOf, dataset, headers, openTown, type Town } from './testing/town.ts';

const word = 'The-Word-Of-The-Test-77';
const other = 'Another-Word-Of-The-Test-78';
let town: Town;
let server: Server;
let url: string;
let seen: (string | undefined)[] = [];
const lines: string[] = [];
const write = process.stdout.write.bind(process.stdout);

beforeAll(async () => {
  // Every line of the log at its most talkative.
  process.stdout.write = ((line: string | Uint8Array) =>
    lines.push(String(line)) > 0) as typeof process.stdout.write;
  server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    const good = request.headers.authorization === `Bearer ${word}`;
    const row = Object.fromEntries(headers.map((name, at) => [name, cellsOf(1)[at]]));
    if (good) response.writeHead(200).end(JSON.stringify([row]));
    // A server may say back what it was told.
    else response.writeHead(401).end(`no such word: ${request.headers.authorization}`);
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}/rows`;
  town = await openTown([`127.0.0.1:${port}`], { LOG_LEVEL: 'debug' });
});
afterAll(async () => {
  process.stdout.write = write;
  await town?.close();
  server.closeAllConnections();
  server.close();
});

const body = (more: object = {}) => ({ kind: 'http', dataset, settings: { url, auth: 'bearer' }, ...more });
const attempt = (more: object = {}, who = town.clerk) => who.post('/api/sources/try', body(more));

test('what stands on a form is tried before it is saved, and nothing of it is kept', async () => {
  const tried = await attempt({ secret: word });
  expect(tried.statusCode, tried.body).toBe(200);
  expect(tried.json()).toMatchObject({ fault: null, masked: true, rows: [expect.any(Array)] });
  expect((await attempt({ secret: other })).json<{ fault: { en: string } }>().fault.en).toContain('401');
  expect((await attempt()).json<{ fault: { en: string } }>().fault.en).toContain('No secret');
  for (const path of ['/api/sources/sources', '/api/sources/runs', '/api/ingestion/batches'])
    expect((await town.clerk.get(path)).json<{ items: unknown[] }>().items).toEqual([]);
});

test('wrong settings, another’s dataset, an address that is not listed: refused as on saving', async () => {
  expect((await attempt({ settings: { url: 'nowhere' } })).json()).toMatchObject({
    status: 422,
    code: 'sources.invalid',
  });
  expect((await attempt({ secret: word }, town.stranger)).statusCode).toBe(404);
  expect((await attempt({ dataset: 'no-such' })).statusCode).toBe(404);
  const inside = await attempt({ settings: { url: 'http://127.0.0.1:1/' } });
  expect(inside.json<{ fault: { en: string } }>().fault.en).toContain('not');
  expect((await attempt({ kind: 'nothing' })).statusCode).toBe(400);
});

test('a source that is being changed is tried with its own secret where that was given for, and nowhere else', async () => {
  await town.make({ code: 'kept', ...body() });
  await town.clerk.put('/api/sources/sources/kept/secret', { secret: word });
  expect((await attempt({ code: 'kept' })).json()).toMatchObject({ fault: null });
  seen = [];
  const moved = { url: url.replace('127.0.0.1', 'localhost'), auth: 'bearer' };
  await attempt({ code: 'kept', settings: moved });
  await attempt({ code: 'kept', settings: { url, auth: 'header', header: 'x-word' } });
  expect(seen).toEqual([]);
});

test('the text of a secret stands in no answer, table, file, export or line of the log', async () => {
  expect((await town.clerk.put('/api/sources/sources/kept/secret', { secret: other })).statusCode).toBe(200);
  expect(await town.run('kept')).toMatchObject({ state: 'failed' });
  await town.clerk.put('/api/sources/sources/kept/secret', { secret: word });
  expect(await town.run('kept')).toMatchObject({ state: 'collected' });
  const holds = (text: string) => text.includes(word) || text.includes(other);
  const key = '/api/sources/sources/kept';
  const answers = [
    key,
    `${key}/state`,
    `${key}/history`,
    '/api/sources/states',
    '/api/sources/runs',
    '/api/jobs',
  ];
  for (const path of answers) expect(holds((await town.clerk.get(path)).body), path).toBe(false);
  const started = await town.clerk.post('/api/sources/sources/export', { format: 'csv' });
  expect(started.statusCode, started.body).toBe(200);
  await town.city.finished(started.json<{ job: string }>().job);

  const { db } = town.city.platform.services.store;
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(db);
  expect(tables.map(({ name }) => name)).toContain('sources.source_state');
  for (const { name } of tables) {
    const { rows } = await sql`select t::text as row from ${sql.raw(name)} t`.execute(db);
    expect(holds(JSON.stringify(rows)), name).toBe(false);
  }
  const folder = town.city.platform.services.config.dataFolder;
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((each) =>
    each.isFile(),
  );
  expect(files.length).toBeGreaterThan(0);
  for (const { parentPath, name } of files)
    expect(holds(await readFile(join(parentPath, name), 'latin1')), name).toBe(false);
  expect(lines.join('').length).toBeGreaterThan(0);
  expect(lines.filter(holds)).toEqual([]);
});
