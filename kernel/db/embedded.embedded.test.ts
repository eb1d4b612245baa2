import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { layEmptyEngine } from '../../tests/setup/empty-database.ts';
import { quickFolder } from '../../tests/setup/quick-folder.ts';
import { startEngine, type Engine } from './embedded/engine.ts';
import { lockFolder } from './embedded/folder-lock.ts';
import { EmbeddedSessions } from './embedded/sessions.ts';
import { openStore, type Store } from './index.ts';
import type { StoreLog } from './store.ts';

let folder: string;
let store: Store;
const said: string[] = [];
const log: StoreLog = {
  info: (_fields, message) => said.push(message),
  warn: (_fields, message) => said.push(message),
  error: (_fields, message) => said.push(message),
};
const open = (): Promise<Store> => openStore({ folder, log, statementTimeoutMs: 4000 });

beforeAll(async () => {
  folder = await mkdtemp(join(quickFolder(), 'yaojiang-embedded-'));
  store = await open();
  await sql`create table entry (number int primary key)`.execute(store.db);
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const numbers = async (): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from entry`.execute(store.db);
  return rows[0]?.n ?? -1;
};

test('the first opening tells what it does and what the store promises', () => {
  expect(said[0]).toMatch(/making the embedded database/);
  expect(said).toContain('adding an extension to the embedded database');
  expect(said.join(' ')).toMatch(/No promise on power loss/);
  expect(store.capabilities).toMatchObject({ vectorTiles: false, powerLossSafe: false });
});

test('of what comes with PostGIS only PostGIS itself is there', async () => {
  const { rows } = await sql<{ name: string }>`select name from pg_available_extensions
    where name ~ 'postgis|tiger|address' order by 1`.execute(store.db);
  expect(rows).toEqual([{ name: 'postgis' }]);
  const { rows: places } = await sql<{ at: string }>`
    select st_astext(st_transform(st_setsrid(st_makepoint(121.15, 30.04), 4490), 32651), 0) as at`.execute(
    store.db,
  );
  expect(places).toEqual([{ at: 'POINT(321628 3324660)' }]);
});

test('a second start on the folder is told who holds it', async () => {
  await expect(open()).rejects.toMatchObject({
    status: 503,
    code: 'store.locked',
    extra: { pid: process.pid },
  });
  await store.health();
});

test('a statement over its time is stopped; others wait, and find what was saved', async () => {
  await sql`insert into entry values (1)`.execute(store.db);
  const endless = sql`select count(*) from generate_series(1, 1e12)`.execute(store.db);
  const waiting = numbers();
  await expect(endless).rejects.toMatchObject({ code: 'store.timeout' });
  expect(await waiting).toBe(1);
  expect(said).toContain('the embedded database did not answer in time or in order and is replaced');
});

test('a time-out inside a transaction undoes it, and its tx is of no more use', async () => {
  const broken = store.transaction(async (tx) => {
    await sql`insert into entry values (2)`.execute(tx);
    const late = sql`select count(*) from generate_series(1, 1e12)`.execute(tx);
    await expect(late).rejects.toMatchObject({ code: 'store.timeout' });
    await sql`insert into entry values (3)`.execute(tx);
  });
  await expect(broken).rejects.toMatchObject({ code: 'store.unavailable' });
  expect(await numbers()).toBe(1);
});

test('a stream whose engine was replaced says so', async () => {
  const read = async () => {
    for await (const piece of store.stream({ sql: 'select generate_series(1, 5000) as n', parameters: [] })) {
      expect(piece).toHaveLength(1000);
      await sql`select count(*) from generate_series(1, 1e12)`.execute(store.db).catch(() => undefined);
    }
  };
  await expect(read()).rejects.toMatchObject({ code: 'store.unavailable' });
  await store.health();
});

test('the main loop stays free while the engine works', async () => {
  let turns = 0;
  const turning = setInterval(() => (turns += 1), 5);
  await sql`select count(*) from generate_series(1, 500000)`.execute(store.db);
  clearInterval(turning);
  // A loop that is held turns once at most; a machine with other work to do gives it few turns more.
  expect(turns).toBeGreaterThan(2);
});

test('without its lock file the store calls itself unhealthy', async () => {
  const file = join(folder, 'postgres.lock');
  const lock = await readFile(file, 'utf8');
  await rm(file);
  await expect(store.health()).rejects.toMatchObject({ code: 'store.lock-lost' });
  await writeFile(file, lock);
  await store.health();
});

test('what was filled in bulk is analysed by itself, so that plans go by its size', async () => {
  await sql`create table crowd as select n as number from generate_series(1, 5000) n`.execute(store.db);
  const known = async (): Promise<number> => {
    const { rows } = await sql<{ n: number }>`
      select reltuples::int as n from pg_class where oid = 'crowd'::regclass`.execute(store.db);
    return rows[0]?.n ?? -1;
  };
  expect(await known()).toBe(-1);
  await expect.poll(known, { timeout: 30_000, interval: 500 }).toBe(5000);
});

test('closing lets go of the folder, and the next opening finds everything', async () => {
  await store.close();
  await expect(sql`select 1`.execute(store.db)).rejects.toMatchObject({ code: 'store.unavailable' });
  await expect(stat(join(folder, 'postgres.lock'))).rejects.toMatchObject({ code: 'ENOENT' });
  store = await open();
  expect(await numbers()).toBe(1);
});

test('the lock of a dead process is taken over, that of a silent other machine too', async () => {
  await store.close();
  const file = join(folder, 'postgres.lock');
  const dead = {
    pid: process.pid,
    started: 'another boot:1',
    host: hostname(),
    token: 'a',
  };
  await writeFile(file, JSON.stringify(dead));
  store = await open();
  await store.close();

  await writeFile(file, JSON.stringify({ ...dead, host: 'another-machine' }));
  await expect(open()).rejects.toMatchObject({ code: 'store.locked', extra: { host: 'another-machine' } });
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(file, longAgo, longAgo);
  store = await open();
  await store.health();
});

test('a lock file cut short is a stranger’s, and dies of silence', async () => {
  const file = join(folder, 'cut.lock');
  await writeFile(file, '{"pid": 12');
  await expect(lockFolder(file)).rejects.toMatchObject({ code: 'store.locked' });
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(file, longAgo, longAgo);
  const lock = await lockFolder(file);
  expect(await lock.held()).toBe(true);
  await lock.release();
});

test('of many that find a dead lock, one gets the folder, however their steps fall', async () => {
  const boot = { started: 'another boot:1', host: hostname() };
  for (let round = 0; round < 40; round += 1) {
    const place = join(folder, `contested-${round}`);
    await mkdir(place);
    const file = join(place, 'postgres.lock');
    await writeFile(file, JSON.stringify({ ...boot, pid: 1, token: 'dead' }));
    // Every second time one died while it took over.
    const heir = JSON.stringify({ ...boot, pid: 1, token: 'heir' });
    if (round % 2 === 1) await writeFile(`${file}.after-dead`, heir);
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(file)));
    const won = tries.filter((one) => one.status === 'fulfilled');
    expect(won).toHaveLength(1);
    for (const lost of tries.filter((one) => one.status === 'rejected')) {
      expect(lost.reason).toMatchObject({ code: 'store.locked' });
    }
    expect(await won[0]?.value.held()).toBe(true);
    await won[0]?.value.release();
    expect(await readdir(place)).toEqual([]);
  }
});

test('an engine that crashes is told to whom it served, and opens again for the next', async () => {
  const crashFolder = await mkdtemp(join(quickFolder(), 'yaojiang-engine-'));
  await layEmptyEngine(crashFolder);
  const engines: Engine[] = [];
  const start = async (): Promise<Engine> => {
    const engine = await startEngine(join(crashFolder, 'postgres'));
    engines.push(engine);
    return engine;
  };
  const sessions = new EmbeddedSessions({ start, statementTimeoutMs: 60_000, log });
  const session = await sessions.acquire();
  const busy = session.query('select count(*) from generate_series(1, 1e12)');
  await Promise.all([expect(busy).rejects.toMatchObject({ code: 'store.unavailable' }), engines[0]?.kill()]);
  await session.release(false);
  const next = await sessions.acquire();
  expect((await next.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await next.release(false);
  expect(engines).toHaveLength(2);
  await sessions.end();
  await rm(crashFolder, { recursive: true, force: true });
});

test('kill -9 in mid-insert loses nothing acknowledged', { timeout: 120_000 }, async () => {
  const crashFolder = await mkdtemp(join(quickFolder(), 'yaojiang-crash-'));
  await layEmptyEngine(crashFolder);
  const script = join(import.meta.dirname, 'embedded', 'crash-child.ts');
  for (const after of [150, 400]) {
    const child = spawn(process.execPath, [script, crashFolder], { stdio: ['ignore', 'pipe', 'inherit'] });
    let last = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      last = Number(line) || 0;
      if (last === after) child.kill('SIGKILL');
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');
    const survivor = await openStore({ folder: crashFolder });
    const found = await sql<{ n: number; last: number }>`
      select count(*) as n, max(number) as last from entry`.execute(survivor.db);
    expect(found.rows[0]?.n).toBeGreaterThanOrEqual(last);
    expect(found.rows[0]?.n).toBe(found.rows[0]?.last);
    await sql`truncate entry`.execute(survivor.db);
    await survivor.close();
  }
  await rm(crashFolder, { recursive: true, force: true });
});
