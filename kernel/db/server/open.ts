import { assembleStore } from '../assemble.ts';
import { askStore } from '../canary.ts';
import type { SessionSource } from '../session.ts';
import { asStoreError } from '../store-problem.ts';
import type { Store } from '../store.ts';
import { requireServer } from './require-server.ts';
import { serverSessions, type ServerOptions } from './sessions.ts';

/** Opens a PostgreSQL server with PostGIS; refuses one that is too old, a standby or without the extensions. */
export async function openServerStore(options: ServerOptions): Promise<Store> {
  const source = serverSessions(options);
  const store = assembleStore('server', source, {
    health: () =>
      askStore(source.acquire).catch((error: unknown) => {
        throw asStoreError(error);
      }),
    close: () => source.end(),
  });
  try {
    await checkServer(source);
    await store.health();
  } catch (error) {
    await store.close();
    throw asStoreError(error);
  }
  return store;
}

async function checkServer(source: SessionSource): Promise<void> {
  const session = await source.acquire();
  try {
    await requireServer(session);
  } finally {
    await session.release(false);
  }
}
