import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface ReportingUndertaking {
  readonly code: string;
  readonly unit: string;
  readonly simulated: boolean;
}

/** Undertakings under way in a month of which nobody has to report yet. @param lastDay of the month */
export async function findUnreported(
  db: Db,
  period: string,
  lastDay: string,
): Promise<ReportingUndertaking[]> {
  const { rows } = await sql<ReportingUndertaking>`
    select u.code, u.unit, u.simulated from projects.undertaking u
    where u.withdrawn_at is null and u.state = 'under-way' and u.starts_on <= ${lastDay}::date
      and not exists (select 1 from projects.report r where r.id = u.code || '.' || ${period})
    order by u.code`.execute(db);
  return rows;
}

export async function isOpened(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql`select 1 from projects.report where id = ${id}`.execute(db);
  return rows.length > 0;
}
