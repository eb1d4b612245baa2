import type { Db } from '#kernel/db';
import { tables } from '../tables.ts';

export interface Attempt {
  readonly provider: string;
  readonly browserDigest: string;
  /** Sealed: verifier, nonce, where to go. */
  readonly payload: string;
  /** Who was signed in in the browser that began it. */
  readonly account: string | null;
  readonly expiresAt: string;
}

export async function putAttempt(tx: Db, stateDigest: string, attempt: Attempt, now: string): Promise<void> {
  await tables(tx).deleteFrom('identity.outside_attempt').where('expires_at', '<', now).execute();
  await tables(tx)
    .insertInto('identity.outside_attempt')
    .values({
      state_digest: stateDigest,
      provider: attempt.provider,
      browser_digest: attempt.browserDigest,
      payload: attempt.payload,
      account: attempt.account,
      expires_at: attempt.expiresAt,
    })
    .execute();
}

/** Takes an attempt away: it serves once, whatever comes of it. */
export async function takeAttempt(db: Db, stateDigest: string): Promise<Attempt | undefined> {
  const row = await tables(db)
    .deleteFrom('identity.outside_attempt')
    .where('state_digest', '=', stateDigest)
    .returningAll()
    .executeTakeFirst();
  return (
    row && {
      provider: row.provider,
      browserDigest: row.browser_digest,
      payload: row.payload,
      account: row.account,
      expiresAt: row.expires_at,
    }
  );
}

/** The account to which a provider's subject is tied, while it may be used. */
export async function findLinked(
  db: Db,
  provider: string,
  subjectDigest: string,
): Promise<string | undefined> {
  const row = await tables(db)
    .selectFrom('identity.outside_link as l')
    .innerJoin('identity.account as a', 'a.account', 'l.account')
    .select('l.account')
    .where('l.provider', '=', provider)
    .where('l.subject_digest', '=', subjectDigest)
    .where('a.withdrawn_at', 'is', null)
    .executeTakeFirst();
  return row?.account;
}

/** Ties a provider's subject to an account, from another one where somebody has decided so. */
export async function putLink(
  tx: Db,
  link: { readonly provider: string; readonly subjectDigest: string; readonly account: string },
  at: string,
): Promise<void> {
  await tables(tx)
    .insertInto('identity.outside_link')
    .values({
      provider: link.provider,
      subject_digest: link.subjectDigest,
      account: link.account,
      linked_at: at,
      last_at: at,
    })
    .onConflict((conflict) =>
      conflict.columns(['provider', 'subject_digest']).doUpdateSet({ account: link.account, last_at: at }),
    )
    .execute();
}

export const findLinks = (
  db: Db,
  account: string,
): Promise<{ provider: string; linkedAt: string; lastAt: string }[]> =>
  tables(db)
    .selectFrom('identity.outside_link')
    .select(['provider', 'linked_at as linkedAt', 'last_at as lastAt'])
    .where('account', '=', account)
    .orderBy('provider')
    .execute();
