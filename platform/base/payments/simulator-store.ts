import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { MovementKind } from './rules.ts';

export interface SimulatedMovement {
  readonly reference: string;
  readonly kind: MovementKind;
  readonly ours: string;
  readonly amountFen: number;
  readonly at: string;
}

const columns = sql`reference, kind, ours, amount_fen as "amountFen", at`;

export async function findMovement(
  db: Db,
  kind: SimulatedMovement['kind'],
  ours: string,
): Promise<SimulatedMovement | undefined> {
  const { rows } = await sql<SimulatedMovement>`select ${columns} from payments.simulated_movement
    where kind = ${kind} and ours = ${ours}`.execute(db);
  return rows[0];
}

/** Moves money once; said again, it tells of the first time. */
export async function move(db: Db, made: SimulatedMovement): Promise<SimulatedMovement> {
  await sql`insert into payments.simulated_movement (reference, kind, ours, amount_fen, at)
    values (${made.reference}, ${made.kind}, ${made.ours}, ${made.amountFen}, ${made.at}) on conflict do nothing`.execute(
    db,
  );
  return (await findMovement(db, made.kind, made.ours)) ?? made;
}

export async function movementsOn(db: Db, day: string): Promise<SimulatedMovement[]> {
  const { rows } = await sql<SimulatedMovement>`select ${columns} from payments.simulated_movement
    where (at at time zone 'Asia/Shanghai')::date = ${day}::date order by at, reference`.execute(db);
  return rows;
}
