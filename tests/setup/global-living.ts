import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { dropDatabase } from './databases.ts';
import { quickFolder } from './quick-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of this run in which a city is brought to life once, to be copied; its name is that of its database too. */
    livingCity: string;
  }
}

/** The name of the database that goes with the folder of a living city. */
export const livingDatabase = (folder: string): string =>
  path.basename(folder).replaceAll('-', '_').toLowerCase();

/** A place for the city that the end-to-end tests copy, and its end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(quickFolder(), 'yaojiang-living-'));
  project.provide('livingCity', folder);
  return async () => {
    const { testServer } = project.getProvidedContext();
    if (testServer) await dropDatabase(testServer, livingDatabase(folder));
    await rm(folder, { recursive: true, force: true });
  };
}
