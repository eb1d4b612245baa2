import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Asks } from './names.ts';

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

/** Invented persons, or households, of whom nothing has been reported yet though it is due: every other one, so that some are left. */
export async function someDue(db: Db, asks: Asks, limit: number): Promise<string[]> {
  const { rows } = await sql<{ respondent: string }>`
    select respondent from (
      select f.respondent, row_number() over (order by f.respondent) as n, bool_or(f.state = 'handed-in') as begun
      from reporting.filing f where f.withdrawn_at is null and f.asks = ${asks} and f.simulated and not f.voluntary
      group by f.respondent) p
    where n % 2 = 1 and n <= ${limit * 2} and not begun order by respondent`.execute(db);
  return rows.map(({ respondent }) => respondent);
}

/** Invented persons of working age. */
export async function inventedAdults(db: Db, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from registers.person_v1
    where simulated and alive and birth_date between date '1975-01-01' and date '1995-12-31' order by id limit ${limit}`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}
