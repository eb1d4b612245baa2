import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { MovementKind } from './rules.ts';

export interface MovementRow {
  readonly row_key: string;
  readonly household_number: string;
  readonly kind: MovementKind;
  readonly happened_on: string;
  readonly elsewhere: string | null;
  readonly row: number;
}

export interface Delivered {
  readonly dataset: string;
  readonly batch: string;
  /** When the delivery spoke, ISO. */
  readonly at: string;
  readonly simulated: boolean;
}

/** Notes what was registered, for rows that are part of a person; the newest delivery of a row stands. How many were written. */
export async function putMovements(
  db: Db,
  { dataset, batch, at, simulated }: Delivered,
  movements: readonly MovementRow[],
): Promise<number> {
  if (movements.length === 0) return 0;
  const { numAffectedRows } = await sql`
    insert into registers.movement as m
      (dataset, row_key, person, household_number, kind, happened_on, elsewhere, batch, row, at, simulated)
    select ${dataset}, g.row_key, r.entity, g.household_number, g.kind, g.happened_on, g.elsewhere, ${batch}, g.row, ${at}, ${simulated}
    from json_to_recordset(${JSON.stringify(movements)}::json)
      as g (row_key text, household_number text, kind text, happened_on date, elsewhere text, row integer)
    join registers.member r on r.dataset = ${dataset} and r.row_key = g.row_key
    on conflict (dataset, row_key) do update set person = excluded.person,
      household_number = excluded.household_number, kind = excluded.kind, happened_on = excluded.happened_on,
      elsewhere = excluded.elsewhere, batch = excluded.batch, row = excluded.row, at = excluded.at,
      simulated = excluded.simulated
      where m.at <= excluded.at`.execute(db);
  return Number(numAffectedRows ?? 0);
}
