import type { Db } from '#kernel/db';
import type { Delegation } from '../contract.ts';
import { tables } from '../tables.ts';

const rows = (db: Db) =>
  tables(db)
    .selectFrom('identity.delegation as d')
    .innerJoin('identity.account as f', 'f.account', 'd.from_account')
    .innerJoin('identity.account as t', 't.account', 'd.to_account')
    .select([
      'd.id',
      'd.from_account as from',
      'd.from_post as post',
      'd.to_account as to',
      'd.starts_at as startsAt',
      'd.ends_at as endsAt',
      'd.basis',
      'd.permissions',
      'd.revoked_at as revokedAt',
      'f.name as fromName',
      'f.id as fromId',
      't.name as toName',
      't.id as toId',
    ]);

export type DelegationRow = Delegation & { readonly fromId: string; readonly toId: string };

const standing = (db: Db, now: string) =>
  rows(db).where('d.revoked_at', 'is', null).where('d.starts_at', '<=', now).where('d.ends_at', '>', now);

export async function insertDelegation(
  tx: Db,
  row: Omit<Delegation, 'revokedAt' | 'fromName' | 'toName'> & { readonly createdAt: string },
): Promise<void> {
  await tables(tx)
    .insertInto('identity.delegation')
    .values({
      id: row.id,
      from_account: row.from,
      from_post: row.post,
      to_account: row.to,
      starts_at: row.startsAt,
      ends_at: row.endsAt,
      basis: row.basis,
      permissions: [...row.permissions],
      created_at: row.createdAt,
      revoked_at: null,
    })
    .execute();
}

export const findDelegations = (db: Db, account: string): Promise<DelegationRow[]> =>
  rows(db)
    .where((row) => row.or([row('d.from_account', '=', account), row('d.to_account', '=', account)]))
    .orderBy('d.ends_at', 'desc')
    .limit(200)
    .execute();

/** A delegation that this account may act by now. */
export const findStanding = (
  db: Db,
  to: string,
  id: string,
  now: string,
): Promise<DelegationRow | undefined> =>
  standing(db, now).where('d.to_account', '=', to).where('d.id', '=', id).executeTakeFirst();

export const findReceived = (db: Db, to: string, now: string): Promise<DelegationRow[]> =>
  standing(db, now).where('d.to_account', '=', to).orderBy('d.ends_at').execute();

/** With the post that a part of was handed over, while it is held by somebody who may act and gives no duty. */
const carried = (db: Db, now: string) =>
  standing(db, now)
    .innerJoin('identity.post as p', 'p.code', 'd.from_post')
    .innerJoin('identity.role as r', 'r.code', 'p.role')
    .select(['p.organisation', 'p.role', 'r.grants'])
    .whereRef('p.account', '=', 'd.from_account')
    .where('p.withdrawn_at', 'is', null)
    .where('r.duty', 'is', null)
    .where('f.withdrawn_at', 'is', null)
    .where('f.suspended', '=', false)
    .where('t.suspended', '=', false);

export type CarriedRow = DelegationRow & {
  readonly organisation: string | null;
  readonly role: string;
  /** Of the role, as they are now. */
  readonly grants: string[];
};

/** By the actor's id: whose duties they carry now. */
export const findActedFor = (db: Db, actorId: string, now: string): Promise<CarriedRow[]> =>
  carried(db, now).where('t.id', '=', actorId).execute();

/** By the actor's id: who carries their duties now. */
export const findDelegates = (db: Db, actorId: string, now: string): Promise<CarriedRow[]> =>
  carried(db, now).where('f.id', '=', actorId).execute();

/** Either side may end it. @returns whether it was theirs and had not been ended */
export async function endDelegation(tx: Db, account: string, id: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('identity.delegation')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .where((row) => row.or([row('from_account', '=', account), row('to_account', '=', account)]))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** What somebody acts as in a session; null for their own post. */
export async function setActing(tx: Db, session: string, acting: string | null): Promise<void> {
  await tables(tx).updateTable('identity.session').set({ acting }).where('id', '=', session).execute();
}
