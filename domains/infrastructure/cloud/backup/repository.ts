import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stateOfProcess, thisProcess } from '#kernel/running-process';
import { isMissing, sync } from './disk.ts';
import { Manifest } from './manifest.ts';
import { busy } from './problems.ts';

/**
 * A folder of backups: `backups/<id>/` each with a manifest, and `objects/ab/<sha256>`, the files that they share.
 * What is being made is called `<id>.part` and is no backup.
 */
export interface Repository {
  readonly folder: string;
  readonly backup: (id: string) => string;
  readonly part: (id: string) => string;
  readonly object: (sha256: string) => string;
}

export const repositoryAt = (folder: string): Repository => ({
  folder,
  backup: (id) => join(folder, 'backups', id),
  part: (id) => join(folder, 'backups', `${id}.part`),
  object: (sha256) => join(folder, 'objects', sha256.slice(0, 2), sha256),
});

const readOrNothing = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });

/** Takes away the lock of a process that is gone; one that somebody else put there meanwhile is put back. */
async function takeOver(file: string, gone: string): Promise<void> {
  const aside = `${file}.${process.pid}`;
  const moved = await rename(file, aside).then(
    () => true,
    (error: unknown) => {
      if (isMissing(error)) return false;
      throw error;
    },
  );
  if (!moved) return;
  if ((await readOrNothing(aside)) === gone) await rm(aside, { force: true });
  else await rename(aside, file);
}

/** Works while nobody else makes or removes backups there; the place of a process that is gone is taken over. */
export async function alone<T>({ folder }: Repository, work: () => Promise<T>): Promise<T> {
  await mkdir(join(folder, 'backups'), { recursive: true, mode: 0o700 });
  const file = join(folder, 'lock');
  const holder = await readOrNothing(file);
  if (holder !== undefined && stateOfProcess(holder) === 'gone') await takeOver(file, holder);
  await writeFile(file, thisProcess, { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw busy(holder ?? file);
    throw error;
  });
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

/** What an earlier run left half made. */
export async function clearParts({ folder }: Repository): Promise<void> {
  for (const name of await readdir(join(folder, 'backups')))
    if (name.endsWith('.part')) await rm(join(folder, 'backups', name), { recursive: true, force: true });
}

/** From here on it is a backup. */
export async function finish(repository: Repository, id: string): Promise<void> {
  await sync(repository.part(id));
  await rename(repository.part(id), repository.backup(id));
  await sync(join(repository.folder, 'backups'));
}

/** Ids of the backups there, oldest first. What is half made is none. */
export async function listBackups({ folder }: Repository): Promise<string[]> {
  const names = await readdir(join(folder, 'backups')).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return names.filter((name) => /^\d{8}T\d{6}Z-[0-9a-f]{6}$/.test(name)).toSorted();
}

/** Unproven: who restores from it proves it first. Undefined when it cannot be read. */
export async function peek(repository: Repository, id: string): Promise<Manifest | undefined> {
  const text = await readOrNothing(join(repository.backup(id), 'manifest.json'));
  try {
    return text === undefined ? undefined : Manifest.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
