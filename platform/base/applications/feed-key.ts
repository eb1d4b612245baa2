import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { sealOf } from './keys.ts';
import { setSecret } from './watch-store.ts';

/** Keeps, sealed, the key with which a feed is fetched; null takes it away. */
export async function setFeedKey(
  context: Context,
  tx: Db,
  feed: string,
  secret: string | null,
): Promise<void> {
  const seal = await sealOf(context);
  await setSecret(tx, feed, secret === null ? null : seal.close(secret, feed));
  await context.ledger(tx, {
    action: 'administer',
    resource: 'applications.feed',
    subjects: [],
    detail: { feed, done: secret === null ? 'key-removed' : 'key-set' },
  });
}
