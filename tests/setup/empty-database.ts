import { rmSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore } from '#kernel/db';
import { ensureDatabase } from './databases.ts';

/** Name of the server's database that has the extensions and nothing else; others are copied from it. */
export async function emptyTemplate(server: string): Promise<string> {
  const name = 'template_empty';
  await ensureDatabase(server, name, async (url) => {
    const store = await openStore({ folder: tmpdir(), url });
    await store.close();
  });
  return name;
}

let made: Promise<string> | undefined;

/** Making a database anew takes seconds, copying one does not; a process makes one. */
async function makeEngineFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yaojiang-empty-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const store = await openStore({ folder });
  await store.close();
  return path.join(folder, 'postgres');
}

/** Lays an empty embedded database into a data folder, for a store that is opened there. */
export async function layEmptyEngine(dataFolder: string): Promise<void> {
  made ??= makeEngineFolder();
  await cp(await made, path.join(dataFolder, 'postgres'), { recursive: true });
}
