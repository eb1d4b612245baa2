import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { tables } from '../tables.ts';
import type { Level } from './levels.ts';

export interface Raised {
  readonly level: Level;
  /** `provider:zwfw`, `register`, `counter`, `office`. */
  readonly basis: string;
  readonly at: string;
  readonly by: string;
}

/** A level rises, and is never lowered by a weaker proof. @returns whether it rose */
export async function raiseLevel(tx: Db, account: string, raised: Raised): Promise<boolean> {
  const { level, basis, at, by } = raised;
  const { numAffectedRows } = await sql`
    insert into identity.assurance (account, level, basis, at, by) values (${account}, ${level}, ${basis}, ${at}, ${by})
    on conflict (account) do update set level = excluded.level, basis = excluded.basis, at = excluded.at, by = excluded.by
    where identity.assurance.level < excluded.level`.execute(tx);
  return numAffectedRows === 1n;
}

export async function findLevel(db: Db, account: string): Promise<Omit<Raised, 'by'> | undefined> {
  return tables(db)
    .selectFrom('identity.assurance')
    .select(['level', 'basis', 'at'])
    .where('account', '=', account)
    .executeTakeFirst();
}

/** The account with a citizen identity number, by its digest, while it may be used. */
export async function findOwner(
  db: Db,
  numberDigest: string,
): Promise<{ account: string; level: Level } | undefined> {
  const row = await tables(db)
    .selectFrom('identity.citizen as c')
    .innerJoin('identity.account as a', 'a.account', 'c.account')
    .leftJoin('identity.assurance as s', 's.account', 'c.account')
    .select(['c.account', 's.level'])
    .where('c.number_digest', '=', numberDigest)
    .where('a.withdrawn_at', 'is', null)
    .executeTakeFirst();
  return row && { account: row.account, level: row.level ?? 1 };
}

/** The digest of the number that an account has. */
export async function findNumber(db: Db, account: string): Promise<string | undefined> {
  const row = await tables(db)
    .selectFrom('identity.citizen')
    .select('number_digest')
    .where('account', '=', account)
    .executeTakeFirst();
  return row?.number_digest;
}
