import { openEmbeddedStore } from './embedded/open.ts';
import { openServerStore } from './server/open.ts';
import type { Store, StoreOptions } from './store.ts';

const defaultTimeoutMs = 60_000;
const defaultPoolSize = 10;

/** Opens the server behind `url`, or the embedded store in `<folder>/postgres`, and says what it promises. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { url, folder, log } = options;
  const statementTimeoutMs = options.statementTimeoutMs ?? defaultTimeoutMs;
  const { poolSize = defaultPoolSize, keepPlans = true } = options;
  const store = url
    ? await openServerStore({ url, log, statementTimeoutMs, poolSize, keepPlans })
    : await openEmbeddedStore({ folder, log, statementTimeoutMs });
  for (const promise of store.promises) log?.info({ store: store.kind, zh: promise.zh }, promise.en);
  return store;
}
