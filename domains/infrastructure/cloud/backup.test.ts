import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { machineEnvironment } from '#kernel/config';
import { openStore } from '#kernel/db';
import type { TestCity } from '#testing';
import { peek, repositoryAt } from './backup/repository.ts';
import type { Manifest } from './backup/manifest.ts';
import { restoreBackup } from './backup/restore.ts';
import { backUp } from './run.ts';
import {
  databaseOf,
  dropDatabases,
  emptyDatabase,
  namesIn,
  openSmallCity,
  passphrase,
} from './testing/small-city.ts';

let city: TestCity;
let root: string;
let folder: string;
let first: Manifest;
const manager = () => city.as({ id: 'sys', grants: { 'cloud:manage': 'city', 'cloud:read': 'city' } });

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'yaojiang-cloud-'));
  folder = join(root, 'backups');
  city = await openSmallCity({ BACKUP_FOLDER: folder });
  first = await backUp(manager().context());
}, 120_000);
afterAll(async () => {
  await dropDatabases(city);
  await city.close();
  await rm(root, { recursive: true, force: true });
});

const restore = async (name: string, over: Partial<Parameters<typeof restoreBackup>[0]> = {}) => {
  const database = await emptyDatabase(city, `restored_${name}`);
  return restoreBackup({ from: folder, data: join(root, name), passphrase, database, ...over });
};

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'not refused',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );

async function flip(path: string, at: number): Promise<() => Promise<void>> {
  const bytes = await readFile(path);
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  await writeFile(path, changed);
  return () => writeFile(path, bytes);
}

