import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** Invented accounts by their name, and invented companies of the city, for a simulated city. */
export async function findPlayers(
  db: Db,
): Promise<{ accounts: ReadonlyMap<string, string>; companies: readonly string[] }> {
  const accounts = await sql<{ account: string; id: string }>`
    select account, id from identity.account_v1 where simulated`.execute(db);
  const companies = await sql<{ id: string }>`select id from registers.company_v1
    where simulated and state = '1' and division like '330281%' order by id limit 6`.execute(db);
  return {
    accounts: new Map(accounts.rows.map(({ account, id }) => [account, id])),
    companies: companies.rows.map(({ id }) => id),
  };
}
