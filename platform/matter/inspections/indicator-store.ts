import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface Visits {
  readonly visits: number;
  readonly mending: number;
  readonly late: number;
  readonly simulated: boolean;
}

/** Visits in all, those whose object mends what was found, and of them those past the day by which to mend. */
export async function countVisits(db: Db, at: Date): Promise<Visits> {
  const { rows } = await sql<Visits>`
    select count(*)::int as visits, count(*) filter (where state = 'mending')::int as mending,
      count(*) filter (where state = 'mending' and mend_by < ${at.toISOString()}::timestamptz)::int as late,
      coalesce(bool_or(simulated), false) as simulated
    from inspections.visit where withdrawn_at is null`.execute(db);
  return rows[0] ?? { visits: 0, mending: 0, late: 0, simulated: false };
}
