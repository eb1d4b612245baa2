import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { PlannedActivity } from './records.ts';

/** A baseline that was approved. */
export interface Frozen {
  readonly id: string;
  readonly undertaking: string;
  readonly number: number;
  readonly startsOn: string;
  readonly endsBy: string;
  readonly budgetFen: number;
  readonly finishOn: string | null;
  readonly plan: readonly PlannedActivity[];
}

/** Approved baselines of some undertakings, each one's in their order: the first is what was approved at first. */
export async function frozenOf(db: Db, undertakings: readonly string[]): Promise<Frozen[]> {
  const { rows } = await sql<Frozen>`
    select id, undertaking, number, starts_on::text as "startsOn", ends_by::text as "endsBy",
      budget_fen::float8 as "budgetFen", finish_on::text as "finishOn", plan
    from projects.baseline where undertaking = any(${[...undertakings]}::text[]) and state = 'approved'
      and withdrawn_at is null
    order by undertaking, number`.execute(db);
  return rows;
}

/** The number of the last baseline of an undertaking, whatever became of it, and whether one waits. */
export async function lastOf(
  db: Db,
  undertaking: string,
): Promise<{ readonly last: number; readonly waits: boolean }> {
  const { rows } = await sql<{ last: number; waits: boolean }>`
    select coalesce(max(number), 0)::int as last, coalesce(bool_or(state = 'asked'), false) as waits
    from projects.baseline where undertaking = ${undertaking}`.execute(db);
  return rows[0] ?? { last: 0, waits: false };
}
