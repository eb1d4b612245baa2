import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { sealOf } from './keys.ts';
import { hostOf } from './rules.ts';
import { findSystem } from './store.ts';
import { findFeed, setSecret } from './watch-store.ts';

/** Keeps, sealed, the key with which a feed is fetched, for the machine that it was given for; null takes it away. */
export async function setFeedKey(
  context: Context,
  tx: Db,
  feed: string,
  secret: string | null,
): Promise<void> {
  const seal = await sealOf(context);
  const known = await findFeed(tx, feed);
  const system = known && (await findSystem(tx, known.system));
  const host = secret === null ? null : hostOf(system?.address);
  await setSecret(tx, feed, { secret: secret === null ? null : seal.close(secret, feed), host });
  await context.ledger(tx, {
    action: 'administer',
    resource: 'applications.feed',
    subjects: [],
    detail: { feed, done: secret === null ? 'key-removed' : 'key-set' },
  });
}
