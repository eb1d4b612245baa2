import type { Db } from '#kernel/db';
import { tables } from './tables.ts';

export interface Official {
  /** Under which the account acts. */
  readonly id: string;
  /** Of the first post; null for somebody of no organisation. */
  readonly organisation: string | null;
}

/** Whoever signs in under this name and may act; undefined for a name that nobody has, a suspended account, a citizen. */
export async function findOfficial(db: Db, account: string): Promise<Official | undefined> {
  const row = await tables(db)
    .selectFrom('identity.account as a')
    .leftJoin('identity.post as p', (join) =>
      join.onRef('p.account', '=', 'a.account').on('p.withdrawn_at', 'is', null),
    )
    .select(['a.id', 'p.organisation'])
    .where('a.account', '=', account)
    .where('a.kind', 'in', ['official', 'contractor'])
    .where('a.withdrawn_at', 'is', null)
    .where('a.suspended', '=', false)
    .orderBy('p.code')
    .executeTakeFirst();
  return row && { id: row.id, organisation: row.organisation };
}
