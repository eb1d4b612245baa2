import type { Db } from '#kernel/db';
import { tables } from './tables.ts';

/** When the password of an account was set last; undefined for one without. */
export async function passwordChangedAt(db: Db, account: string): Promise<string | undefined> {
  const row = await tables(db)
    .selectFrom('identity.credential')
    .select('changed_at')
    .where('account', '=', account)
    .executeTakeFirst();
  return row?.changed_at;
}

/** The same password under the hash of today, unless it was changed meanwhile. */
export async function renewHash(
  tx: Db,
  account: string,
  { seen, hash }: { readonly seen: string; readonly hash: string },
): Promise<void> {
  await tables(tx)
    .updateTable('identity.credential')
    .set({ password: hash })
    .where('account', '=', account)
    .where('password', '=', seen)
    .execute();
}
