import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface OwnDivision {
  readonly code: string;
  readonly name: string;
  readonly level: 'city' | 'town' | 'village';
}

/** The city, its towns, villages and communities in force; grids have no part in addresses. */
export async function findDivisions(db: Db): Promise<OwnDivision[]> {
  const { rows } = await sql<OwnDivision>`
    select code, name_zh as name, level from organisations.division_v1
    where level in ('city', 'town', 'village') order by code`.execute(db);
  return rows;
}
