import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** Simulated grids of each village that has some, with the houses that are known in it. */
export async function housesAndGrids(db: Db): Promise<{ houses: string[]; grids: string[] }[]> {
  const { rows } = await sql<{ houses: string[]; grids: string[] }>`
    select h.houses, g.grids from (
      select parent as village, array_agg(code order by code) as grids from organisations.division_v1
      where length(code) = 15 group by parent
    ) g join (
      select division as village, array_agg(distinct house order by house) as houses from addresses.address_v1
      where house is not null and house like division || '%' group by division
    ) h on h.village = g.village order by g.village`.execute(db);
  return rows;
}
