import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** Accounts to try the city with, by their name, and one invented company. */
export async function findPlayers(
  db: Db,
): Promise<{ accounts: ReadonlyMap<string, string>; company: string | undefined; isAsked: boolean }> {
  const accounts = await sql<{ account: string; id: string }>`
    select account, id from identity.account_v1 where simulated and account in ('citizen', 'agent')`.execute(
    db,
  );
  const companies = await sql<{ id: string }>`
    select id from registers.company_v1 where simulated and state = '1' order by id limit 1`.execute(db);
  const asked = await sql`select 1 from open_data.request limit 1`.execute(db);
  return {
    accounts: new Map(accounts.rows.map(({ account, id }) => [account, id])),
    company: companies.rows[0]?.id,
    isAsked: asked.rows.length > 0,
  };
}
