import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';
import { openStore } from '#kernel/db';
import { ensureDatabase } from './databases.ts';
import { makeEngineFolder } from './engine-folder.ts';

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

/** Lays an empty embedded database into a data folder, for a store that is opened there. */
export async function layEmptyEngine(dataFolder: string): Promise<void> {
  // Where only some of the projects make one beforehand, a process of another makes its own.
  made ??= Promise.resolve(inject('emptyEngine') ?? makeEngineFolder());
  await cp(await made, path.join(dataFolder, 'postgres'), { recursive: true });
}
