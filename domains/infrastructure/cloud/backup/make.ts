import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Services } from '#kernel/context';
import type { Db } from '#kernel/db';
import { kernelModules, schemaOf } from '#kernel/platform';
import { digest, keyedDigest, seal } from '#engines/crypto-suite';
import { findNewestHead } from '#platform/base/ledger';
import { collectFiles, headsFile, headsUpTo } from './collect.ts';
import { isMissing, sync, writeThrough, type Measured } from './disk.ts';
import { dumpTable } from './dump.ts';
import type { BackupTable, Manifest } from './manifest.ts';
import { alone, clearParts, finish, listBackups, peek, repositoryAt, type Repository } from './repository.ts';
import { keyFrom, newSalt, recoveryKeyFile } from './secret.ts';
import { gatherSchema } from './schema.ts';
import { findPartitions, findSequences, findTables, nameOf, settle, versionOf } from './tables-store.ts';

export type Backed = Pick<Services, 'store' | 'config' | 'modules' | 'clock'>;

export interface MakeOptions {
  readonly folder: string;
  readonly passphrase: string;
  readonly signal?: AbortSignal | undefined;
  readonly told?: (step: 'tables' | 'files', done: number, total?: number) => void;
}

/** What is read of the database, all from one snapshot. */
type Database = Pick<Manifest, 'point' | 'tables' | 'sequences' | 'partitions' | 'head' | 'omitted'> & {
  readonly postgres: string;
};

/** Names of the modules whose schemas this city makes, in their order. */
export const ownModules = ({ modules }: Pick<Services, 'modules'>): string[] => [
  'kernel',
  ...modules.filter((module) => !kernelModules.includes(module)).map(({ id }) => id),
];

async function readDatabase(services: Backed, part: string, options: MakeOptions, tx: Db): Promise<Database> {
  await settle(tx);
  const point = services.clock.now().toISOString();
  const modules = ownModules(services);
  const schemas = new Set(modules.map(schemaOf));
  const all = await findTables(tx);
  const own = all.filter(({ schema }) => schemas.has(schema));
  const head = await findNewestHead(tx);
  const tables: BackupTable[] = [];
  for (const table of own) {
    options.signal?.throwIfAborted();
    tables.push(
      await dumpTable(services.store, tx, table, { folder: part, modules, signal: options.signal }),
    );
    options.told?.('tables', tables.length, own.length);
  }
  const sequences = (await findSequences(tx)).filter(({ schema }) => schemas.has(schema));
  const known = new Set(tables.map(({ table }) => table));
  return {
    point,
    tables,
    partitions: (await findPartitions(tx)).filter(({ table }) => known.has(table)),
    sequences: sequences.map(({ sequence, last }) => ({ sequence, last })),
    head: head ?? null,
    omitted: all.filter(({ schema }) => !schemas.has(schema)).map(nameOf),
    postgres: await versionOf(tx),
  };
}

async function writePart(
  part: string,
  file: string,
  bytes: Uint8Array,
): Promise<Measured & { file: string }> {
  return { file, ...(await writeThrough(readableOf(bytes), join(part, file))) };
}

async function* readableOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** All keys of the installation but the recovery key itself, sealed as one. */
async function sealKeys(
  services: Backed,
  part: string,
  sealing: { key: Buffer; id: string },
): Promise<Manifest['keys']> {
  const folder = join(services.config.dataFolder, 'keys');
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const kept = names.filter((name) => name !== recoveryKeyFile && !name.startsWith('.')).toSorted();
  const keys: Record<string, string> = {};
  for (const name of kept) keys[name] = (await readFile(join(folder, name))).toString('base64');
  const sealed = seal(services.config.CRYPTO_SUITE, sealing.key).close(
    JSON.stringify(keys),
    `keys/${sealing.id}`,
  );
  return { ...(await writePart(part, 'keys.sealed', Buffer.from(sealed))), files: kept.length };
}

/** The heads said outside, as they were at the point, kept among the objects like any file. */
async function collectHeads(
  services: Backed,
  repository: Repository,
  size: number,
): Promise<Manifest['files']> {
  const text = Buffer.from(await headsUpTo(services.config.dataFolder, size));
  if (text.length === 0) return [];
  const sha256 = digest('international')(text).toString('hex');
  await writeThrough(readableOf(text), repository.object(sha256));
  return [{ path: headsFile, sha256, bytes: text.length, modified: 0 }];
}

/** The manifest is written last: its digest finds damage, its seal under the passphrase finds a hand. */
async function writeManifest(part: string, manifest: Manifest, key: Buffer): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(manifest));
  const proof = {
    sha256: digest('international')(bytes).toString('hex'),
    seal: keyedDigest('international', key)(bytes).toString('hex'),
  };
  for (const [name, content] of [
    ['manifest.json', bytes],
    ['manifest.seal', Buffer.from(JSON.stringify(proof))],
  ] as const)
    await writeFile(join(part, name), content, { mode: 0o600, flush: true });
  await sync(part);
}

const newId = (now: Date): string =>
  `${now.toISOString().replaceAll(/[-:]|\.\d+/g, '')}-${randomBytes(3).toString('hex')}`;

/** The newest backup that can be read, for what need not be copied again. */
async function findBefore(repository: Repository): Promise<Manifest | undefined> {
  for (const id of (await listBackups(repository)).toReversed()) {
    const manifest = await peek(repository, id);
    if (manifest) return manifest;
  }
  return undefined;
}

async function make(services: Backed, repository: Repository, options: MakeOptions): Promise<Manifest> {
  await clearParts(repository);
  const begun = services.clock.now();
  const id = newId(begun);
  const part = repository.part(id);
  await mkdir(join(part, 'database'), { recursive: true, mode: 0o700 });
  const salt = newSalt();
  const key = await keyFrom(options.passphrase, salt);
  const { postgres, ...database } = await services.store.transaction(
    (tx) => readDatabase(services, part, options, tx),
    { isolation: 'repeatable read', timeoutMs: 0 },
  );
  const before = await findBefore(repository);
  const { files, newBytes } = await collectFiles({
    dataFolder: services.config.dataFolder,
    repository,
    before,
    signal: options.signal,
    told: (done) => options.told?.('files', done, before?.files.length),
  });
  const heads = await collectHeads(services, repository, database.head?.size ?? 0);
  const schema = await gatherSchema(services);
  const manifest: Manifest = {
    format: 'yaojiang-backup/1',
    id,
    ...database,
    startedAt: begun.toISOString(),
    store: services.store.kind,
    versions: { platform: schema.digest, postgres, node: process.versions.node },
    salt: salt.toString('hex'),
    modules: ownModules(services),
    schema: await writePart(part, 'schema.json.br', brotliCompressSync(JSON.stringify(schema.modules))),
    keys: await sealKeys(services, part, { key, id }),
    files: [...files, ...heads],
    newBytes: newBytes + database.tables.reduce((sum, { bytes }) => sum + bytes, 0),
    finishedAt: services.clock.now().toISOString(),
  };
  await writeManifest(part, manifest, key);
  options.signal?.throwIfAborted();
  await finish(repository, id);
  return manifest;
}

/**
 * One backup of database, lake, files and keys at one point: the database is read in one snapshot first, then every
 * file that there is is copied; files never change, so whatever the snapshot names is among them. Only new files are
 * copied. It is listed when it is whole and on disk, never before.
 * @throws Problem `cloud.backup-busy`
 */
export function makeBackup(services: Backed, options: MakeOptions): Promise<Manifest> {
  const repository = repositoryAt(options.folder);
  return alone(repository, () => make(services, repository, options));
}
