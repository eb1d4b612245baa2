import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createDatabase, dropDatabase } from '../../tests/setup/databases.ts';
import { emptyTemplate, layEmptyEngine } from '../../tests/setup/empty-database.ts';
import { quickFolder } from '../../tests/setup/quick-folder.ts';
import { testStore } from '../../tests/setup/store.ts';
import { openStore } from './open.ts';
import type { Store, StoreOptions } from './store.ts';

export interface OpenedStore {
  readonly store: Store;
  readonly folder: string;
  /** Address of its database, on a server. */
  readonly url: string | undefined;
  /** Closes it and removes its data. */
  remove(): Promise<void>;
}

let made = 0;

/** An empty store of the kind that the running test project asks for. */
export async function openEmptyStore(options: Partial<StoreOptions> = {}): Promise<OpenedStore> {
  const folder = await mkdtemp(join(quickFolder(), 'yaojiang-store-'));
  const wanted = testStore();
  const name = `store_${process.pid}_${(made += 1)}`;
  const url =
    wanted.kind === 'server'
      ? await createDatabase(wanted.url, name, await emptyTemplate(wanted.url))
      : undefined;
  if (!url) await layEmptyEngine(folder);
  const store = await openStore({ folder, url, ...options });
  return {
    store,
    folder,
    url,
    remove: async () => {
      await store.close();
      if (wanted.kind === 'server') await dropDatabase(wanted.url, name);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
