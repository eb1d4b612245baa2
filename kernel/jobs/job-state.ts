import { sql } from 'kysely';
import type { Db } from '../db/index.ts';

/** Whether a job still waits or runs: for whoever keeps something of its own that ends with the job, however that ended. */
export async function jobIsOpen(db: Db, id: string): Promise<boolean> {
  const { rows } =
    await sql`select from kernel.job where id = ${id} and status in ('queued', 'running')`.execute(db);
  return rows.length > 0;
}
