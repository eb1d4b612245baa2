import type { Db } from '#kernel/db';
import { tables } from '../tables.ts';

export interface Item {
  readonly payload: string;
  readonly consumedAt: string | null;
}

export interface NewItem {
  readonly payload: string;
  readonly grantId: string | null;
  readonly uid: string | null;
  readonly expiresAt: string | null;
}

export async function putItem(db: Db, model: string, key: string, item: NewItem): Promise<void> {
  const values = {
    payload: item.payload,
    grant_id: item.grantId,
    uid: item.uid,
    expires_at: item.expiresAt,
  };
  await tables(db)
    .insertInto('identity.oidc_item')
    .values({ model, key, ...values })
    .onConflict((conflict) => conflict.columns(['model', 'key']).doUpdateSet(values))
    .execute();
}

const living = (db: Db, model: string, now: string) =>
  tables(db)
    .selectFrom('identity.oidc_item')
    .select(['payload', 'consumed_at as consumedAt'])
    .where('model', '=', model)
    .where((row) => row.or([row('expires_at', 'is', null), row('expires_at', '>', now)]));

export const findItem = (db: Db, model: string, key: string, now: string): Promise<Item | undefined> =>
  living(db, model, now).where('key', '=', key).executeTakeFirst();

export const findItemByUid = (db: Db, model: string, uid: string, now: string): Promise<Item | undefined> =>
  living(db, model, now).where('uid', '=', uid).executeTakeFirst();

/** @returns whether it was there and nobody had used it: of two that use it at once one hears no */
export async function consumeItem(db: Db, model: string, key: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await tables(db)
    .updateTable('identity.oidc_item')
    .set({ consumed_at: at })
    .where('model', '=', model)
    .where('key', '=', key)
    .where('consumed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function dropItem(db: Db, model: string, key: string): Promise<void> {
  await tables(db)
    .deleteFrom('identity.oidc_item')
    .where('model', '=', model)
    .where('key', '=', key)
    .execute();
}

/** Everything that was given out under a grant: its tokens and codes. */
export async function dropGrant(db: Db, grantId: string): Promise<void> {
  await tables(db).deleteFrom('identity.oidc_item').where('grant_id', '=', grantId).execute();
}

export async function dropExpired(db: Db, before: string): Promise<void> {
  await tables(db).deleteFrom('identity.oidc_item').where('expires_at', '<', before).execute();
}
