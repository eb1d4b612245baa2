import { sql } from 'kysely';
import type { Context } from '#kernel/context';
import type { AnyRecord } from '#kernel/record';
import { planOf, scopeCondition } from '#kernel/record-server';
import { Tower } from './records.ts';

export interface TowerSpot {
  readonly code: string;
  readonly name: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly simulated: boolean;
}

/** Towers in use that the reader may see, and how many there are. */
export async function listTowerSpots(
  context: Context,
  limit: number,
): Promise<{ spots: TowerSpot[]; total: number }> {
  const mine = scopeCondition(planOf(Tower as AnyRecord), context, 'networks:read') ?? sql`true`;
  const { rows } = await sql<TowerSpot & { total: number }>`
    select t.code, t.name, st_x(t.place) as longitude, st_y(t.place) as latitude, t.simulated,
      (count(*) over ())::int as total
    from networks.tower t where t.withdrawn_at is null and t.state = 'in-use' and ${mine}
    order by t.code limit ${limit}`.execute(context.db);
  return { spots: rows, total: rows[0]?.total ?? 0 };
}
