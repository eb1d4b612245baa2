import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** Invented companies of the city in order of their ids: the first ones are those for which the invented agent acts. */
export async function inventedCompanies(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from registers.company_v1
    where simulated and state = '1' and division like '330281%' order by id limit 6`.execute(db);
  return rows.map(({ id }) => id);
}

export async function isAnybodyListed(db: Db): Promise<boolean> {
  return (await sql`select 1 from reporting.respondent limit 1`.execute(db)).rows.length > 0;
}
