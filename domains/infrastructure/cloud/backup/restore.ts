import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createZstdDecompress } from 'node:zlib';
import { migrate, openStore, type Db, type Store, type StoreLog } from '#kernel/db';
import { copyWhole, isMissing, sync } from './disk.ts';
import type { BackupTable, Manifest } from './manifest.ts';
import { damaged, notEmpty } from './problems.ts';
import { proveBackup, type Proven } from './prove.ts';
import { laySchema } from './schema.ts';
import {
  analyze,
  empty,
  makePartitions,
  quotedTable,
  setSequences,
  withoutTriggers,
} from './restore-store.ts';
import { findTables, nameOf, orderByKeys } from './tables-store.ts';

export interface RestoreOptions {
  /** The folder of backups, or of one backup. */
  readonly from: string;
  readonly passphrase: string;
  /** A data folder that is not there or empty. */
  readonly data: string;
  /** An empty database on a server; without it the database comes to lie in the data folder. */
  readonly database?: string | undefined;
  readonly log?: StoreLog;
  readonly told?: (step: 'prove' | 'tables' | 'files', done: number, total?: number) => void;
}

async function requireEmptyFolder(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  if (names.length > 0) throw notEmpty(folder);
}

async function requireEmptyDatabase(store: Store, database: string | undefined): Promise<void> {
  const [first] = await findTables(store.db);
  if (first)
    throw notEmpty(
      database === undefined ? nameOf(first) : `${new URL(database).pathname.slice(1)} (${nameOf(first)})`,
    );
}

async function loadTable(store: Store, tx: Db, table: BackupTable, folder: string): Promise<void> {
  if (table.rows === 0) return;
  const source = createReadStream(join(folder, table.file)).pipe(createZstdDecompress());
  const rows = await store.copyIn({ table: table.table, columns: table.columns, tx }, source);
  if (rows !== table.rows) throw damaged(table.file);
}

/** Tables by the very migrations that made them, then their rows: all in one transaction, or nothing. */
async function restoreDatabase(
  store: Store,
  { manifest, schema, repository }: Proven,
  options: RestoreOptions,
  scratch: string,
): Promise<void> {
  const sources = await laySchema(schema, scratch);
  await store.transaction(
    async (tx) => {
      await migrate(store, sources);
      await makePartitions(tx, manifest.partitions);
      const tables = await orderByKeys(tx, manifest.tables);
      const names = tables.map(({ table }) => quotedTable(table));
      await withoutTriggers(tx, names, async () => {
        await empty(tx, names);
        for (const [index, table] of tables.entries()) {
          await loadTable(store, tx, table, repository.backup(manifest.id));
          options.told?.('tables', index + 1, tables.length);
        }
      });
      await setSequences(tx, manifest.sequences);
    },
    { timeoutMs: 0 },
  );
  await store.transaction(analyze, { timeoutMs: 0 });
}

async function restoreFiles({ manifest, repository, keys }: Proven, folder: string, options: RestoreOptions) {
  for (const [index, file] of manifest.files.entries()) {
    const target = join(folder, file.path);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const { sha256 } = await copyWhole(repository.object(file.sha256), target);
    if (sha256 !== file.sha256) throw damaged(file.path);
    await utimes(target, file.modified / 1000, file.modified / 1000);
    options.told?.('files', index + 1, manifest.files.length);
  }
  await mkdir(join(folder, 'keys'), { recursive: true, mode: 0o700 });
  for (const [name, bytes] of keys)
    await writeFile(join(folder, 'keys', name), bytes, { mode: 0o600, flush: true });
}

/** Everything is made beside and takes its place at the end, so that a half restored folder is never started on. */
async function restoreInto(beside: string, proven: Proven, options: RestoreOptions): Promise<void> {
  const store = await openStore({
    url: options.database,
    folder: beside,
    ...(options.log && { log: options.log }),
  });
  try {
    await requireEmptyDatabase(store, options.database);
    await restoreFiles(proven, beside, options);
    await restoreDatabase(store, proven, options, join(beside, 'restoring'));
  } finally {
    await store.close();
  }
  await rm(join(beside, 'restoring'), { recursive: true });
}

/**
 * Brings a whole backup back into an empty place. Every byte of the backup is proved first.
 * @throws Problem `cloud.backup-damaged`, `cloud.wrong-passphrase`, `cloud.restore-not-empty`, `cloud.no-backup`;
 *   then nothing is left of the attempt
 */
export async function restoreBackup(options: RestoreOptions): Promise<Manifest> {
  await requireEmptyFolder(options.data);
  options.told?.('prove', 0);
  const proven = await proveBackup(options.from, options.passphrase);
  const beside = `${options.data}.restoring-${proven.manifest.id}`;
  await rm(beside, { recursive: true, force: true });
  try {
    await restoreInto(beside, proven, options);
    await rmdir(options.data).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
    await rename(beside, options.data);
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    throw error;
  }
  await sync(dirname(options.data));
  return proven.manifest;
}
