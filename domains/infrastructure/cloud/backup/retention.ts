import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { listBackups, peek, type Repository } from './repository.ts';

const dayMs = 86_400_000;
/** However old they are. */
const alwaysKept = 3;

const instantOf = (id: string): number =>
  Date.parse(id.slice(0, 15).replace(/^(....)(..)(..)T(..)(..)(..)$/, '$1-$2-$3T$4:$5:$6Z'));

/** Which backups have had their time: older than `days`, and not among the three newest. @param ids oldest first */
export const outlived = (ids: readonly string[], days: number, now: Date): string[] =>
  ids
    .slice(0, Math.max(0, ids.length - alwaysKept))
    .filter((id) => now.getTime() - instantOf(id) > days * dayMs);

/** Removes objects that no backup holds any more. With an unreadable manifest nobody knows which: nothing is removed. */
async function collect(repository: Repository): Promise<void> {
  const held = new Set<string>();
  for (const id of await listBackups(repository)) {
    const manifest = await peek(repository, id);
    if (!manifest) return;
    for (const { sha256 } of manifest.files) held.add(sha256);
  }
  const root = join(repository.folder, 'objects');
  for (const shelf of await readdir(root).catch(() => []))
    for (const name of await readdir(join(root, shelf)))
      if (!held.has(name)) await rm(join(root, shelf, name), { force: true });
}

/** @returns ids of the backups that were removed */
export async function retain(repository: Repository, days: number, now: Date): Promise<string[]> {
  const gone = outlived(await listBackups(repository), days, now);
  for (const id of gone) await rm(repository.backup(id), { recursive: true, force: true });
  await collect(repository);
  return gone;
}
