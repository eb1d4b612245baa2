import type { Db } from '#kernel/db';
import type { SessionTimes } from './rules.ts';
import { tables } from './tables.ts';

export interface SessionRow extends SessionTimes {
  readonly id: string;
  readonly account: string;
  readonly post: string | null;
  readonly secondFactorAt: string | null;
  readonly acting: string | null;
  /** The kiosk at which it was begun, and holds only. */
  readonly kiosk: string | null;
  readonly device: string | null;
  readonly place: string | null;
}

const columns = [
  's.id',
  's.account',
  's.post',
  's.begun_at as begunAt',
  's.seen_at as seenAt',
  's.ends_at as endsAt',
  's.ended_at as endedAt',
  's.second_factor_at as secondFactorAt',
  's.acting',
  's.kiosk',
  's.device',
  's.place',
] as const;

export interface NewSession {
  readonly id: string;
  readonly tokenDigest: string;
  readonly account: string;
  readonly post: string | null;
  readonly begunAt: string;
  readonly endsAt: string;
  readonly secondFactorAt: string | null;
  readonly device: string;
  readonly place: string;
  readonly kiosk: string | null;
}

export async function insertSession(tx: Db, session: NewSession): Promise<void> {
  const { id, tokenDigest, account, post, begunAt, endsAt } = session;
  await tables(tx)
    .insertInto('identity.session')
    .values({
      id,
      token_digest: tokenDigest,
      account,
      post,
      begun_at: begunAt,
      seen_at: begunAt,
      ends_at: endsAt,
      second_factor_at: session.secondFactorAt,
      device: session.device,
      kiosk: session.kiosk,
      place: session.place,
    })
    .execute();
}

export const findSession = (db: Db, tokenDigest: string): Promise<SessionRow | undefined> =>
  tables(db)
    .selectFrom('identity.session as s')
    .select(columns)
    .where('s.token_digest', '=', tokenDigest)
    .executeTakeFirst();

/** Sessions of an account that were not ended, the latest first; whether one still lives is for the rules to say. */
export const findSessions = (db: Db, account: string): Promise<(SessionRow & { begunAt: string })[]> =>
  tables(db)
    .selectFrom('identity.session as s')
    .select(columns)
    .where('s.account', '=', account)
    .where('s.ended_at', 'is', null)
    .orderBy('s.seen_at', 'desc')
    .limit(50)
    .execute();

/** When a session was begun. */
export async function findBegun(db: Db, id: string): Promise<string | undefined> {
  const row = await tables(db)
    .selectFrom('identity.session')
    .select('begun_at')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.begun_at;
}

export async function touchSession(db: Db, id: string, at: string): Promise<void> {
  await tables(db).updateTable('identity.session').set({ seen_at: at }).where('id', '=', id).execute();
}

export async function movePost(tx: Db, id: string, post: string): Promise<void> {
  await tables(tx).updateTable('identity.session').set({ post, acting: null }).where('id', '=', id).execute();
}

/** @returns whether a session of this account was ended */
export async function endOne(tx: Db, account: string, id: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('identity.session')
    .set({ ended_at: at })
    .where('id', '=', id)
    .where('account', '=', account)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Ends every session of an account but one: its password has changed, or it was suspended. @returns those that were ended */
export async function endOthers(tx: Db, account: string, keep: string | null, at: string): Promise<string[]> {
  const ended = await tables(tx)
    .updateTable('identity.session')
    .set({ ended_at: at })
    .where('account', '=', account)
    .where('ended_at', 'is', null)
    .$if(keep !== null, (query) => query.where('id', '!=', keep ?? ''))
    .returning('id')
    .execute();
  return ended.map(({ id }) => id);
}

/** Ends every session that acts in a post. @returns those that were ended */
export async function endInPost(tx: Db, post: string, at: string): Promise<string[]> {
  const ended = await tables(tx)
    .updateTable('identity.session')
    .set({ ended_at: at })
    .where('post', '=', post)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute();
  return ended.map(({ id }) => id);
}

/** Sessions that ended long ago are of no use: the ledger keeps who signed in when. */
export async function forgetSessions(tx: Db, account: string, before: string): Promise<void> {
  await tables(tx)
    .deleteFrom('identity.session')
    .where('account', '=', account)
    .where('ends_at', '<', before)
    .execute();
}
