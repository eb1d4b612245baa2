import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface SomeMember {
  readonly name: string;
  readonly citizenId: string;
  readonly sex: string;
  readonly born: string;
  readonly number: string;
  readonly relation: string | null;
  readonly division: string | null;
  readonly address: string | null;
}

/** Every so-manyth simulated person of the household register, for playing what happens to their households. */
export async function someMembers(db: Db, every: number): Promise<SomeMember[]> {
  const { rows } = await sql<SomeMember>`
    select name, citizen_id as "citizenId", sex, birth_date::text as born, household_number as number,
      household_relation as relation, division, address
    from (select *, row_number() over (order by id) as position from registers.person
      where withdrawn_at is null and simulated and household_number is not null and sex is not null and birth_date is not null) p
    where position % ${every} = 0 order by id`.execute(db);
  return rows;
}

/** Whether anything was registered of anybody. */
export async function hasMovements(db: Db): Promise<boolean> {
  const { rows } = await sql`select from registers.movement limit 1`.execute(db);
  return rows.length > 0;
}
