import { relative, resolve } from 'node:path';
import type { Config } from '#kernel/config';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { writeRows } from '#kernel/record-server';
import { drillBackup, type DrillReport } from './backup/drill.ts';
import { makeBackup, type MakeOptions } from './backup/make.ts';
import { bytesOf, rowsOf, type Manifest } from './backup/manifest.ts';
import { insideData } from './backup/problems.ts';
import { alone, repositoryAt } from './backup/repository.ts';
import { retain } from './backup/retention.ts';
import { passphraseOf } from './backup/secret.ts';
import type { Check } from './records.ts';
import { Backup, Drill } from './records.ts';
import { findGoodAmong } from './store.ts';
import { settleTasks } from './watch.ts';

/** Where backups go unless somebody says otherwise. */
export const backupFolder = (config: Pick<Config, 'dataFolder' | 'BACKUP_FOLDER'>): string =>
  config.BACKUP_FOLDER ?? resolve(config.dataFolder, 'backups');

/** A backup in the middle of what it copies would hold itself. */
function requireApart({ dataFolder }: Config, folder: string): void {
  const inside = relative(dataFolder, folder);
  if (inside === '' || (!inside.startsWith('..') && inside !== 'backups')) throw insideData();
}

const reasonOf = (error: unknown): string => {
  if (error instanceof Problem) return `${error.code}: ${error.detail.zh} ${error.detail.en}`;
  return error instanceof Error ? error.message : String(error);
};

const endOf = (signal: AbortSignal | undefined): 'cancelled' | 'failed' =>
  signal?.aborted ? 'cancelled' : 'failed';

const secondsSince = (begun: number): number => Math.round(performance.now() - begun) / 1000;

async function keep(
  context: Context,
  record: typeof Backup | typeof Drill,
  row: Record<string, unknown>,
): Promise<void> {
  const write = { source: 'cloud', simulated: false };
  await context.transaction(async (tx) => {
    await writeRows(context, tx, record, [row], write);
    await context.ledger(tx, {
      action: 'administer',
      resource: record.id,
      basis: 'cloud:manage',
      subjects: [],
      detail: { id: row['id'], result: row['result'] },
    });
    await settleTasks(context, tx);
  });
}

async function forget(context: Context, ids: readonly string[]): Promise<void> {
  const known = await findGoodAmong(context.db, ids);
  const rows = known.map((id) => ({ id, result: 'removed' }));
  await context.transaction((tx) => writeRows(context, tx, Backup, rows, { source: 'cloud' }));
}

const countsOf = (manifest: Manifest | undefined) => ({
  tableCount: manifest?.tables.length ?? 0,
  rowCount: manifest ? rowsOf(manifest) : 0,
  fileCount: manifest?.files.length ?? 0,
});

/** Removes what has had its time; while another makes a backup there, which then does it itself, nothing. */
async function retainAlone({ config, clock }: Context, folder: string): Promise<string[]> {
  const repository = repositoryAt(folder);
  try {
    return await alone(repository, () => retain(repository, config.BACKUP_KEEP_DAYS, clock.now()));
  } catch (error) {
    if (error instanceof Problem && error.code === 'cloud.backup-busy') return [];
    throw error;
  }
}

export interface BackUp extends Pick<MakeOptions, 'signal' | 'told'> {
  /** BACKUP_FOLDER when absent. */
  readonly folder?: string | undefined;
  readonly passphrase?: string | undefined;
}

/** Makes a backup, keeps a record of how it went, and removes those that have had their time. */
export async function backUp(context: Context, asked: BackUp = {}): Promise<Manifest> {
  const { config } = context;
  const folder = resolve(asked.folder ?? backupFolder(config));
  requireApart(config, folder);
  const begun = performance.now();
  const startedAt = context.clock.now().toISOString();
  const row = { startedAt, folder, by: context.actor.name || context.actor.id, store: context.store.kind };
  const ended = () => ({ finishedAt: context.clock.now().toISOString(), seconds: secondsSince(begun) });
  try {
    const passphrase = asked.passphrase ?? (await passphraseOf(config));
    const manifest = await makeBackup(context, { ...asked, folder, passphrase });
    await keep(context, Backup, {
      ...row,
      ...ended(),
      ...countsOf(manifest),
      id: manifest.id,
      point: manifest.point,
      result: 'good',
      bytes: bytesOf(manifest),
      newBytes: manifest.newBytes,
      ledgerSize: manifest.head?.size ?? 0,
      ledgerRoot: manifest.head?.root,
    });
    await forget(context, await retainAlone(context, folder));
    return manifest;
  } catch (error) {
    await keep(context, Backup, {
      ...row,
      ...ended(),
      ...countsOf(undefined),
      id: `${startedAt.replaceAll(/[-:]|\.\d+/g, '')}-${endOf(asked.signal)}-${crypto.randomUUID().slice(0, 6)}`,
      result: endOf(asked.signal),
      trouble: reasonOf(error),
      bytes: 0,
      newBytes: 0,
      ledgerSize: 0,
    });
    throw error;
  }
}

export interface RunDrill {
  /** Folder of backups, or of one; BACKUP_FOLDER when absent. */
  readonly from?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly told?: (step: Check['name']) => void;
}

/** Restores a backup beside, compares, and keeps the report. A backup that does not come back is told, not thrown. */
export async function runDrill(context: Context, asked: RunDrill = {}): Promise<DrillReport | undefined> {
  const { config } = context;
  const from = resolve(asked.from ?? backupFolder(config));
  const begun = performance.now();
  const startedAt = context.clock.now().toISOString();
  const row = {
    id: `drill-${startedAt.replaceAll(/[-:]|\.\d+/g, '')}-${crypto.randomUUID().slice(0, 6)}`,
    startedAt,
    by: context.actor.name || context.actor.id,
  };
  const ended = () => ({ finishedAt: context.clock.now().toISOString(), seconds: secondsSince(begun) });
  try {
    const report = await drillBackup(context, { ...asked, from, passphrase: await passphraseOf(config) });
    const { manifest, checks, store, restoreSeconds, equal } = report;
    const result = {
      ...countsOf(manifest),
      backup: manifest.id,
      point: manifest.point,
      store,
      restoreSeconds,
      checks,
    };
    await keep(context, Drill, { ...row, ...ended(), ...result, result: equal ? 'equal' : 'unequal' });
    return report;
  } catch (error) {
    const failed = { ...countsOf(undefined), backup: from, store: context.store.kind, checks: [] };
    await keep(context, Drill, {
      ...row,
      ...ended(),
      ...failed,
      result: endOf(asked.signal),
      trouble: reasonOf(error),
    });
    asked.signal?.throwIfAborted();
    return undefined;
  }
}
