import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { openStore } from '#kernel/db';
import { quickFolder } from './quick-folder.ts';

/**
 * An empty embedded database, to be copied: making one anew takes a dozen seconds of the processor, opening a copy two.
 * @returns its folder, which goes with the process
 */
export async function makeEngineFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(quickFolder(), 'yaojiang-empty-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const store = await openStore({ folder });
  await store.close();
  return path.join(folder, 'postgres');
}
