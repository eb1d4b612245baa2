import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** Vehicles that stand in the register, by kind. */
export async function countVehicles(
  db: Db,
): Promise<{ kind: string; count: number; simulated: boolean; asOf: string }[]> {
  const { rows } = await sql<{ kind: string; count: number; simulated: boolean; asOf: string }>`
    select kind, count(*)::int as count, bool_or(simulated) as simulated, max(valid_from) as "asOf"
    from fleet.vehicle where withdrawn_at is null group by kind order by kind`.execute(db);
  return rows;
}
