import type { TestProject } from 'vitest/node';
import { makeEngineFolder } from './engine-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of an empty embedded database; see `layEmptyEngine`. */
    emptyEngine?: string;
  }
}

/** Makes the empty embedded database that all processes of this run copy. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('emptyEngine', await makeEngineFolder());
}
