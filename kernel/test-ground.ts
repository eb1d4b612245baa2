import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createDatabase, dropDatabase } from '../tests/setup/databases.ts';
import { emptyTemplate, layEmptyEngine } from '../tests/setup/empty-database.ts';
import { quickFolder } from '../tests/setup/quick-folder.ts';
import { testStore } from '../tests/setup/store.ts';
import { migrate, openStore, type Store } from './db/index.ts';

/** Where a store of a test lies, for opening it again, also in another process. */
export interface StorePlace {
  readonly url: string | undefined;
  readonly folder: string;
}

export interface Ground {
  readonly place: StorePlace;
  open(): Promise<Store>;
  /** Opens it, migrated, with a table `public.trace` where work can leave its mark. */
  prepare(): Promise<Store>;
  clear(): Promise<void>;
}

const kernel = { module: 'kernel', schema: 'kernel', folder: import.meta.dirname };

async function fill(place: StorePlace): Promise<Store> {
  const store = await openStore(place);
  await migrate(store, [kernel]);
  await sql`create table if not exists public.trace (
    id bigint generated always as identity, who text, what text, number bigint)`.execute(store.db);
  return store;
}

/** A store of its own for a test file, server or embedded as the project of the run asks. */
export async function testGround(): Promise<Ground> {
  const folder = await mkdtemp(join(quickFolder(), 'yaojiang-ground-'));
  const asked = testStore();
  const clearFolder = () => rm(folder, { recursive: true, force: true });
  if (asked.kind === 'embedded') {
    const place = { url: undefined, folder };
    await layEmptyEngine(folder);
    return { place, open: () => openStore(place), prepare: () => fill(place), clear: clearFolder };
  }
  const name = `ground_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const url = await createDatabase(asked.url, name, await emptyTemplate(asked.url));
  const place = { url, folder };
  return {
    place,
    open: () => openStore(place),
    prepare: () => fill(place),
    clear: async () => {
      await dropDatabase(asked.url, name);
      await clearFolder();
    },
  };
}

export interface Floor {
  readonly ground: Ground;
  /** The open store; a test that closes it gives its successor. */
  store: Store;
}

/** A prepared store for the tests of a file, with these tables emptied before each. */
export function testFloor(tables: readonly string[]): Floor {
  const floor = {} as { ground: Ground; store: Store };
  beforeAll(async () => {
    floor.ground = await testGround();
    floor.store = await floor.ground.prepare();
  });
  afterAll(async () => {
    await floor.store.close();
    await floor.ground.clear();
  });
  beforeEach(async () => {
    for (const table of ['public.trace', ...tables])
      await sql`delete from ${sql.table(table)}`.execute(floor.store.db);
  });
  return floor;
}
