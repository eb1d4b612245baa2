import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface DueRisk {
  readonly code: string;
  readonly title: string;
  readonly owner: string;
  readonly reviewOn: string;
  readonly simulated: boolean;
}

/** Risks that are to be looked at again by a day. */
export async function findDueRisks(db: Db, today: string): Promise<DueRisk[]> {
  const { rows } = await sql<DueRisk>`
    select code, title, owner, review_on::text as "reviewOn", simulated from projects.risk
    where withdrawn_at is null and state <> 'closed' and review_on <= ${today}::date order by code`.execute(
    db,
  );
  return rows;
}

interface Unfrozen {
  readonly code: string;
  readonly unit: string;
  readonly startsOn: string;
  readonly endsBy: string;
  readonly budgetFen: number;
  readonly simulated: boolean;
}

/** Undertakings that were approved and have no baseline. */
export async function findUnfrozen(db: Db): Promise<Unfrozen[]> {
  const { rows } = await sql<Unfrozen>`
    select code, unit, starts_on::text as "startsOn", ends_by::text as "endsBy", budget_fen::float8 as "budgetFen",
      simulated
    from projects.undertaking u where withdrawn_at is null and state <> 'proposed'
      and not exists (select 1 from projects.baseline b where b.undertaking = u.code) order by code`.execute(
    db,
  );
  return rows;
}
