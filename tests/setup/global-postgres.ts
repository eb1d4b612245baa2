import type { TestProject } from 'vitest/node';
import { startPostgres, type TestServer } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server PostgreSQL of this run; null where everything runs embedded. */
    testServer: string | null;
    /** The store this project's tests ask for; see `testStore`. */
    preferredStore: 'server' | 'embedded';
  }
}

const shared = globalThis as {
  yaojiangTestServer?: { users: number; server: Promise<TestServer | undefined> };
};

/** Starts one PostgreSQL for all projects of a vitest run and tells the tests its address. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const entry = (shared.yaojiangTestServer ??= { users: 0, server: startPostgres() });
  entry.users += 1;
  const server = await entry.server;
  project.provide('testServer', server?.url ?? null);
  return async () => {
    entry.users -= 1;
    if (entry.users > 0) return;
    delete shared.yaojiangTestServer;
    server?.stop();
  };
}
