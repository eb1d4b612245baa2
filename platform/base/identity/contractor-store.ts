import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { ContractorUse } from './contract.ts';
import { tables } from './tables.ts';

/** Counts one request of a contractor on the city's day. */
export async function meter(db: Db, account: string, day: string): Promise<void> {
  await tables(db)
    .insertInto('identity.contractor_use')
    .values({ account, day, requests: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['account', 'day'])
        .doUpdateSet({ requests: sql`identity.contractor_use.requests + 1` }),
    )
    .execute();
}

/** Contractors with what they used since a day. @param supervisor only those whom this account supervises */
export async function findContractors(
  db: Db,
  since: string,
  supervisor: string | undefined,
): Promise<ContractorUse[]> {
  const rows = await tables(db)
    .selectFrom('identity.account as a')
    .leftJoin('identity.contractor_use as u', (join) =>
      join.onRef('u.account', '=', 'a.account').on('u.day', '>=', since),
    )
    .select(({ fn }) => [
      'a.account',
      'a.name',
      'a.supervisor',
      'a.expires_on as expiresOn',
      'a.suspended',
      fn.sum<string>('u.requests').as('requests'),
      fn.max<string>('u.day').as('lastDay'),
    ])
    .where('a.kind', '=', 'contractor')
    .where('a.withdrawn_at', 'is', null)
    .$if(supervisor !== undefined, (query) => query.where('a.supervisor', '=', supervisor ?? ''))
    .groupBy(['a.account', 'a.name', 'a.supervisor', 'a.expires_on', 'a.suspended'])
    .orderBy('a.account')
    .limit(500)
    .execute();
  return rows.map((row) => ({ ...row, requests: Number(row.requests ?? 0), lastDay: row.lastDay ?? null }));
}
