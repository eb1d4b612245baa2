import { sql } from 'kysely';
import { oneAtATime, type Db } from '#kernel/db';

/** Two versions that spend of one dataset wait for each other. */
export async function lockBudget(tx: Db, source: string): Promise<void> {
  await oneAtATime(tx, `open-data.budget ${source}`);
}

/** What all versions of all tables with noise have spent of a dataset: thousandths of ε add up. */
export async function spentOf(db: Db, dataset: string): Promise<number> {
  const { rows } = await sql<{ spent: number }>`
    select coalesce(sum(milli_epsilon), 0)::int as spent from open_data.spending where dataset = ${dataset}`.execute(
    db,
  );
  return rows[0]?.spent ?? 0;
}