test('a backup holds every table, file and batch at one point, and is in the catalogue', async () => {
  expect(first.tables.map(({ table }) => table)).toEqual(
    expect.arrayContaining([
      'kernel.migration',
      'ledger.entry',
      'organisations.organisation',
      'identity.account',
    ]),
  );
  expect(first.files.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['lake/ingestion/insured/b1.parquet', expect.stringMatching(/^files\//)]),
  );
  const row = (await manager().get(`/api/cloud/backups/${first.id}`)).json<Record<string, unknown>>();
  expect(row).toMatchObject({ result: 'good', by: 'sys', tableCount: first.tables.length });
  expect(await namesIn(folder)).toEqual([first.id]);
});

test(
  'what is restored is the city: rows, sequences, triggers, files, keys',
  { timeout: 240_000 },
  async () => {
    const data = join(root, 'restored');
    await restore('restored');
    const { services } = city.platform;
    // The list of heads grows while the city lives, and is there once the first head is signed.
    const lasting = first.files.filter(({ path }) => path !== 'ledger-heads.log');
    expect(lasting.length).toBeGreaterThan(0);
    for (const { path } of lasting)
      expect(
        (await readFile(join(data, path))).equals(await readFile(join(services.config.dataFolder, path))),
      ).toBe(true);
    const key = 'ledger-ed25519.pem';
    expect(await readFile(join(data, 'keys', key))).toEqual(
      await readFile(join(services.config.dataFolder, 'keys', key)),
    );
    const store = await openStore({ folder: data, url: await databaseOf(city, 'restored_restored') });
    try {
      const counted = await sql<{
        n: number;
      }>`select count(*)::int as n from organisations.organisation`.execute(store.db);
      const there = first.tables.find(({ table }) => table === 'organisations.organisation');
      expect(counted.rows[0]?.n).toBe(there?.rows);
      const part = sql`select from tracks.position_20300101`.execute(store.db);
      expect((await part).rows).toEqual([]);
      await expect(sql`delete from ledger.entry`.execute(store.db)).rejects.toThrow(/ledger/);
      await expect(sql`truncate ledger.entry`.execute(store.db)).rejects.toThrow(/ledger/);
      const next = await sql<{ id: number }>`select nextval('ledger.entering_id_seq')::int as id`.execute(
        store.db,
      );
      const before = first.sequences.find(({ sequence }) => sequence === 'ledger.entering_id_seq');
      expect(next.rows[0]?.id).toBe(Number(before?.last ?? 0) + 1);
    } finally {
      await store.close();
    }
  },
);

test('only what is new is copied, and the first backup stays whole', async () => {
  const second = await backUp(manager().context());
  expect(second.files.length).toBeGreaterThanOrEqual(first.files.length);
  const tables = second.tables.reduce((sum, { bytes }) => sum + bytes, 0);
  expect(second.newBytes).toBe(tables);
  expect(await peek(repositoryAt(folder), first.id)).toEqual(first);
});

test(
  'a flipped byte anywhere is refused and named, and nothing is left of the attempt',
  { timeout: 60_000 },
  async () => {
    const repository = repositoryAt(folder);
    const own = repository.backup(first.id);
    const batch = first.files.find(({ path }) => path.startsWith('lake/'));
    const places: [string, string][] = [
      [join(own, 'database/kernel.migration.csv.zst'), 'database/kernel.migration.csv.zst'],
      [join(own, 'keys.sealed'), 'keys.sealed'],
      [join(own, 'schema.json.br'), 'schema.json.br'],
      [join(own, 'manifest.json'), 'manifest.json'],
      [repository.object(batch?.sha256 ?? ''), batch?.path ?? ''],
    ];
    for (const [path, part] of places) {
      const back = await flip(path, 30);
      const refused = restore('damaged', { from: own });
      await expect(refused).rejects.toMatchObject({ code: 'cloud.backup-damaged', extra: { part } });
      await back();
    }
    expect((await readdir(root)).filter((name) => name.startsWith('damaged'))).toEqual([]);
  },
);

test(
  'refused: a wrong passphrase, a rewritten manifest, a place that holds something, a folder without backups',
  { timeout: 120_000 },
  async () => {
    expect(await refusal(restore('wrong', { passphrase: 'not the passphrase' }))).toBe(
      'cloud.wrong-passphrase',
    );
    await mkdir(join(root, 'full'));
    await writeFile(join(root, 'full', 'something'), '');
    expect(await refusal(restore('full'))).toBe('cloud.restore-not-empty');
    expect(await readdir(join(root, 'full'))).toEqual(['something']);
    await mkdir(join(root, 'none'));
    expect(await refusal(restore('nowhere', { from: join(root, 'none') }))).toBe('cloud.no-backup');
    const url = city.platform.services.config.DATABASE_URL;
    if (url !== undefined)
      expect(await refusal(restore('taken', { database: url }))).toBe('cloud.restore-not-empty');
  },
);

test('a cancelled backup is none, says so in the catalogue, and another goes on', async () => {
  const stop = new AbortController();
  const told = () => stop.abort(new Error('enough'));
  await expect(backUp(manager().context(), { signal: stop.signal, told })).rejects.toThrow('enough');
  expect((await namesIn(folder)).filter((name) => !name.endsWith('.part'))).toHaveLength(2);
  const { items } = (await manager().get('/api/cloud/backups?result=cancelled')).json<{ items: unknown[] }>();
  expect(items).toHaveLength(1);
});

test('through the front door: who may, who may not, and a job to follow', async () => {
  const reader = city.as({ grants: { 'cloud:read': 'city' } });
  expect((await reader.post('/api/cloud/backups/now')).statusCode).toBe(403);
  expect((await city.stranger.get('/api/cloud/state')).statusCode).toBe(401);
  const unknown = await manager().post('/api/cloud/drills/now', { backup: '20200101T000000Z-abcdef' });
  expect(unknown.statusCode).toBe(404);
  const { job } = (await manager().post('/api/cloud/backups/now')).json<{ job: string }>();
  expect(await city.finished(job)).toMatchObject({ status: 'done' });
  expect((await reader.get('/api/cloud/state')).json()).toMatchObject({
    folder,
    sealedUnder: 'passphrase',
    recoveryKey: null,
    lastDrill: null,
  });
  expect((await namesIn(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('a backup into the data folder itself is refused', async () => {
  const { dataFolder } = city.platform.services.config;
  expect(await refusal(backUp(manager().context(), { folder: join(dataFolder, 'lake', 'x') }))).toBe(
    'cloud.folder-in-data',
  );
});

test('killed in the middle it leaves no backup, and the next goes on', { timeout: 180_000 }, async () => {
  const { dataFolder, DATABASE_URL } = city.platform.services.config;
  if (DATABASE_URL === undefined) return;
  const to = join(root, 'killed');
  const environment = {
    ...machineEnvironment(),
    YAOJIANG_DATA: dataFolder,
    DATABASE_URL,
    BACKUP_PASSPHRASE: passphrase,
  };
  const child = spawn(process.execPath, ['apps/cli/main.ts', 'backup', '--to', to], {
    env: environment,
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  const halfMade = async () => {
    const names = await namesIn(to).catch(() => []);
    const [part] = names.filter((name) => name.endsWith('.part'));
    return (
      part !== undefined && (await readdir(join(to, 'backups', part, 'database')).catch(() => [])).length > 3
    );
  };
  while (!(await halfMade())) await new Promise((resolve) => setTimeout(resolve, 2));
  child.kill('SIGKILL');
  await ended;
  expect(await namesIn(to)).toEqual([expect.stringMatching(/\.part$/)]);
  expect(await refusal(restore('killed-city', { from: to }))).toBe('cloud.no-backup');
  const next = await backUp(manager().context(), { folder: to });
  expect(await namesIn(to)).toEqual([next.id]);
});
