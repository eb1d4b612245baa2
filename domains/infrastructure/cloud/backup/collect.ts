import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { copyWhole, isMissing, sizeOf, measure } from './disk.ts';
import type { BackupFile, Manifest } from './manifest.ts';
import type { Repository } from './repository.ts';

/** Of the data folder: what is backed up otherwise, belongs to the running process, or can be made again. */
const notCopied = new Set(['postgres', 'postgres.lock', 'keys', 'lake-temp', 'backups', 'drills']);

const passing = (path: string): boolean =>
  /^files\/(incoming|work)\//.test(path) || path.endsWith('.tmp') || path.startsWith('postgres.lock');

async function* walk(root: string, folder: string): AsyncGenerator<string> {
  const entries: Dirent[] = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    const shown = relative(root, path).split(sep).join('/');
    if (notCopied.has(shown) || passing(shown)) continue;
    if (entry.isDirectory()) yield* walk(root, path);
    else if (entry.isFile()) yield shown;
  }
}

/** Paths below the data folder of all files that a backup holds. */
export const filesIn = (dataFolder: string): AsyncGenerator<string> => walk(dataFolder, dataFolder);

const contentName = /^files\/..\/..\/([0-9a-f]{64})$/;

export interface Collected {
  readonly files: BackupFile[];
  readonly newBytes: number;
}

interface Collecting {
  readonly dataFolder: string;
  readonly repository: Repository;
  /** Of the backup before: what has neither another size nor another time is the same. */
  readonly before: Manifest | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly told: (done: number) => void;
}

/** The digest that a file is known by without reading it: its name, or what it was in the backup before. */
function knownDigest(
  path: string,
  found: { size: number; mtimeMs: number },
  before: ReadonlyMap<string, BackupFile>,
) {
  const named = contentName.exec(path)?.[1];
  if (named !== undefined) return named;
  const earlier = before.get(path);
  return earlier?.bytes === found.size && earlier.modified === found.mtimeMs ? earlier.sha256 : undefined;
}

class Changed extends Error {
  constructor(path: string) {
    super(`${path} changed while it was copied, or is not what its name says`);
  }
}

/** Copies what is not there yet. @returns undefined when the file went away meanwhile: what was deleted stays deleted */
async function collectOne(path: string, before: ReadonlyMap<string, BackupFile>, collecting: Collecting) {
  const { dataFolder, repository, signal } = collecting;
  const source = join(dataFolder, path);
  const found = await stat(source);
  const known = knownDigest(path, found, before);
  const sha256 = known ?? (await measure(source, signal)).sha256;
  const file = { path, sha256, bytes: found.size, modified: found.mtimeMs };
  const target = repository.object(sha256);
  if ((await sizeOf(target)) === found.size) return { file, copied: 0 };
  const copied = await copyWhole(source, target, signal);
  if (copied.sha256 !== sha256) throw new Changed(path);
  return { file, copied: copied.bytes };
}

/** A file that is replaced while it is read is read again. */
async function collectStill(path: string, before: ReadonlyMap<string, BackupFile>, collecting: Collecting) {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await collectOne(path, before, collecting);
    } catch (error) {
      if (isMissing(error)) return undefined;
      if (!(error instanceof Changed) || attempt === 3) throw error;
    }
}

/** Every file of the data folder, each once among the objects; only new ones are copied. */
export async function collectFiles(collecting: Collecting): Promise<Collected> {
  const before = new Map(collecting.before?.files.map((file) => [file.path, file]));
  const files: BackupFile[] = [];
  let newBytes = 0;
  for await (const path of filesIn(collecting.dataFolder)) {
    collecting.signal?.throwIfAborted();
    if (path === headsFile) continue;
    const collected = await collectStill(path, before, collecting);
    if (!collected) continue;
    files.push(collected.file);
    newBytes += collected.copied;
    collecting.told(files.length);
  }
  return { files, newBytes };
}

export const headsFile = 'ledger-heads.log';

/** Heads said outside of the database, up to the one of the backup's point: later ones are of entries that it lacks. */
export async function headsUpTo(dataFolder: string, size: number): Promise<string> {
  const text = await readFile(join(dataFolder, headsFile), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return '';
    throw error;
  });
  const lines = text.split('\n').filter((line) => {
    const said = /"size":(\d+)/.exec(line)?.[1];
    return said !== undefined && Number(said) <= size;
  });
  return lines.map((line) => `${line}\n`).join('');
}
